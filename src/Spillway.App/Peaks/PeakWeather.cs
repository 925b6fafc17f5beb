using NodaTime;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Forecasts.CoincidentPeaks;

namespace Spillway.App.Peaks;

/// <summary>What part temperatures had in a summer's estimates.</summary>
/// <param name="Hours">Hours that were judged.</param>
/// <param name="HoursWithout">Hours of these that were decided without them.</param>
/// <param name="HoursMissing">Hours of these of which the files hold no temperature at all.</param>
public sealed record PeakWeather(decimal Hours, decimal HoursWithout, int HoursMissing)
{
    private const decimal QuartersPerHour = 4m;

    /// <summary>Counts a summer.</summary>
    /// <param name="summer">The summer.</param>
    /// <param name="temperatures">The temperatures.</param>
    /// <returns>The hours; null where no temperatures were given.</returns>
    public static PeakWeather? Of(PeakSummer summer, TemperatureBook temperatures)
    {
        ArgumentNullException.ThrowIfNull(summer);
        ArgumentNullException.ThrowIfNull(temperatures);
        return temperatures.IsEmpty
            ? null
            : new(
                summer.Estimates.Length / QuartersPerHour,
                summer.Estimates.Count(estimate => !estimate.UsesWeather) / QuartersPerHour,
                summer.Estimates.Count(estimate => estimate.Start.ToUnixTimeSeconds() % NodaConstants.SecondsPerHour == 0 && !temperatures.Has(estimate.Start)));
    }
}
