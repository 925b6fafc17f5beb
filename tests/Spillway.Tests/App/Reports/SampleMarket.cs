using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using Spillway.App.Backtests;
using Spillway.App.Sites;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.Tests.App.Reports;

/// <summary>A small made-up market: cheap nights, some below zero, and evenings that spike; the same on every run.</summary>
internal sealed record SampleMarket(LocalDate From, LocalDate To)
{
    public string Zone { get; init; } = "America/Chicago";

    public string Currency { get; init; } = "USD";

    public int IntervalMinutes { get; init; } = 15;

    public ImmutableArray<LoadGroup> Loads { get; init; } = [Miners("old", 3000, 60m), Miners("new", 4000, 110m)];

    public ImmutableArray<IContract> Agreed { get; init; } = [];

    public ImmutableArray<FixedBlock> Blocks { get; init; } = [new(new("block-1"), new(5m), new(31.5m))];

    /// <summary>Which intervals have no price, by their number in the grid.</summary>
    public Func<int, bool> IsGap { get; init; } = static _ => false;

    public DateTimeZone TimeZone => DateTimeZoneProviders.Tzdb[Zone];

    public static LoadGroup Miners(string id, int machines, decimal value) => new(
        new(id),
        "miner",
        machines,
        [new("off", new(0m), new(0m)), new("normal", new(3000m), new(100m))],
        1,
        new(1.05m),
        new(10m),
        Minutes.Zero,
        Minutes.Zero,
        new(0.01m),
        new EnergyPrice(value),
        new(0m));

    public SiteDefinition Site() => new(
        new(new("sample"), new(new(1000m), null, null), Loads, [.. Blocks.Where(_ => Agreed.IsEmpty), .. Agreed]),
        "Sample <One> & Co",
        TimeZone,
        Currency,
        "made-up",
        SettlementPoint.FromColumn("LZ_MADE_UP"),
        null,
        "strike",
        Knowledge.Previous);

    public BacktestInput Input()
    {
        var point = SettlementPoint.FromColumn("LZ_MADE_UP");
        var (from, to) = (From.AtStartOfDayInZone(TimeZone).ToInstant(), To.AtStartOfDayInZone(TimeZone).ToInstant());
        var intervals = Prices()
            .Select(price => new PricedInterval(price.Start, new(price.Price), [(double)price.Price], []))
            .ToImmutableArray();
        var source = new SourceFile("made-up.csv", new string('a', 64), "tidy CSV, wide");
        return new(
            Site().Site,
            new(point, [point], Duration.FromMinutes(IntervalMinutes), intervals, [source]),
            null,
            [],
            from,
            to,
            Knowledge.Previous);
    }

    public Comparison Compare(params string[] asked)
    {
        var learning = new LookAheadLearning(new("unused"), TimeProvider.System);
        return new BacktestRunner(TimeProvider.System, learning)
            .Run(Site(), Input(), asked.Length == 0 ? ["strike"] : [.. asked], static _ => null, CancellationToken.None);
    }

    public string Csv()
    {
        var text = new StringBuilder("interval_start_utc,LZ_MADE_UP\n");
        foreach (var (start, price) in Prices())
        {
            text.Append(start.ToString()).Append(',').Append(price.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }

        return text.ToString();
    }

    private IEnumerable<(Instant Start, decimal Price)> Prices()
    {
        var (from, to) = (From.AtStartOfDayInZone(TimeZone).ToInstant(), To.AtStartOfDayInZone(TimeZone).ToInstant());
        var seed = 20230817u;
        var spike = 0;
        var number = 0;
        for (var start = from; start < to; start += Duration.FromMinutes(IntervalMinutes), number++)
        {
            var hour = start.InZone(TimeZone).Hour;
            spike = spike > 0 ? spike - 1 : Draw(60) == 0 && hour is >= 15 and <= 20 ? 3 + Draw(6) : 0;
            var usual = hour < 5 ? 6 : hour is >= 16 and <= 21 ? 45 : 24;
            var cents = (usual * 100) + Draw(2400) - 900 + (spike > 0 ? 2_000 + (Draw(300) * Draw(300)) : 0);
            if (!IsGap(number))
            {
                yield return (start, cents / 100m);
            }
        }

        int Draw(int below)
        {
            seed = unchecked((seed * 1664525u) + 1013904223u);
            return (int)((seed >> 8) % (uint)below);
        }
    }
}
