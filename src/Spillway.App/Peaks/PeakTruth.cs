using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Forecasts.CoincidentPeaks;
using Spillway.Engine.Sites.Rules;

namespace Spillway.App.Peaks;

/// <summary>Which intervals were the peaks: the official ones, or those of the largest load where there are none.</summary>
internal static class PeakTruth
{
    private const double EnoughOfAMonth = 0.8;

    /// <summary>Whether a year lies in the range with data for each of its peak months.</summary>
    public static bool IsCovered(int year, PeakRequest request, SystemLoad load, MarketRules rules, ImmutableArray<int> months) =>
        months.All(month =>
        {
            var first = new LocalDate(year, month, 1);
            var (from, to) = Bounds(first, rules.Zone);
            var (begin, end) = load.Within(from, to);
            return first >= request.From && first.PlusMonths(1) <= request.To && (end - begin) * load.Step >= (to - from) * EnoughOfAMonth;
        });

    /// <summary>The peaks of a year.</summary>
    /// <returns>Month, start and MW in order of time, and whether they are official.</returns>
    public static (ImmutableArray<(int Month, Instant Start, double Mw)> Peaks, bool IsOfficial) Of(
        int year, SystemLoad load, MarketRules rules, ImmutableArray<int> months)
    {
        var declared = rules.OfficialPeaks.Where(peak => peak.Year == year && months.Contains(peak.Month)).ToList();
        if (months.All(month => declared.Exists(peak => peak.Month == month)))
        {
            return ([.. declared.OrderBy(peak => peak.Start).Select(peak => (peak.Month, peak.Start, (double)peak.SystemLoad.Value))], true);
        }

        return ([.. months.Select(month => Largest(new(year, month, 1), load, rules.Zone))], false);
    }

    /// <summary>The quarter hour of a month's largest load; some of the month's load is known.</summary>
    public static (int Month, Instant Start, double Mw) Largest(LocalDate first, SystemLoad load, DateTimeZone zone)
    {
        var (from, to) = Bounds(first, zone);
        var (begin, end) = load.Within(from, to);
        var best = begin;
        for (var index = begin + 1; index < end; index++)
        {
            best = load.Megawatts[index] > load.Megawatts[best] ? index : best;
        }

        var start = Instant.FromUnixTimeSeconds(load.Starts[best]);
        var here = load.Megawatts[best];
        if (load.Step < Duration.FromHours(1))
        {
            return (first.Month, start, here);
        }

        var found = LargestLoad.Within(start, (load.At(start - load.Step) ?? here, here, load.At(start + load.Step) ?? here), zone);
        return (first.Month, found.Start, found.LoadMw);
    }

    private static (Instant From, Instant To) Bounds(LocalDate first, DateTimeZone zone) =>
        (first.AtStartOfDayInZone(zone).ToInstant(), first.PlusMonths(1).AtStartOfDayInZone(zone).ToInstant());
}
