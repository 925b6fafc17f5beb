using System.Collections.Immutable;
using Spillway.Engine.Forecasts.CoincidentPeaks;

namespace Spillway.App.Peaks;

/// <summary>A year's peaks, what was curtailed, and what that was worth.</summary>
/// <param name="Curtailed">What the dial gave.</param>
/// <param name="IsOfficial">Whether the peaks are those the grid operator declared.</param>
/// <param name="Verdicts">One entry a peak, in order of time.</param>
/// <param name="RateUsdPerMwYear">What a MW at all peaks costs in a year.</param>
/// <param name="RateYear">The charge year of that rate; null where the person gave it.</param>
public sealed record PeakYear(
    CurtailedSummer Curtailed, bool IsOfficial, ImmutableArray<PeakVerdict> Verdicts, decimal RateUsdPerMwYear, int? RateYear)
{
    /// <summary>What part temperatures had; null where none were given.</summary>
    public PeakWeather? Weather { get; init; }

    /// <summary>The year.</summary>
    public int Year => Curtailed.Summer.Year;

    /// <summary>Peaks that were curtailed.</summary>
    public int Hits => Verdicts.Count(verdict => verdict.IsHit);

    /// <summary>What a MW that ran through the missed peaks is charged for them, USD.</summary>
    public decimal MissedUsdPerMw => RateUsdPerMwYear * (Verdicts.Length - Hits) / Verdicts.Length;
}
