using Spillway.App.Backtests;
using Spillway.App.Sites;
using Spillway.Engine.Plans;
using Spillway.Simulation.Backtest;

namespace Spillway.Bench;

/// <summary>A year under four policies with three groups, with the journal in memory, against gunzip and
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
            Report(year, input, learning, Definition(folder.FullName) with { Site = input.Site });
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Report(PriceYear year, BacktestInput input, LookAheadLearning learning, SiteDefinition site)
    {
        Timing.Many(2, () => year.Parse());
        Timing.Many(2, () => All(input, learning));
        var alone = Enumerable.Range(0, Runs).Select(_ => All(input, learning)).ToList();
        foreach (var policy in alone[0].Keys)
        {
            Timing.Line($"  {policy}: {Timing.Median([.. alone.Select(run => run[policy])]):0.0} ms");
        }

        var reference = Timing.Median(Timing.Many(Runs, () => year.Parse()));
        var oneThread = Timing.Median([.. alone.Select(run => run.Values.Sum())]);
        var ours = Timing.Median([.. Enumerable.Range(0, Runs).Select(_ => AsCommanded(site, input, learning))]);
        Timing.Line($"reference: gunzip + decimal parse of all columns, one thread: {reference:0.0} ms (median of {Runs})");
        Timing.Line($"spillway, one policy after the other on one thread: {oneThread:0.0} ms (median of {Runs}), {oneThread / reference:0.00} times the reference");
        Timing.Line($"spillway, as the command runs them, as many at a time as there are cores: {ours:0.0} ms (median of {Runs})");
        Timing.Line($"year: ratio={ours / reference:0.00}");
    }

    // The command's own runner; reading files and learning are not in it.
    private static double AsCommanded(SiteDefinition site, BacktestInput input, LookAheadLearning learning)
    {
        Comparison? comparison = null;
        var whole = Timing.Once(() => comparison = new BacktestRunner(TimeProvider.System, learning).Run(
            site, input, [], static _ => null, CancellationToken.None));
        return whole - comparison!.Learning!.Elapsed.TotalMilliseconds;
    }

    private static SiteDefinition Definition(string folder)
    {
        var path = Path.Combine(folder, "site.yaml");
        File.WriteAllText(path, """
            site: bench
            time_zone: America/Chicago
            currency: USD
            market: {operator: ercot, settlement_point: LZ_WEST}
            interconnection: {import_limit_mw: 120}
            loads:
              - {id: any, kind: miner, machines: 1, power_w: 1000, value_usd_per_mwh: 50}

            """);
        return SiteFile.Read(path);
    }

    private static void Scale(BacktestInput input, LookAheadLearning learning)
    {
        All(input, learning);
        foreach (var years in new[] { 1, 4, 16 })
        {
            var longer = BenchSite.Repeated(input, years);
            var sum = Sum(longer, learning);
            Timing.Line($"scale: {years} years, 3 groups: {sum:0} ms of processor time ({sum / years:0} ms a year)");
        }

        foreach (var groups in new[] { 1, 10, 100 })
        {
            var wider = input with { Site = BenchSite.Of(groups) };
            var sum = Sum(wider, learning);
            Timing.Line($"scale: 1 year, {groups} groups: {sum:0} ms of processor time ({sum / groups:0.0} ms a group)");
        }
    }

    private static double Sum(BacktestInput input, LookAheadLearning learning) => Timing.Processor(() => All(input, learning));

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
