using System.Collections.Immutable;
using Spillway.Engine;

namespace Spillway.Devices.Discovery;

/// <summary>How gently a search goes about it. One device never has more than one connection at a time.</summary>
public sealed record ScanOptions
{
    /// <summary>The most connections that may be begun in a second. Unit: connections/s.</summary>
    public const int MostRate = 10_000;

    /// <summary>The most connections that may be open at once. Unit: connections.</summary>
    public const int MostOpen = 4_096;

    /// <summary>How many connections are begun in a second, evenly spaced. Unit: connections/s, 1 to 10,000. Default: 500.</summary>
    public int Rate { get; init; } = 500;

    /// <summary>How many connections are open at once, each to another device. Unit: connections, 1 to 4,096. Default: 256.</summary>
    public int Open { get; init; } = 256;

    /// <summary>What is added to the standard ports below 1024: 8000 for an emulated site that may not open those. Unit: ports,
    /// 0 to 60,000. Default: 0.</summary>
    public int PortShift { get; init; }

    /// <summary>Until a connection stands; a device on the same network answers in milliseconds. Unit: s, above zero.
    /// Default: 1.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Until an answer has ended. Unit: s, above zero. Default: 5.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For all questions to one device together; what it said until then counts. Unit: s, above zero. Default: 20.</summary>
    public TimeSpan Device { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a device that broke off is left alone before it is asked once more. Unit: s, above zero. Default: 2.</summary>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether the documented factory credential of a recognised family is tried, once on each machine. Default: no,
    /// since a wrong log-in can lock a person out and stands in the machine's own record.</summary>
    public bool ChecksPasswords { get; init; }

    /// <summary>What opens the machines of a family, by its name: tried once on each machine of it that can be asked without changing
    /// anything, for what they tell only then. Default: none.</summary>
    public ImmutableDictionary<string, Credential> Credentials { get; init; } = ImmutableDictionary<string, Credential>.Empty;

    internal ScanOptions Checked()
    {
        Invariant.Holds(Rate is >= 1 and <= MostRate && Open is >= 1 and <= MostOpen && PortShift is >= 0 and <= 60_000);
        Invariant.Holds(Connect > TimeSpan.Zero && Answer > TimeSpan.Zero && Device > TimeSpan.Zero && BackOff > TimeSpan.Zero);
        return this;
    }
}
