using NodaTime;

namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>What is known, when an interval starts, of its chance to be the month's peak.</summary>
/// <param name="Start">The interval's start.</param>
/// <param name="Probability">That it is the month's peak, 0 to 1.</param>
/// <param name="DayProbability">That the month's peak falls on its day.</param>
/// <param name="ExpectedTopMw">The day's largest hour as expected, MW; 0 where nothing is known.</param>
/// <param name="MonthTopMw">The month's largest hour before the day, MW; 0 where there is none.</param>
/// <param name="IsKnown">Whether enough load was known to say anything; where not, the probability is 0.</param>
public readonly record struct PeakEstimate(
    Instant Start, double Probability, double DayProbability, double ExpectedTopMw, double MonthTopMw, bool IsKnown)
{
    /// <summary>Whether temperatures had a part in it; where not, it is what it would be without any.</summary>
    public bool UsesWeather { get; init; }
}
