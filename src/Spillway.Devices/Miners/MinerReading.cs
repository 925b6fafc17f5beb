using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Devices.Miners;

/// <summary>What one machine says of itself, whoever made it; null where it did not say.</summary>
public sealed record MinerReading
{
    /// <summary>Nothing was recognised.</summary>
    public static MinerReading Unrecognised { get; } = new();

    /// <summary>The protocol family; null where none recognised the answers.</summary>
    public string? Family { get; init; }

    /// <summary>Maker's name of the machine.</summary>
    public string? Model { get; init; }

    /// <summary>Version of the firmware, in the firmware's own words.</summary>
    public string? Firmware { get; init; }

    /// <summary>Hardware address, upper case with colons.</summary>
    public string? Mac { get; init; }

    /// <summary>How it runs.</summary>
    public MinerMode Mode { get; init; }

    /// <summary>Hash rate over the shortest window that the device offers. Unit: TH/s.</summary>
    public TerahashesPerSecond? Hashrate { get; init; }

    /// <summary>Power drawn, as good as <see cref="PowerGrade"/> says. Unit: W.</summary>
    public Watts? Power { get; init; }

    /// <summary>What the watts are.</summary>
    public PowerGrade PowerGrade { get; init; }

    /// <summary>The hottest of all chip and board sensors. Unit: °C.</summary>
    public decimal? HottestCelsius { get; init; }

    /// <summary>Speed of each fan, in the device's order; zero is a fan that stands. Unit: 1/min.</summary>
    public ImmutableArray<int>? FanRpm { get; init; }

    /// <summary>Since the mining program started, or since the machine did where only that is said. Unit: s.</summary>
    public long? UptimeSeconds { get; init; }

    /// <summary>The pools set, in the device's order.</summary>
    public ImmutableArray<PoolReading>? Pools { get; init; }

    /// <summary>What the device complains of, in its own words and numbers; empty where it said that all is well.</summary>
    public ImmutableArray<string>? Faults { get; init; }
}
