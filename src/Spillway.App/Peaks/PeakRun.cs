using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Forecasts.CoincidentPeaks;
using Spillway.Engine.Sites.Rules;

namespace Spillway.App.Peaks;

/// <summary>Walks the summers of a range and judges what the dial curtailed by the peaks that came.</summary>
/// <param name="rules">The market's rules.</param>
/// <param name="load">The system's load.</param>
public sealed class PeakRun(MarketRules rules, SystemLoad load)
{
    private const int FirstForeseenMonth = 6;
    private const int LastForeseenMonth = 9;
    private static readonly Duration _quarter = Duration.FromMinutes(15);

    /// <summary>Estimates the summers of a range.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="isWholeOnly">Whether only those that the range and the load cover; else every one that has load.</param>
    /// <param name="cancellation">Stops between two years.</param>
    /// <returns>One entry a year, in order; empty where there is none.</returns>
    /// <exception cref="RefusedException">The rules count peaks in a way that is not foreseen.</exception>
    public ImmutableArray<PeakSummer> Summers(PeakRequest request, bool isWholeOnly, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var years = Enumerable.Range(request.From.Year, request.To.Year - request.From.Year + 1)
            .Where(year => Last(year) > request.From && First(year) < request.To && (!isWholeOnly || (First(year) >= request.From && Last(year) <= request.To)))
            .Select(year => (Year: year, Months: Months(year)))
            .Where(one => isWholeOnly ? PeakTruth.IsCovered(one.Year, request, load, rules, one.Months) : HasLoad(one.Year))
            .ToList();
        return [.. years.AsParallel().AsOrdered().WithCancellation(cancellation).Select(one => PeakSummer.Of(
            new(new PeakSources(load.Book, SystemLoad.Point, load.Temperatures), rules.Zone, one.Months, PeakSettings.Frozen), one.Year, rules.Zone, one.Months, PeakSettings.Frozen))];
    }

    /// <summary>Whether a summer lies in the range with load for each of its months, so that its peaks can be told.</summary>
    /// <param name="summer">The summer.</param>
    /// <param name="request">What was asked for.</param>
    public bool IsWhole(PeakSummer summer, PeakRequest request)
    {
        ArgumentNullException.ThrowIfNull(summer);
        ArgumentNullException.ThrowIfNull(request);
        return PeakTruth.IsCovered(summer.Year, request, load, rules, summer.Months);
    }

    /// <summary>What a MW at a year's peaks costs.</summary>
    /// <param name="year">The year of the peaks; it is charged in the year after.</param>
    /// <param name="given">The person's own rate, USD per MW; null for the rules'.</param>
    /// <returns>The rate, and the charge year it is of; a year without one of its own is reckoned at the nearest.</returns>
    /// <exception cref="RefusedException">No rate was given and the rules have none.</exception>
    public (decimal UsdPerMwYear, int? ChargeYear) Rate(int year, decimal? given)
    {
        if (given is { } own)
        {
            return (own, null);
        }

        var known = rules.PeakRates.Where(rate => rate.Rate.IsKnown).ToList();
        var nearest = known.Count == 0 ? rules.PeakRate(year + 1) : known.MinBy(rate => Math.Abs(rate.ChargeYear - year - 1))!;
        return (nearest.Rate.Required().Value, nearest.ChargeYear);
    }

    /// <summary>Judges a summer at a dial.</summary>
    /// <param name="summer">The summer.</param>
    /// <param name="hours">Hours to curtail in it.</param>
    /// <param name="rateUsdPerMwYear">What a MW at the peaks costs in a year; null for the rules' rate.</param>
    /// <returns>The year, judged.</returns>
    /// <exception cref="RefusedException">No rate was given and the rules have none.</exception>
    public PeakYear Judge(PeakSummer summer, decimal hours, decimal? rateUsdPerMwYear)
    {
        ArgumentNullException.ThrowIfNull(summer);
        var curtailed = summer.Curtailed(hours, PaceSettings.Frozen);
        var (peaks, isOfficial) = PeakTruth.Of(summer.Year, load, rules, summer.Months);
        var (rate, year) = Rate(summer.Year, rateUsdPerMwYear);
        return new(curtailed, isOfficial, [.. peaks.Select(peak => Verdict(curtailed, peak))], rate, year)
        {
            Weather = PeakWeather.Of(summer, load.Temperatures),
        };
    }

    private static PeakVerdict Verdict(CurtailedSummer curtailed, (int Month, Instant Start, double Mw) peak)
    {
        var index = curtailed.Summer.IndexOf(peak.Start);
        if (index < 0)
        {
            return new(peak.Month, peak.Start, peak.Mw, false, 0.0, double.PositiveInfinity, "outside the hours that are judged");
        }

        var estimate = curtailed.Summer.Estimates[index];
        var (isHit, threshold) = (curtailed.Curtailed[index], curtailed.Thresholds[index]);
        return new(peak.Month, peak.Start, peak.Mw, isHit, estimate.Probability, threshold, isHit ? "" : Why(estimate, threshold));
    }

    private static string Why(PeakEstimate estimate, double threshold)
    {
        if (!estimate.IsKnown)
        {
            return "too little load was known";
        }

        var day = string.Create(CultureInfo.InvariantCulture, $"the day was given {estimate.DayProbability:P1}");
        var share = estimate.DayProbability > 0.0 ? estimate.Probability / estimate.DayProbability : 0.0;
        var quarter = string.Create(CultureInfo.InvariantCulture, $"of it this quarter hour {share:P1}");
        return double.IsPositiveInfinity(threshold)
            ? $"{day}, {quarter}; the hours were spent"
            : string.Create(CultureInfo.InvariantCulture, $"{day}, {quarter}; {threshold:P2} was needed");
    }

    private ImmutableArray<int> Months(int year)
    {
        return rules.At(First(year)).Items.CoincidentPeak switch
        {
            null => throw new RefusedException(PeakErrors.MethodNotForeseen, $"{rules.File} counts no coincident peaks in {year}."),
            { PeaksPerMonth: 1 } method when method.Interval == _quarter && method.Months.All(PeakSettings.Frozen.Months.Contains) => method.Months,
            { } other => throw new RefusedException(PeakErrors.MethodNotForeseen, string.Create(
                CultureInfo.InvariantCulture,
                $"{rules.File} counts in {year} by '{other.Id}': {other.PeaksPerMonth} a month, {other.Interval.TotalMinutes} minutes long, in the months {string.Join(", ", other.Months)}.")),
        };
    }

    private static LocalDate First(int year) => new(year, FirstForeseenMonth, 1);

    private static LocalDate Last(int year) => new LocalDate(year, LastForeseenMonth, 1).PlusMonths(1);

    private bool HasLoad(int year)
    {
        var (from, to) = load.Within(First(year).AtStartOfDayInZone(rules.Zone).ToInstant(), Last(year).AtStartOfDayInZone(rules.Zone).ToInstant());
        return to > from;
    }
}
