using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
namespace Spillway.Tests.Engine.Settlements.Statements;

/// <summary>Made-up stretches of intervals with readings and prices, some of them missing, settled under two blocks.</summary>
internal static class RandomMonths
{
    private static readonly Instant _from = Instant.FromUtc(2024, 7, 1, 5, 0);
    private static readonly Duration _quarter = Duration.FromMinutes(15);

    public static Gen<ImmutableArray<MeteredInterval>> Intervals { get; } =
        Gen.Select(Gen.Int[-1, 2_600], Gen.Int[-100_001, 500_000], Gen.Int[0, 3]).Array[0, 60]
            .Select(rows => rows.Select((row, index) => Interval(index, row.Item1, row.Item2, row.Item3)).ToImmutableArray());

    public static Statement Statement(ImmutableArray<MeteredInterval> intervals) => StatementMaker.Of(Input(intervals), Terms);

    public static SettlementInput Input(ImmutableArray<MeteredInterval> intervals)
    {
        var range = intervals.IsEmpty ? new Interval(_from, _from) : new(intervals[0].Slot.Start, intervals[^1].Slot.End);
        return new(
            range, intervals, ImmutableSortedDictionary<string, ImmutableArray<MeterReading?>>.Empty, AwardBook.Empty, static _ => "none", []);
    }

    public static StatementTerms Terms { get; } = new(
        Halls.Site(100m, Halls.Hall("a", 10, 100m)) with { Contracts = [new FixedBlock(new("first"), new(60m), new(28m)), new FixedBlock(new("second"), new(20m), new(50m))] },
        "USD",
        null,
        null);

    /// <summary>The statement of quarters at 40, 60, 900 and 1,500 with given readings; null leaves one open.</summary>
    public static Statement Example(params decimal?[] energies) => Statement(Hour([.. energies.Select(energy => energy ?? -1m)]));

    /// <summary>The intervals of it; below zero leaves one open.</summary>
    public static ImmutableArray<MeteredInterval> Hour(ImmutableArray<decimal> energies)
    {
        decimal[] prices = [40m, 60m, 900m, 1500m];
        return [.. energies.Select((energy, index) => Interval(index, energy < 0m ? -1 : (int)(energy * 100m), (int)(prices[index] * 100m), 1))];
    }

    // Below zero: nothing there.
    private static MeteredInterval Interval(int index, int energy, int price, int kind)
    {
        var slot = new Slot(_from + (_quarter * index), _quarter);
        MeterReading? reading = energy < 0 ? null
            : new(new("main", slot.Start, 0, index + 2), new(energy / 100m), kind == 0 ? ReadingQuality.Missing : ReadingQuality.Actual);
        KnownPrice? financial = price < -100_000 ? null : new(new("LZ", slot.Start, 1), new(price / 100m));
        return new(slot, slot.Start.InUtc().Date, reading, financial, financial, null);
    }
}
