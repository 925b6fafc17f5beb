using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Spillway.Simulation.Emulators;

/// <summary>Which ports a host opens, and by how much those below 1024 are moved: all of them or none, so that one figure tells a
/// device's drivers where to call.</summary>
internal static class PortPlan
{
    public const int Shift = 8000;
    private const int FirstFreePort = 1024;

    /// <summary>The shift: what the options ask for, else 8000 where any low port cannot be had, else 0.</summary>
    public static int LowPortShift(EmulatorOptions options) => options.LowPortShift is { } asked ? asked :
        Endpoints(options, 0).Where(endpoint => endpoint.Port < FirstFreePort).All(CanBeHad) ? 0 : Shift;

    public static ImmutableArray<ServedPort> Ports(EmulatorOptions options, int shift) =>
    [
        .. options.Devices.Values
            .SelectMany(device => device.Ports)
            .GroupBy(port => port.Standard)
            .Select(port => new ServedPort(port.Key, Moved(port.Key, shift), port.First().Wire, port.Count()))
            .OrderBy(port => port.Standard),
    ];

    public static int Moved(int standard, int shift) => standard < FirstFreePort ? standard + shift : standard;

    /// <summary>What the host listens on.</summary>
    public static IEnumerable<IPEndPoint> Endpoints(EmulatorOptions options, int shift) =>
        options.Binding == EmulatorBinding.OneListenerAPort
            ? Ports(options, shift).Select(port => new IPEndPoint(IPAddress.Any, port.Port))
            : options.Devices.SelectMany(device => device.Value.Ports.Select(port => new IPEndPoint(device.Key, Moved(port.Standard, shift))));

    private static bool CanBeHad(IPEndPoint endpoint)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endpoint);
            socket.Listen();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
