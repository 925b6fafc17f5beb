using Spillway.App.Backtests;
using Spillway.Engine.Plans;
using Spillway.Simulation.Backtest;

namespace Spillway.Bench;

/// <summary>A year under four policies with three groups, on one thread and with the journal in memory, against gunzip and
/// decimal parse of all columns of that year's file.</summary>
internal static class YearBench
{
    private const int Runs = 7;
    private static readonly Backtester _backtester = new(TimeProvider.System);

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("spillway-bench-");
        try
        {
            var year = PriceYear.Load(folder.FullName);
            var input = BenchSite.Input(BenchSite.Of(3), year.Series, year.From, year.To);
            var learning = new LookAheadLearning(new(folder.FullName), TimeProvider.System);
            Timing.Machine();
            Timing.Line($"prices: {Path.GetFileName(year.File)} ({year.Kind}), {input.Range.Length} intervals, {input.Site.Loads.Length} groups");
            var learned = Timing.Once(() => learning.Prepare(input, PriceYear.Zone, CancellationToken.None));
            Timing.Line($"learning from the year before, timed apart: {learned:0} ms (once)");
            Scale(input, learning);
            Report(year, input, learning);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Report(PriceYear year, BacktestInput input, LookAheadLearning learning)
    {
        Timing.Many(2, () => year.Parse());
        Timing.Many(2, () => All(input, learning));
        var reference = Timing.Median(Timing.Many(Runs, () => year.Parse()));
        var times = Enumerable.Range(0, Runs).Select(_ => All(input, learning)).ToList();
        foreach (var policy in times[0].Keys)
        {
            Timing.Line($"  {policy}: {Timing.Median([.. times.Select(run => run[policy])]):0.0} ms");
        }

        var ours = Timing.Median([.. times.Select(run => run.Values.Sum())]);
        Timing.Line($"reference: gunzip + decimal parse of all columns, one thread: {reference:0.0} ms (median of {Runs})");
        Timing.Line($"spillway: one year, four policies, three groups, journal in memory, one thread: {ours:0.0} ms (median of {Runs})");
        Timing.Line($"year: ratio={ours / reference:0.00}");
    }

    private static void Scale(BacktestInput input, LookAheadLearning learning)
    {
        All(input, learning);
        foreach (var years in new[] { 1, 4, 16 })
        {
            var longer = BenchSite.Repeated(input, years);
            var sum = Sum(longer, learning);
            Timing.Line($"scale: {years} years, 3 groups: {sum:0} ms ({sum / years:0} ms a year)");
        }

        foreach (var groups in new[] { 1, 10, 100 })
        {
            var wider = input with { Site = BenchSite.Of(groups) };
            var sum = Sum(wider, learning);
            Timing.Line($"scale: 1 year, {groups} groups: {sum:0} ms ({sum / groups:0.0} ms a group)");
        }
    }

    private static double Sum(BacktestInput input, LookAheadLearning learning) => All(input, learning).Values.Sum();

    private static Dictionary<string, double> All(BacktestInput input, LookAheadLearning learning)
    {
        var (setup, known, _) = learning.Prepare(input, PriceYear.Zone, CancellationToken.None);
        var runs = new List<PolicyRun>();
        return new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["always-on"] = Timing.Once(() => runs.Add(Run(new AlwaysOnPolicy()))),
            ["strike"] = Timing.Once(() => runs.Add(Run(new StrikePolicy()))),
            ["look-ahead"] = Timing.Once(() => runs.Add(Run(new LookAheadPolicy("look-ahead", setup, known)))),
            ["foresight"] = Timing.Once(() => new ForesightSearch(_backtester).Best(input, runs, null, CancellationToken.None)),
        };

        PolicyRun Run(IPolicy policy) => _backtester.Run(input, policy, null, CancellationToken.None);
    }
}
