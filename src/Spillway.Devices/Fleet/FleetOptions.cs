using NodaTime;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.Devices.Fleet;

/// <summary>How a fleet is watched and told.</summary>
public sealed record FleetOptions
{
    /// <summary>How often every machine is asked how it is; above zero. Default: 5 s.</summary>
    public Duration Poll { get; init; } = Duration.FromSeconds(5);

    /// <summary>In which time every machine is asked once besides, in an even round, where that is sooner than <see cref="Poll"/>; looked up
    /// again and again, for a clock whose pace changes. Default: none.</summary>
    public Func<Duration>? Round { get; init; }

    /// <summary>How often meters and breakers are read; above zero. Default: 1 s.</summary>
    public Duration MeterPoll { get; init; } = Duration.FromSeconds(1);

    /// <summary>From which silence on a machine is lost; above zero. Default: 30 s.</summary>
    public Duration MachineStale { get; init; } = Duration.FromSeconds(30);

    /// <summary>The time between two control passes while nothing happens; above zero. Default: 1 s.</summary>
    public Duration Pass { get; init; } = Duration.FromSeconds(1);

    /// <summary>How many machines are talked to at a time; a quarter of them are kept for commands. At least 2. Default: 256.</summary>
    public int Connections { get; init; } = 256;

    /// <summary>The step to which the meter's power is rounded; above zero. Default: 0.001 MW.</summary>
    public Megawatts MeterStep { get; init; } = new(0.001m);

    /// <summary>The most that the site is built for: its import limit, or what its machines can draw together where that is more. A meter
    /// that says more than three times that is not believed. Null: whatever it says is. Default: null.</summary>
    public Megawatts? LargestPower { get; init; }

    /// <summary>Where what somebody should read is said, in one line; any thread. Default: nowhere.</summary>
    public Action<string> Say { get; init; } = static _ => { };

    internal FleetOptions Checked()
    {
        Invariant.Holds(Poll > Duration.Zero && MeterPoll > Duration.Zero && MachineStale > Duration.Zero && Pass > Duration.Zero);
        Invariant.Holds(Connections >= 2 && MeterStep > Megawatts.Zero && LargestPower is null or { Value: > 0 });
        return this;
    }
}
