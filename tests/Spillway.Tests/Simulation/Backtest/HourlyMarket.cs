using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.Tests.Simulation.Backtest;

/// <summary>A small seeded market by the hour: two points, a course of the day, spikes that last, day-ahead prices.</summary>
internal static class HourlyMarket
{
    public const double Value = 60.0;

    public static readonly Instant Begin = Instant.FromUtc(2023, 5, 1, 5, 0);
    public static readonly Duration Hour = Duration.FromHours(1);
    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/Chicago"];
    public static readonly SettlementPoint Own = SettlementPoint.FromColumn("LZ_WEST");
    public static readonly ImmutableArray<SettlementPoint> Points = [Own, SettlementPoint.FromColumn("HB_HUBAVG")];

    /// <summary>Few small trees: enough to decide by, quick to learn.</summary>
    public static AdvantageSettings Quick { get; } =
        new() { LeastDays = 20, RowsPerYear = 100_000, Boost = new() { Trees = 15, Leaves = 8 } };

    public static Site Site { get; } = new(
        new("hourly"),
        new(new(20m), null, null),
        [Group("first", 60m, 40m), Group("second", 90m, 0m)],
        []);

    public static ImmutableArray<PricedInterval> Prices(int seed, int count)
    {
        var random = new SeededSequence((ulong)seed);
        var spike = 0.0;
        var prices = ImmutableArray.CreateBuilder<PricedInterval>(count);
        for (var index = 0; index < count; index++)
        {
            var evening = index % 24 is > 14 and < 21 ? 25.0 : 0.0;
            spike = random.Below(40) == 0 ? 40.0 + random.Below(400) : spike * (0.2 + (0.1 * random.Below(7)));
            var system = 25.0 + evening + spike + (0.1 * random.Below(200));
            prices.Add(Priced(index, Cents(system + (0.1 * random.Below(80)) - 4.0), system));
        }

        return prices.MoveToImmutable();
    }

    public static PricedInterval Priced(int index, decimal price, double system) =>
        new(Begin + (Hour * index), new(price), [(double)price, system], []);

    public static ImmutableArray<Publication> Publications(ImmutableArray<PricedInterval> prices, int seed)
    {
        var random = new SeededSequence((ulong)seed + 77);
        return [.. prices.SelectMany(interval => new Publication[]
        {
            new(PublicationKind.DayAheadPrice, "HB_HUBAVG", interval.Start, Hour, interval.Start - (Hour * (10 + random.Below(3))), interval.Peers[1] * (0.5 + (0.1 * random.Below(10)))),
            new(PublicationKind.SystemLoad, "ERCOT", interval.Start, Hour, interval.Start + (Hour * 2), 40_000.0 + (100.0 * random.Below(200))),
            new(PublicationKind.WindGeneration, "Wind", interval.Start, Hour, interval.Start + (Hour * 2), 100.0 * random.Below(200)),
        })];
    }

    public static BacktestInput Input(
        ImmutableArray<PricedInterval> prices, ImmutableArray<Publication> publications, int history, Knowledge knowledge) => new(
        Site,
        new(Own, Points, Hour, prices, []),
        null,
        publications,
        Begin + (Hour * history),
        Begin + (Hour * prices.Length),
        knowledge);

    public static decimal Cents(double price) => Math.Round((decimal)price, 2);

    private static LoadGroup Group(string id, decimal value, decimal restartMinutes) => new(
        new(id), "miner", 10,
        [new("off", new(0m), new(0m)), new("low", new(600_000m), new(0m)), new("normal", new(1_000_000m), new(0m))],
        2, new(1m), new(restartMinutes), Minutes.Zero, Minutes.Zero, Money.Zero, new EnergyPrice(value), new(0m));
}
