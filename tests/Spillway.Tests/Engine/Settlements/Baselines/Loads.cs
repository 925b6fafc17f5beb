using NodaTime;
using Spillway.Engine.Settlements.Baselines;

namespace Spillway.Tests.Engine.Settlements.Baselines;

/// <summary>Hourly loads in Texas; the event is on Thursday 2024-08-22, 15:00 to 17:00 local, unless said otherwise.</summary>
internal static class Loads
{
    public static readonly DateTimeZone Texas = DateTimeZoneProviders.Tzdb["America/Chicago"];
    public static readonly Duration Hour = Duration.FromHours(1);
    public static readonly LocalDate EventDay = new(2024, 8, 22);
    public static readonly Instant Start = At(EventDay, 15);
    public static readonly Instant End = At(EventDay, 17);

    public static Instant At(LocalDate day, int hour, int minute = 0) => (day + new LocalTime(hour, minute)).InZoneLeniently(Texas).ToInstant();

    /// <summary>A history in which every day draws the same in all its hours, changed hour by hour where said.</summary>
    public static LoadHistory Flat(IEnumerable<(LocalDate Day, decimal Megawatts)> days) => LoadHistory.Of(
        days.SelectMany(day => Hours(day.Day).Select(at => new LoadReading(at, new(day.Megawatts)))), Hour, Texas);

    /// <summary>The last business days before the event's, nearest first, with these loads.</summary>
    public static IEnumerable<(LocalDate Day, decimal Megawatts)> BusinessDays(params decimal[] loads)
    {
        var day = EventDay;
        foreach (var load in loads)
        {
            do
            {
                day = day.PlusDays(-1);
            }
            while (day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);

            yield return (day, load);
        }
    }

    private static IEnumerable<Instant> Hours(LocalDate day)
    {
        for (var at = day.AtStartOfDayInZone(Texas).ToInstant(); at < day.PlusDays(1).AtStartOfDayInZone(Texas).ToInstant(); at += Hour)
        {
            yield return at;
        }
    }
}
