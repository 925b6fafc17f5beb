using NodaTime;

namespace Spillway.App.Sites.Contracts;

/// <summary>The days that North American power contracts count as weekend beside Saturday and Sunday.</summary>
internal static class OffPeakDays
{
    /// <summary>Whether a day is a Saturday or Sunday.</summary>
    /// <param name="day">The local day.</param>
    /// <returns>True on both.</returns>
    public static bool IsWeekend(LocalDate day) => day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;

    /// <summary>Whether a day is one of the six off-peak days: New Year's Day, Memorial Day, Independence Day, Labor Day,
    /// Thanksgiving Day and Christmas Day. One of a date that falls on a Sunday is kept on the Monday behind it; one that falls on
    /// a Saturday is not moved.</summary>
    /// <param name="day">The local day.</param>
    /// <returns>True on the six.</returns>
    public static bool IsHoliday(LocalDate day) =>
        IsDated(day)
        || (day.DayOfWeek == IsoDayOfWeek.Monday && IsDated(day.PlusDays(-1)))
        || (day is { Month: 5, DayOfWeek: IsoDayOfWeek.Monday } && day.PlusDays(7).Month == 6)
        || (day is { Month: 9, DayOfWeek: IsoDayOfWeek.Monday, Day: <= 7 })
        || (day is { Month: 11, DayOfWeek: IsoDayOfWeek.Thursday, Day: >= 22 and <= 28 });

    private static bool IsDated(LocalDate day) => (day.Month, day.Day) is (1, 1) or (7, 4) or (12, 25);
}
