using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Baselines;

/// <summary>What a site drew, by local day and time of day: baselines compare the same hour of different days.</summary>
/// <remarks>An hour that a day has twice, when clocks go back, counts with the mean of both; one that a day has not is missing.</remarks>
public sealed class LoadHistory
{
    private readonly ImmutableDictionary<LocalDateTime, (decimal Sum, int Count)> _readings;

    private LoadHistory(ImmutableDictionary<LocalDateTime, (decimal Sum, int Count)> readings, Duration interval, DateTimeZone zone)
    {
        (_readings, Interval, Zone) = (readings, interval, zone);
    }

    /// <summary>The length of every metered interval.</summary>
    public Duration Interval { get; }

    /// <summary>Where local days begin.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Takes readings by local time.</summary>
    /// <param name="readings">The readings, each interval at most once.</param>
    /// <param name="interval">The length of every interval.</param>
    /// <param name="zone">Where local days begin.</param>
    /// <returns>The history.</returns>
    public static LoadHistory Of(IEnumerable<LoadReading> readings, Duration interval, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(zone);
        var byTime = ImmutableDictionary.CreateBuilder<LocalDateTime, (decimal Sum, int Count)>();
        foreach (var reading in readings)
        {
            var local = reading.Start.InZone(zone).LocalDateTime;
            var (sum, count) = byTime.GetValueOrDefault(local);
            byTime[local] = (sum + reading.Power.Value, count + 1);
        }

        return new(byTime.ToImmutable(), interval, zone);
    }

    /// <summary>What was drawn at a local time.</summary>
    /// <param name="start">The start of the interval, local.</param>
    /// <returns>Its mean power; null where there is no reading.</returns>
    public Megawatts? At(LocalDateTime start) =>
        _readings.TryGetValue(start, out var reading) ? new(reading.Sum / reading.Count) : null;

    /// <summary>The history with one interval changed.</summary>
    /// <param name="start">The start of the interval, local.</param>
    /// <param name="power">What it drew instead.</param>
    /// <returns>A history of its own.</returns>
    public LoadHistory With(LocalDateTime start, Megawatts power) => new(_readings.SetItem(start, (power.Value, 1)), Interval, Zone);

    /// <summary>The mean over some hours of a day.</summary>
    /// <param name="day">The local day.</param>
    /// <param name="hours">The starts of the intervals, as on an event's first day.</param>
    /// <returns>The mean power; null where a reading is missing, or no hour is asked for.</returns>
    public Megawatts? Mean(LocalDate day, ImmutableArray<EventHour> hours)
    {
        var sum = 0m;
        foreach (var hour in hours)
        {
            if (At(hour.On(day)) is not { } power)
            {
                return null;
            }

            sum += power.Value;
        }

        return hours.IsEmpty ? null : new(sum / hours.Length);
    }
}
