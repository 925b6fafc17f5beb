using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Peaks;
using Spillway.App.Sites;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Contracts;
using Spillway.Engine.Sites.Rules;

namespace Spillway.App.Statements;

/// <summary>The intervals of the system's largest load so far, of months whose official peak the market's rules do not hold yet.</summary>
internal static class LargestLoads
{
    // Of a month with holes nobody could say which hour was its largest.
    private const double EnoughOfAMonth = 0.8;

    private static readonly Duration _hour = Duration.FromHours(1);

    /// <summary>Finds them.</summary>
    /// <param name="site">The site.</param>
    /// <param name="rules">The rules of its market; null where there are none.</param>
    /// <param name="range">The range of the statement.</param>
    /// <param name="loads">The system's load by the hour, ascending.</param>
    /// <returns>One a peak month that the range touches, ascending; none where the rules hold its peak or too little of its load is known.</returns>
    public static ImmutableArray<CoincidentPeak> Of(SiteDefinition site, MarketRules? rules, Interval range, IReadOnlyCollection<Publication> loads)
    {
        if (loads.Count == 0 || rules?.Find(range.Start)?.Items.CoincidentPeak is not { } method || !site.Site.Contracts.Any(static contract => contract is CoincidentPeakCharge))
        {
            return [];
        }

        var load = SystemLoad.Of(_hour, [.. loads.Select(static one => new KeyValuePair<long, double>(one.Start.ToUnixTimeSeconds(), one.Value))]);
        var (first, last) = (Month(range.Start, rules.Zone), Month(range.End - Duration.Epsilon, rules.Zone));
        var peaks = ImmutableArray.CreateBuilder<CoincidentPeak>();
        for (var month = first; month <= last; month = month.PlusMonths(1))
        {
            if (method.Months.Contains(month.Month) && !rules.OfficialPeaks.Any(peak => peak.Year == month.Year && peak.Month == month.Month)
                && Largest(month.OnDayOfMonth(1), load, rules.Zone) is { } start)
            {
                peaks.Add(new(month, start, method.Interval, null));
            }
        }

        return peaks.DrainToImmutable();
    }

    private static Instant? Largest(LocalDate first, SystemLoad load, DateTimeZone zone)
    {
        var (begin, end) = load.Within(first.AtStartOfDayInZone(zone).ToInstant(), first.PlusMonths(1).AtStartOfDayInZone(zone).ToInstant());
        if (begin == end)
        {
            return null;
        }

        var reach = Instant.FromUnixTimeSeconds(load.Starts[end - 1]) + _hour - first.AtStartOfDayInZone(zone).ToInstant();
        return (end - begin) * _hour < reach * EnoughOfAMonth ? null : PeakTruth.Largest(first, load, zone).Start;
    }

    private static YearMonth Month(Instant at, DateTimeZone zone) => at.InZone(zone).Date.ToYearMonth();
}
