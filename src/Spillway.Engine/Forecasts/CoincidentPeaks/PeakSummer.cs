using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>One year's peak months as they were estimated, quarter hour by quarter hour.</summary>
/// <param name="Year">The year.</param>
/// <param name="Estimates">Every judged quarter hour of its peak months, in order of time.</param>
/// <param name="Zone">The market's time zone.</param>
/// <param name="Months">The months that have a peak.</param>
public sealed record PeakSummer(int Year, ImmutableArray<PeakEstimate> Estimates, DateTimeZone Zone, ImmutableArray<int> Months)
{
    private static readonly Duration _quarter = Duration.FromMinutes(15);

    /// <summary>Estimates a year's peak months, each quarter hour from what was known at its start.</summary>
    /// <param name="estimator">The estimator.</param>
    /// <param name="year">The year.</param>
    /// <param name="zone">The market's time zone.</param>
    /// <param name="months">The months that have a peak, in order.</param>
    /// <param name="settings">The fixed numbers: they name the hours that are judged.</param>
    /// <returns>The summer.</returns>
    public static PeakSummer Of(PeakEstimator estimator, int year, DateTimeZone zone, ImmutableArray<int> months, PeakSettings settings)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(settings);
        var estimates = ImmutableArray.CreateBuilder<PeakEstimate>();
        foreach (var month in months)
        {
            var first = new LocalDate(year, month, 1);
            for (var date = first; date.Month == month; date = date.PlusDays(1))
            {
                var start = date.AtStartOfDayInZone(zone).ToInstant();
                for (var quarter = settings.FirstQuarter; quarter < settings.EndQuarter; quarter++)
                {
                    estimates.Add(estimator.At(start + (quarter * _quarter)));
                }
            }
        }

        return new(year, estimates.ToImmutable(), zone, months);
    }

    /// <summary>What a dial would have given of this summer.</summary>
    /// <param name="hours">Hours for the summer.</param>
    /// <param name="pace">The fixed numbers.</param>
    /// <returns>Which quarter hours were curtailed, and from which chance on.</returns>
    public CurtailedSummer Curtailed(decimal hours, PaceSettings pace)
    {
        var dial = new CurtailmentPace(hours, Months, pace);
        var thresholds = ImmutableArray.CreateBuilder<double>(Estimates.Length);
        var curtailed = ImmutableArray.CreateBuilder<bool>(Estimates.Length);
        var given = 0;
        foreach (var estimate in Estimates)
        {
            var threshold = dial.Threshold(estimate.Start.InZone(Zone).Date, given);
            var isCurtailed = estimate.Probability >= threshold;
            given += isCurtailed ? 1 : 0;
            thresholds.Add(threshold);
            curtailed.Add(isCurtailed);
        }

        return new(this, hours, curtailed.MoveToImmutable(), thresholds.MoveToImmutable(), given);
    }

    /// <summary>Where an interval stands among the estimates.</summary>
    /// <param name="start">Its start.</param>
    /// <returns>The index; −1 where it lies outside the judged hours.</returns>
    public int IndexOf(Instant start)
    {
        var (low, high) = (0, Estimates.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Estimates[middle].Start == start)
            {
                return middle;
            }

            (low, high) = Estimates[middle].Start < start ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
