using System.Globalization;
using NodaTime;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.Bench;

/// <summary>The site that is timed: halls of old, middle and new machines behind 120 MW, repeated where more are asked for.</summary>
internal static class BenchSite
{
    private static readonly (string Name, int Machines, decimal Watts, decimal Terahashes)[] _halls =
    [
        ("old", 10_000, 3_250m, 110m),
        ("mid", 12_000, 3_010m, 140m),
        ("new", 11_000, 3_500m, 200m),
    ];

    public static Site Of(int groups) => new(
        new("bench"),
        new(new(120m * Math.Max(1m, groups / 3m)), new(600m), new(600m)),
        [.. Enumerable.Range(0, groups).Select(Hall)],
        [new FixedBlock(new("block"), new(60m), new(28m))]);

    public static BacktestInput Input(Site site, PriceSeries prices, Instant from, Instant to) => new(
        site, prices, HashpriceSeries.Constant(new(55m)), [], from, to, Knowledge.Previous);

    /// <summary>The intervals of a range several times over, one after the other.</summary>
    public static BacktestInput Repeated(BacktestInput input, int times)
    {
        var length = input.Prices.Interval * input.Range.Length;
        var first = input.Range[0].Start;
        var before = input.Prices.Intervals.Where(interval => interval.Start < first);
        var repeated = Enumerable.Range(0, times).SelectMany(time => input.Range.Select((interval, index) =>
            interval with { Start = first + (length * time) + (input.Prices.Interval * index) }));
        return Input(
            input.Site,
            input.Prices with { Intervals = [.. before, .. repeated] },
            first,
            first + (length * times));
    }

    private static LoadGroup Hall(int index)
    {
        var (name, machines, watts, terahashes) = _halls[index % _halls.Length];
        return new(
            new(name + index.ToString(CultureInfo.InvariantCulture)),
            "miner",
            machines,
            [new("off", new(0m), new(0m)), new("normal", new(watts), new(terahashes))],
            1,
            new(1.05m),
            new(10m),
            Minutes.Zero,
            Minutes.Zero,
            Money.Zero,
            null,
            new(0.01m));
    }
}
