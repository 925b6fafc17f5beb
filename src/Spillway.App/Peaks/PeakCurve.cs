using System.Collections.Immutable;

namespace Spillway.App.Peaks;

/// <summary>One setting of the dial over all years.</summary>
/// <param name="Hours">The setting, hours a summer.</param>
/// <param name="MeanHours">Hours curtailed, a summer's mean.</param>
/// <param name="MostHours">Hours of the summer with most.</param>
/// <param name="Hits">Peaks curtailed.</param>
/// <param name="Of">Peaks there were.</param>
/// <param name="MissedUsdPerMw">What a MW that ran through the missed ones is charged, USD a summer's mean.</param>
/// <param name="ExpectedMissedUsdPerMw">The same as the estimate itself expected it.</param>
public sealed record PeakCurve(
    decimal Hours, decimal MeanHours, decimal MostHours, int Hits, int Of, decimal MissedUsdPerMw, decimal ExpectedMissedUsdPerMw)
{
    /// <summary>The settings that are shown, hours a summer.</summary>
    public static ImmutableArray<decimal> Settings { get; } = [10m, 20m, 30m, 40m, 50m, 60m, 80m, 100m, 120m, 160m];

    /// <summary>Sums a setting's years.</summary>
    /// <param name="years">The years at that setting; at least one.</param>
    /// <returns>The point of the curve.</returns>
    public static PeakCurve Sum(IReadOnlyList<PeakYear> years)
    {
        ArgumentNullException.ThrowIfNull(years);
        return new(
            years[0].Curtailed.Dial,
            years.Average(year => year.Curtailed.Hours),
            years.Max(year => year.Curtailed.Hours),
            years.Sum(year => year.Hits),
            years.Sum(year => year.Verdicts.Length),
            years.Average(year => year.MissedUsdPerMw),
            years.Average(year => year.RateUsdPerMwYear * (decimal)(year.Curtailed.ExpectedMisses() / year.Verdicts.Length)));
    }
}
