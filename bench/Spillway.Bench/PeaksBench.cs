using NodaTime;
using Spillway.App.Peaks;
using Spillway.App.Rules;
using Spillway.Engine.Forecasts.CoincidentPeaks;

namespace Spillway.Bench;

/// <summary>Peaks caught and hours given by the dial, against a rule of thumb: from 15:45 to 18:00 on every day that is
/// expected at 15:45 to top its month so far. And how long a summer takes.</summary>
internal static class PeaksBench
{
    private const int Runs = 5;
    private const int FirstYear = 2020;
    private const int LastYear = 2024;
    private const int Window = 9;
    private static readonly LocalTime _opens = new(15, 45);
    private static readonly Duration _quarter = Duration.FromMinutes(15);

    public static int Run()
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("SPILLWAY_DATA") ?? "", "ercot", "load");
        string[] files = [.. Enumerable.Range(FirstYear, LastYear - FirstYear + 1).Select(year => Path.Combine(folder, $"ercot_native_load_hourly_{year}.csv.gz"))];
        if (Array.Find(files, file => !File.Exists(file)) is { } missing)
        {
            Console.Error.WriteLine($"'{missing}' is not there: set SPILLWAY_DATA to a folder of recorded files.");
            return 1;
        }

        var rules = RuleLibrary.Open("").Require("ercot");
        var load = SystemLoadFiles.Read([.. files], static _ => { }, CancellationToken.None);
        var request = new PeakRequest([.. files], [], new(FirstYear + 1, 1, 1), new(LastYear + 1, 1, 1), "ercot", null, 60m);
        var run = new PeakRun(rules, load);
        var summers = run.Summers(request, CancellationToken.None);
        Timing.Machine();
        var (ours, thumb) = (0.0, 0.0);
        foreach (var summer in summers)
        {
            var year = run.Judge(summer, request.Hours, null);
            var (hits, hours) = Thumb(summer, year);
            Timing.Line($"{summer.Year}: dial {request.Hours}: {year.Hits} of {year.Verdicts.Length} in {year.Curtailed.Hours} h; rule of thumb: {hits} of {year.Verdicts.Length} in {hours} h");
            (ours, thumb) = (ours + (double)year.Curtailed.Hours, thumb + hours);
        }

        var seconds = Timing.Median(Timing.Many(Runs, () => run.Summers(request, CancellationToken.None))) / 1000.0 / summers.Length;
        Timing.Line($"a summer's estimates: {seconds:0.00} s (median of {Runs} over {summers.Length} summers, as many at a time as there are cores)");
        Timing.Line($"peaks: ratio={ours / thumb:0.00}");
        return 0;
    }

    private static (int Hits, double Hours) Thumb(PeakSummer summer, PeakYear year)
    {
        var (hits, quarters) = (0, 0);
        foreach (var estimate in summer.Estimates.Where(one => one.Start.InZone(summer.Zone).TimeOfDay == _opens && one.ExpectedTopMw > one.MonthTopMw))
        {
            quarters += Window;
            hits += year.Verdicts.Count(verdict => verdict.Start >= estimate.Start && verdict.Start < estimate.Start + (Window * _quarter));
        }

        return (hits, quarters / 4.0);
    }
}
