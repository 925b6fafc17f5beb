namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>What tells, at a known hour of the day, how far the day's peak still is: the ramp so far and how the day
/// before went on from the same hour.</summary>
internal static class DayFeatures
{
    /// <summary>How many features.</summary>
    public const int Width = 11;

    private const int Morning = 6;
    private const double Midsummer = 213.0;
    private const double SeasonDays = 60.0;

    /// <summary>Describes a day up to an hour.</summary>
    /// <param name="day">The day; hours after <paramref name="hour"/> are not looked at.</param>
    /// <param name="before">The day before, whole.</param>
    /// <param name="hour">The newest known hour, 4 to 23.</param>
    /// <param name="row">Receives <see cref="Width"/> numbers.</param>
    public static void Fill(LoadDay day, LoadDay before, int hour, Span<double> row)
    {
        var (now, then) = (day.Hours, before.Hours);
        var season = (day.Date.DayOfYear - Midsummer) / SeasonDays;
        var ramp = now[hour] - now[hour - 1];
        row[0] = 1.0;
        row[1] = day.IsWeekend ? 1.0 : 0.0;
        row[2] = ramp;
        row[3] = now[hour - 1] - now[hour - 2];
        row[4] = now[hour - 2] - now[hour - 4];
        row[5] = now[hour] - now[Morning];
        row[6] = before.Top - then[hour];
        row[7] = now[hour] - then[hour];
        row[8] = season;
        row[9] = season * season;
        row[10] = ramp - (then[hour] - then[hour - 1]);
    }
}
