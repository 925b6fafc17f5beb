using System.Collections.Immutable;
using System.Net;

namespace Spillway.Devices;

/// <summary>Where a device listens.</summary>
/// <param name="Address">Its address.</param>
/// <param name="LowPortShift">What is added to the standard ports below 1024; 0 on a real device, 8000 on an emulated site
/// that may not open those. Unit: ports.</param>
public sealed record DeviceEndpoint(IPAddress Address, int LowPortShift)
{
    private const int FirstFreePort = 1024;

    /// <summary>A device on its standard ports.</summary>
    /// <param name="address">Its address.</param>
    public DeviceEndpoint(IPAddress address)
        : this(address, 0)
    {
    }

    /// <summary>Ports that are reached through another one, standard port to that one: what a router forwards.</summary>
    public ImmutableDictionary<int, int> Forwarded { get; init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>The port to connect to.</summary>
    /// <param name="standard">The protocol's standard port, 1 to 65535.</param>
    /// <returns>The same port, or the shifted one where the site could not open it, or the one that forwards it.</returns>
    public int Port(int standard) => Forwarded.TryGetValue(standard, out var forwarded) ? forwarded : standard < FirstFreePort ? standard + LowPortShift : standard;
}
