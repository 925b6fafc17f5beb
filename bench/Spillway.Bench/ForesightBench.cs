using System.Collections.Immutable;
using Spillway.Engine.Plans.Foresight;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Bench;

/// <summary>Perfect foresight by our programme against the same problem as a mixed-integer programme solved by SCIP.</summary>
internal static class ForesightBench
{
    private const int Runs = 15;
    private const int ReferenceRuns = 5;
    private const double QuartersAYear = 4.0;
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(10);

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("spillway-bench-");
        try
        {
            var year = PriceYear.Load(folder.FullName);
            var input = BenchSite.Input(Site(), year.Series, year.From, year.To);

            // The third quarter: the one with the most stops and starts.
            var length = input.Range.Length / 4;
            var intervals = input.Range.Skip(2 * length).Take(length)
                .Select(interval => new ForesightInterval(new(interval.Start, year.Series.Interval), interval.Price, new Hashprice(55m)))
                .ToImmutableArray();
            Timing.Machine();
            Timing.Line($"prices: {Path.GetFileName(year.File)} ({year.Kind}), third quarter, {intervals.Length} intervals, {input.Site.Loads.Length} groups");
            return Compare(input.Site, intervals);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Compare(Site site, ImmutableArray<ForesightInterval> intervals)
    {
        var settled = site.Loads.Select(load => load.Machines).ToImmutableArray();
        var plan = () => ForesightPlanner.Plan(site, settled, intervals, ForesightPlanner.UsualJointSteps);
        Timing.Many(5, () => plan());
        var ours = Timing.Median(Timing.Many(Runs, () => plan()));
        var net = (double)plan().UpperBound.ToMoney().Value;
        var reference = new double[ReferenceRuns];
        var objective = 0.0;
        for (var run = 0; run < ReferenceRuns; run++)
        {
            using var problem = new ForesightProblem(site, intervals);
            var solved = false;
            reference[run] = Timing.Once(() => solved = problem.Solve(_limit));
            objective = problem.Value;
            Timing.Line($"  SCIP, {problem.Variables} variables, {problem.Constraints} constraints: {reference[run] / 1000.0:0.0} s{(solved ? "" : ", not proven optimal within the time limit")}");
        }

        var apart = Math.Abs(net - objective) / Math.Abs(net);
        Timing.Line($"net: ours {net:0.00}, SCIP {objective:0.00}, apart by {apart:0.0e+0} of it");
        var scip = Timing.Median(reference);
        Timing.Line($"reference: SCIP, a quarter, solving only: {scip:0} ms (median of {ReferenceRuns}), scaled linearly to a year: {scip * QuartersAYear:0} ms");
        Timing.Line($"spillway: the same quarter: {ours:0.00} ms (median of {Runs}), scaled linearly to a year: {ours * QuartersAYear:0.0} ms");
        Timing.Line($"foresight: ratio={scip / ours:0}");
        return apart <= 1e-6 ? 0 : 1;
    }

    // One plain group, one whose restart runs on into a second interval, one that is slow to be switched.
    private static Site Site()
    {
        var site = BenchSite.Of(3);
        return site with
        {
            Loads =
            [
                site.Loads[0],
                site.Loads[1] with { RestartTime = new(25m), WearPerStart = new(0.02m) },
                site.Loads[2] with { MinimumUpTime = new(60m), MinimumDownTime = new(45m) },
            ],
        };
    }
}
