using NodaTime;

namespace Spillway.App.Statements;

/// <summary>A local month as instants.</summary>
internal static class MonthSpan
{
    /// <summary>From the first instant of a month to that of the next.</summary>
    /// <param name="month">The month.</param>
    /// <param name="zone">Where it is.</param>
    public static Interval Of(YearMonth month, DateTimeZone zone) => new(Begin(month, zone), Begin(month.PlusMonths(1), zone));

    private static Instant Begin(YearMonth month, DateTimeZone zone) => month.OnDayOfMonth(1).AtStartOfDayInZone(zone).ToInstant();
}
