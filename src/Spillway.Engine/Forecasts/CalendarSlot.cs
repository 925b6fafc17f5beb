using NodaTime;

namespace Spillway.Engine.Forecasts;

/// <summary>Where an interval lies in the market's local calendar.</summary>
/// <param name="Slot">Interval of the local day, from 0; the repeated hour of autumn counts as the first.</param>
/// <param name="DayOfWeek">Day of the week, 0 (Sunday) to 6.</param>
/// <param name="DayOfYear">Day of the year, 1 to 366.</param>
public readonly record struct CalendarSlot(int Slot, int DayOfWeek, int DayOfYear)
{
    /// <summary>Intervals in a day of 24 hours.</summary>
    /// <param name="interval">The length of an interval.</param>
    /// <returns>288, 96 or 24 for 5, 15 or 60 minutes.</returns>
    public static int PerDay(Duration interval) => (int)(Duration.FromDays(1) / interval);

    /// <summary>The calendar position of an interval.</summary>
    /// <param name="start">Its start.</param>
    /// <param name="zone">The market's time zone.</param>
    /// <param name="interval">Its length.</param>
    /// <returns>Its place in the local day, week and year.</returns>
    public static CalendarSlot Of(Instant start, DateTimeZone zone, Duration interval)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = start.InZone(zone).LocalDateTime;
        return new(
            (int)(local.TickOfDay / interval.BclCompatibleTicks), (int)local.DayOfWeek % 7, local.DayOfYear);
    }
}
