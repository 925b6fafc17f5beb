using System.Globalization;
using NodaTime;
using Spillway.App.Backtests;
using Spillway.App.Reports;
using Spillway.App.Sites;
using Spillway.Engine.Sites;
using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.Bench;

/// <summary>What look-ahead leaves of perfect foresight's net, as a share of what strike leaves, on real years.</summary>
/// <remarks>Each case learns from the files of the years before it and runs through the product's own backtest.</remarks>
public static class RegretBench
{
    private const int WorstShown = 10;

    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var options = new RegretOptions(args);
        var files = new RegretFiles(options.With);
        var folder = Directory.CreateTempSubdirectory("spillway-regret-");
        try
        {
            var learning = new LookAheadLearning(new(folder.FullName), TimeProvider.System, options.Learning);
            var cases = new List<RegretCase>();
            foreach (var year in options.Years)
            {
                foreach (var point in options.Points)
                {
                    cases.AddRange(Cases(options, files, learning, point, year));
                }
            }

            Report(options, cases);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<RegretCase> Cases(
        RegretOptions options, RegretFiles files, LookAheadLearning learning, string point, int year)
    {
        var runner = new BacktestRunner(TimeProvider.System, learning);
        BacktestInput? loaded = null;
        foreach (var value in options.Values)
        {
            var site = Site(point, value, options.RestartMinutes);
            loaded ??= BacktestLoading.Load(site, files.Request(point, year, options.HistoryYears), "", CancellationToken.None).Input;
            var input = loaded with { Site = site.Site };
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{point} {value} {year}"));
            yield return new(
                point,
                value,
                year,
                runner.Run(site, input, [], _ => null, CancellationToken.None),
                options.StudiesCurrent
                    ? runner.Run(site, input with { Knowledge = Knowledge.Current }, [], _ => null, CancellationToken.None)
                    : null);
        }
    }

    private static SiteDefinition Site(string point, decimal value, decimal restartMinutes)
    {
        var hall = new LoadGroup(
            new("hall"), "miner", 12_000,
            [new("off", new(0m), new(0m)), new("normal", new(3_010m), new(140m))],
            1, new(1.05m), new(restartMinutes), Minutes.Zero, Minutes.Zero, Money.Zero, new EnergyPrice(value), new(0m));
        var site = new Site(new("regret"), new(new(120m), null, null), [hall], []);
        return new(
            site, "regret", DateTimeZoneProviders.Tzdb["America/Chicago"], "USD", "ercot",
            SettlementPoint.FromColumn(point), null, "look-ahead", Knowledge.Previous);
    }

    private static void Report(RegretOptions options, List<RegretCase> cases)
    {
        Write($"machine: {Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}, .NET {Environment.Version}");
        Write($"restart {options.RestartMinutes} min, one group of 37.926 MW; net in USD; known beside prices: {(options.With.IsEmpty ? "nothing" : string.Join(", ", options.With))}");
        Write($"");
        Write($"| point | value | year | always-on | strike | look-ahead | foresight | regret | regret, current known | learning, s |");
        Write($"|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var one in cases)
        {
            Write($"| {one.Point} | {one.Value} | {one.Year} | {one.Net("always-on"):0.00} | {one.Net("strike"):0.00} | {one.Net("look-ahead"):0.00} | {one.Net("foresight"):0.00} | {one.Regret:0.000} | {one.RegretWhenCurrentIsKnown?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–"} | {one.Learning} |");
        }

        Write($"");
        foreach (var one in cases.Where(one => one.Regret > 1m))
        {
            Explain(one);
        }

        foreach (var one in cases.DistinctBy(one => (one.Point, one.Year)))
        {
            Forecasts(one);
        }

        Write($"");
        if (options.StudiesCurrent)
        {
            Write($"mean where the interval's own price is known: {cases.Average(one => one.RegretWhenCurrentIsKnown):0.000}");
        }

        Write($"reference: strike, 1.000 by definition; look-ahead: mean of {cases.Count} cases");
        Write($"regret: ratio={cases.Average(one => one.Regret):0.000}");
    }

    // The forecast is of prices alone: the same at every value.
    private static void Forecasts(RegretCase one)
    {
        foreach (var ahead in ForecastScores.ByMonth(one.Previous, "look-ahead").GroupBy(month => month.StepsAhead))
        {
            var all = (decimal)ahead.Sum(month => month.Forecasts);
            var inside = ahead.Sum(month => month.Inside.Value * month.Forecasts) / all;
            var error = ahead.Sum(month => month.MeanAbsoluteError.Value * month.Forecasts) / all;
            var pinball = ahead.Sum(month => month.PinballLoss.Value * month.Forecasts) / all;
            Write($"forecast of {one.Point} {one.Year}, {ahead.Key} ahead: band holds {inside:0.000} of prices (by month {ahead.Min(month => month.Inside.Value):0.000} to {ahead.Max(month => month.Inside.Value):0.000}), mean absolute error {error:0.00}, pinball loss {pinball:0.00}");
        }
    }

    private static void Explain(RegretCase one)
    {
        Write($"{one.Point} {one.Value} {one.Year} is above 1. Its ten costliest intervals against foresight:");
        foreach (var worst in DecisionLosses.Worst(one.Previous, "look-ahead", WorstShown))
        {
            var local = worst.Settled.Slot.Start.InZone(one.Previous.Site.TimeZone).LocalDateTime;
            var why = ReasonWords.Sentence(worst.Decision.Commands[0], one.Previous.Site.SettlementPoint);
            Write($"- {local:uuuu-MM-dd HH:mm}: lost {worst.Loss.ToCent().Value:0.00} at {worst.Settled.Price.Value:0.00}: {why}");
        }

        Write($"");
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
