using System.Collections.Immutable;
using System.Net;

namespace Spillway.Simulation.Emulators;

/// <summary>What a host serves.</summary>
/// <param name="Devices">Each device at its own address in 127/8.</param>
/// <param name="GrpcFamilies">The families with a gRPC port.</param>
/// <param name="Binding">How it listens.</param>
/// <param name="Report">Told one line for each fault of an emulator itself; any thread.</param>
public sealed record EmulatorOptions(
    IReadOnlyDictionary<IPAddress, IEmulatedDevice> Devices,
    ImmutableArray<IGrpcFamily> GrpcFamilies,
    EmulatorBinding Binding,
    Action<string> Report)
{
    /// <summary>Whether all ports may move where one of them is taken, so that the site can stand beside another one.</summary>
    public bool MovesTakenPorts { get; init; }

    /// <summary>Whether the standard ports are left to others: all ports move, by the largest step by which every one can be had.</summary>
    public bool LeavesStandardPorts { get; init; }

    /// <summary>What is added to the ports below 1024; null adds 8000 where they cannot be had and nothing else. Unit: ports.</summary>
    public int? LowPortShift { get; init; }
}
