using NodaTime;

namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>What temperatures tell of a day at a time: nothing that became known later is seen.</summary>
/// <param name="book">The temperatures.</param>
/// <param name="settings">The fixed numbers.</param>
/// <param name="zone">The market's time zone.</param>
internal sealed class WeatherDays(TemperatureBook book, WeatherSettings settings, DateTimeZone zone)
{
    /// <summary>How many features a view adds to those of the load.</summary>
    public const int Width = 3;

    // Features of load are logarithms; tens of degrees are of their size, so that one ridge fits both.
    private const double Tens = 0.1;
    private const long SecondsPerHour = 3600;

    /// <summary>How many figures are known: two times with the same number see the same weather.</summary>
    public int Known(long now) => book.Known(now);

    /// <summary>When it is looked what had been foreseen on a past day.</summary>
    /// <returns>Seconds since 1970.</returns>
    public long AskedAt(LocalDate date) => (FirstHourOf(date) + settings.AskedAtHour) * SecondsPerHour;

    /// <summary>How hot a day's afternoon gets: its hottest hour above the base.</summary>
    /// <param name="date">The day.</param>
    /// <param name="now">Seconds since 1970.</param>
    /// <returns>Degrees, 0 or more; NaN where too few hours are known or foreseen.</returns>
    public double Heat(LocalDate date, long now) => AboveBase(Hottest(date, now));

    /// <summary>A day's features under a view.</summary>
    /// <param name="view">So far or foreseen.</param>
    /// <param name="date">The day.</param>
    /// <param name="before">The day before that the load is compared with.</param>
    /// <param name="hour">The newest hour of load.</param>
    /// <param name="now">Seconds since 1970.</param>
    /// <returns><see cref="Width"/> numbers; null where one of them is not known.</returns>
    public double[]? Row(WeatherView view, LocalDate date, LocalDate before, int hour, long now)
    {
        var (here, there, then) = (At(date, hour, now), At(before, hour, now), Hottest(before, now));
        var row = view == WeatherView.Foreseen
            ? Foreseen(Hottest(date, now), here, then - there)
            : [Tens * (here - there), Tens * (then - there), Tens * AboveBase(here)];
        return Array.Exists(row, double.IsNaN) ? null : row;
    }

    private double[] Foreseen(double hottest, double here, double restBefore) =>
        [Tens * (hottest - here), Tens * restBefore, Tens * AboveBase(hottest)];

    private double AboveBase(double celsius) => double.IsNaN(celsius) ? celsius : Math.Max(0.0, celsius - settings.BaseCelsius);

    private double Hottest(LocalDate date, long now)
    {
        var (hottest, known) = (double.NaN, 0);
        for (var hour = settings.FirstHour; hour < settings.EndHour; hour++)
        {
            var celsius = At(date, hour, now);
            if (!double.IsNaN(celsius))
            {
                hottest = known == 0 ? celsius : Math.Max(hottest, celsius);
                known++;
            }
        }

        return known < settings.FewestHours ? double.NaN : hottest;
    }

    private double At(LocalDate date, int hour, long now) => book.At(FirstHourOf(date) + hour, now);

    private long FirstHourOf(LocalDate date) => HourlyFigures.HourOf(date.AtStartOfDayInZone(zone).ToInstant().ToUnixTimeSeconds());
}
