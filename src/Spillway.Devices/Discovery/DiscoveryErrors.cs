using Spillway.Engine;

namespace Spillway.Devices.Discovery;

/// <summary>What is refused of the ranges that a person wants searched.</summary>
public static class DiscoveryErrors
{
    /// <summary>A range cannot be read.</summary>
    public static readonly ErrorCode BadRange =
        new("SW5601", "A range is not understood", "Write 10.1.0.0/24, 10.1.0.1-10.1.0.99, 10.1.0.1-99 or 10.1.0.17; commas join several.");

    /// <summary>A range holds addresses that no machine can have.</summary>
    public static readonly ErrorCode NoMachineThere =
        new("SW5602", "A range holds addresses that no machine can have", "Name addresses of the site's own network; 0.x, multicast and broadcast addresses are never contacted.");

    /// <summary>The ranges hold more addresses than one search contacts.</summary>
    public static readonly ErrorCode TooWide =
        new("SW5603", "The ranges are too wide", "Name the site's own subnets; --wide allows up to 1,048,576 addresses in one search.");

    /// <summary>This machine has no more sockets or ports to connect with.</summary>
    public static readonly ErrorCode NoSockets =
        new("SW5604", "The system gives no more connections", "Lower --open, or raise the limit of open files (ulimit -n), and search again.");
}
