using System.Net;
using System.Net.Sockets;

namespace Spillway.Simulation.Emulators;

/// <summary>The addresses that never leave the host: 127.0.0.0/8.</summary>
internal static class Loopback
{
    private const byte FirstByte = 127;

    public static bool Contains(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.AddressFamily == AddressFamily.InterNetwork && address.TryWriteBytes(bytes, out _) && bytes[0] == FirstByte;
    }
}
