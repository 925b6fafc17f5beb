using System.Collections.Immutable;
using System.Globalization;
using Spillway.Devices.Miners;

namespace Spillway.Devices.Fleet;

/// <summary>How much of what a machine says of itself is believed: no more than some times what the site file says of its group.</summary>
/// <remarks>The bound of <see cref="GuardedMiner"/> is the same for every family; a machine of 18 W may say 1,000 times its own and stay below it.</remarks>
internal static class ReadingBounds
{
    /// <summary>How many times the greatest watts and the greatest hash rate of its group's modes a machine may say.</summary>
    public const decimal MostTimes = 3m;

    /// <summary>The reading without what is not believed. A hash rate that is not believed is none: that the machine hashes stays true.</summary>
    /// <param name="group">The machine's group.</param>
    /// <param name="reading">What it said.</param>
    /// <returns>The reading itself where all of it is believed; else one that complains.</returns>
    public static MinerReading Of(FleetGroup group, MinerReading reading)
    {
        var (watts, rate) = Greatest(group);
        if (reading.Power is { } power && watts > 0m && power.Value > watts * MostTimes)
        {
            reading = reading with
            {
                Power = null,
                PowerGrade = PowerGrade.None,
                Faults = Complaint(reading, string.Create(CultureInfo.InvariantCulture, $"power {power} W is more than {MostTimes:0} times the {watts:0.#} W of its group; not believed")),
            };
        }

        return reading.Hashrate is { } hashrate && rate > 0m && hashrate.Value > rate * MostTimes
            ? reading with
            {
                Hashrate = null,
                Faults = Complaint(reading, string.Create(CultureInfo.InvariantCulture, $"hash rate {hashrate} TH/s is more than {MostTimes:0} times the {rate:0.###} TH/s of its group; not believed")),
            }
            : reading;
    }

    private static (decimal Watts, decimal Rate) Greatest(FleetGroup group)
    {
        var (watts, rate) = (0m, 0m);
        foreach (var mode in group.Modes)
        {
            (watts, rate) = (decimal.Max(watts, mode.Power.Value), decimal.Max(rate, mode.Hashrate.Value));
        }

        return (watts, rate);
    }

    private static ImmutableArray<string> Complaint(MinerReading reading, string what) =>
        reading.Faults is { IsDefault: false } faults ? faults.Add(what) : [what];
}
