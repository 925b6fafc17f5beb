using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Settlements.Baselines;

/// <summary>An interval of an event by its time of day, so that the same interval of another day can be found.</summary>
/// <param name="DaysAfter">How many local days after the event's first day it begins.</param>
/// <param name="Time">The local time at which it begins.</param>
public readonly record struct EventHour(int DaysAfter, LocalTime Time)
{
    private const int MostIntervals = 10_000;

    /// <summary>The same interval counted from another day.</summary>
    /// <param name="day">The day that stands for the event's first.</param>
    /// <returns>Its start, local.</returns>
    public LocalDateTime On(LocalDate day) => day.PlusDays(DaysAfter) + Time;

    /// <summary>The metered intervals that a time touches.</summary>
    /// <param name="from">The start of the time.</param>
    /// <param name="to">Its end, exclusive.</param>
    /// <param name="interval">The length of every interval; intervals begin at midnight UTC and follow one another.</param>
    /// <param name="zone">Where local days begin.</param>
    /// <param name="first">The local day that hours are counted from.</param>
    /// <returns>The intervals, ascending; a local time that comes twice is there once.</returns>
    /// <exception cref="InvalidOperationException">The time has more than 10,000 intervals.</exception>
    public static ImmutableArray<EventHour> Of(Instant from, Instant to, Duration interval, DateTimeZone zone, LocalDate first)
    {
        var ticks = from.ToUnixTimeTicks();
        var length = interval.BclCompatibleTicks;
        Invariant.Holds(length > 0 && (to - from).BclCompatibleTicks / length <= MostIntervals);
        var hours = ImmutableArray.CreateBuilder<EventHour>();
        for (var at = Instant.FromUnixTimeTicks(ticks - (((ticks % length) + length) % length)); at < to; at += interval)
        {
            var local = at.InZone(zone).LocalDateTime;
            var hour = new EventHour(Period.DaysBetween(first, local.Date), local.TimeOfDay);
            if (!hours.Contains(hour))
            {
                hours.Add(hour);
            }
        }

        return hours.ToImmutable();
    }
}
