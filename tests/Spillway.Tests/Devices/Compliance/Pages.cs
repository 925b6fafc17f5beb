using System.Text;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>What a web port shows to a stranger.</summary>
internal static class Pages
{
    public static Task<byte[]> PageAsync(this EmulatedStand stand, int standardPort, string path) =>
        stand.AskAsync(standardPort, Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: machine\r\nConnection: close\r\n\r\n"));
}
