using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Spillway.Simulation.Emulators;

/// <summary>Which ports a host opens, and by how much they are moved: all of those below 1024 or none, and all of the others or none,
/// so that two figures tell a device's drivers where to call.</summary>
internal static class PortPlan
{
    private const int Step = 1000;
    private const int FirstShift = 8000;
    private const int LastShift = 14_000;

    /// <summary>The shift that the options ask for, else the one that is needed: 8000 for the low ports where any of them cannot be had, and where all ports may move the
    /// first of 8000, 9000, … by which every port can be had; where the standard ports are left to others, the last of them.</summary>
    public static PortShift Shift(EmulatorOptions options)
    {
        for (var shift = LastShift; options.LeavesStandardPorts && shift >= FirstShift; shift -= Step)
        {
            if (Endpoints(options, new(shift, shift)).All(CanBeHad))
            {
                return new(shift, shift);
            }
        }

        var areLowPortsFree = Endpoints(options, default).Where(endpoint => PortShift.IsLow(endpoint.Port)).All(CanBeHad);
        var usual = new PortShift(options.LowPortShift ?? (areLowPortsFree ? 0 : FirstShift), 0);
        if (!options.MovesTakenPorts || Endpoints(options, usual).All(CanBeHad))
        {
            return usual;
        }

        for (var shift = FirstShift; shift <= LastShift; shift += Step)
        {
            if (Endpoints(options, new(shift, shift)).All(CanBeHad))
            {
                return new(shift, shift);
            }
        }

        return usual;
    }

    public static ImmutableArray<ServedPort> Ports(EmulatorOptions options, PortShift shift) =>
    [
        .. options.Devices.Values
            .SelectMany(device => device.Ports)
            .GroupBy(port => port.Standard)
            .Select(port => new ServedPort(port.Key, shift.Moved(port.Key), port.First().Wire, port.Count()))
            .OrderBy(port => port.Standard),
    ];

    /// <summary>What the host listens on.</summary>
    public static IEnumerable<IPEndPoint> Endpoints(EmulatorOptions options, PortShift shift) =>
        options.Binding == EmulatorBinding.OneListenerAPort
            ? Ports(options, shift).Select(port => new IPEndPoint(IPAddress.Any, port.Port))
            : options.Devices.SelectMany(device => device.Value.Ports.Select(port => new IPEndPoint(device.Key, shift.Moved(port.Standard))));

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
