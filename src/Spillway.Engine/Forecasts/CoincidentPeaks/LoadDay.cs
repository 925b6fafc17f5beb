using NodaTime;

namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>A local day's load by the hour, as logarithms of MW; holes are filled from their neighbours.</summary>
/// <param name="Date">The local date.</param>
/// <param name="Hours">One logarithm an hour from 0 on, without holes; as many hours as were known.</param>
internal sealed record LoadDay(LocalDate Date, double[] Hours)
{
    /// <summary>Hours of a day; the days with 23 or 25 lie outside the season.</summary>
    public const int HoursPerDay = 24;

    private const double QuartersPerHour = 4.0;

    /// <summary>The newest hour that is known.</summary>
    public int Newest => Hours.Length - 1;

    /// <summary>The largest hour's logarithm.</summary>
    public double Top => Hours.Max();

    /// <summary>Whether it is a Saturday or Sunday.</summary>
    public bool IsWeekend => Date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;

    /// <summary>Reads a day out of a series.</summary>
    /// <param name="series">The load in MW by the hour.</param>
    /// <param name="date">The local date.</param>
    /// <param name="firstHour">Its first hour, counted from 1970.</param>
    /// <param name="now">Seconds since 1970; what became known later is not seen.</param>
    /// <param name="fewest">How many hours must be known, per mille of those up to the newest known.</param>
    /// <returns>The day up to its newest known hour; null where too little is known.</returns>
    public static LoadDay? Read(HourlyFigures series, LocalDate date, long firstHour, long now, int fewest)
    {
        var hours = new double[HoursPerDay];
        var (newest, known) = (-1, 0);
        for (var hour = 0; hour < HoursPerDay; hour++)
        {
            var load = series.At(firstHour + hour, now);
            hours[hour] = load > 0.0 ? Portable.Log(load) : double.NaN;
            if (!double.IsNaN(hours[hour]))
            {
                Fill(hours, newest, hour);
                newest = hour;
                known++;
            }
        }

        return newest >= 0 && known * 1000 >= fewest * (newest + 1) ? new(date, hours[..(newest + 1)]) : null;
    }

    /// <summary>The day with hours whose load is not yet known but whose generation is: they keep the ratio of the newest
    /// hour that has both.</summary>
    /// <param name="generation">Generation in MW by the hour.</param>
    /// <param name="firstHour">The day's first hour, counted from 1970.</param>
    /// <param name="now">Seconds since 1970; what became known later is not seen.</param>
    /// <returns>The longer day, or the same.</returns>
    public LoadDay Extended(HourlyFigures generation, long firstHour, long now)
    {
        var there = generation.At(firstHour + Newest, now);
        var hours = Hours.ToList();
        while (there > 0.0 && hours.Count < HoursPerDay && generation.At(firstHour + hours.Count, now) is > 0.0 and var here)
        {
            hours.Add(Hours[Newest] + Portable.Log(here / there));
        }

        return hours.Count == Hours.Length ? this : this with { Hours = [.. hours] };
    }

    /// <summary>When the parabola through the largest hour and its neighbours has its top, in quarter hours from midnight.</summary>
    public double TopQuarter()
    {
        var top = Array.IndexOf(Hours, Top);
        var offset = 0.0;
        if (top > 0 && top < Newest)
        {
            var bend = Hours[top - 1] - (2.0 * Hours[top]) + Hours[top + 1];
            offset = bend == 0.0 ? 0.0 : 0.5 * (Hours[top - 1] - Hours[top + 1]) / bend;
        }

        return QuartersPerHour * (top + 0.5 + offset);
    }

    // A straight line between two known hours; before the first known one its value.
    private static void Fill(double[] hours, int before, int at)
    {
        for (var hole = before + 1; hole < at; hole++)
        {
            hours[hole] = before < 0 ? hours[at] : hours[before] + ((hours[at] - hours[before]) * (hole - before) / (at - before));
        }
    }
}
