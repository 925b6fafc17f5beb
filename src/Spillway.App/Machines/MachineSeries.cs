using System.Collections.Immutable;
using Spillway.App.Composition;
using Spillway.Devices.Miners;
using Spillway.Engine;
using Spillway.Journal.Polls;

namespace Spillway.App.Machines;

/// <summary>The last polls of one machine, read from the ring of raw answers: what it said itself, also of times at which nobody looked. It
/// reads files, as many of the ring's as hold that much of the machine: never on the desk's thread.</summary>
public static class MachineSeries
{
    /// <summary>The most polls that are read.</summary>
    public const int Most = 60;

    // One poll brings several answers of a machine; so many are read back for each at most.
    private const int AnswersAPoll = 6;

    /// <summary>Reads them.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="address">The machine's address, by which the ring has it.</param>
    /// <param name="family">The protocol family as the inventory has it; null lets the answers say it.</param>
    /// <param name="most">How many; from 1 to <see cref="Most"/>.</param>
    /// <returns>The oldest first; empty where the ring holds nothing of it that says how it runs.</returns>
    public static ImmutableArray<MachineSample> Read(string dataFolder, string address, string? family, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, Most);
        var known = MinerDecoder.Families.Contains(family) ? family : null;
        var samples = new List<MachineSample>();
        foreach (var row in PollRing.ReadNewest(Path.Combine(dataFolder, PollKeeper.Folder), address, most * AnswersAPoll))
        {
            if (Said(row, known) is { } said)
            {
                Add(samples, said);
            }
        }

        return [.. samples.TakeLast(most)];
    }

    // Of one poll one answer may have the watts and the next one the rate: what the one lacks the other fills in.
    private static void Add(List<MachineSample> samples, MachineSample said)
    {
        if (samples is [.., var last] && (last.Power is null || said.Power is null) && (last.Hashrate is null || said.Hashrate is null))
        {
            samples[^1] = last with { Power = last.Power ?? said.Power, Hashrate = last.Hashrate ?? said.Hashrate };
        }
        else
        {
            samples.Add(said);
        }
    }

    private static MachineSample? Said(PollRow row, string? family)
    {
        try
        {
            var reading = MinerDecoder.Decode([(row.Device, row.Answer)], family);
            var power = reading.PowerGrade is PowerGrade.Measured or PowerGrade.Estimated ? reading.Power : null;
            return power is null && reading.Hashrate is null ? null : new(row.At, power, reading.Hashrate);
        }
        catch (RefusedException)
        {
            // An answer that cannot be read alone says nothing of how the machine runs; the others do.
            return null;
        }
    }
}
