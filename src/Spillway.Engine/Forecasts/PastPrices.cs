using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;

namespace Spillway.Engine.Forecasts;

/// <summary>Prices to learn from: every point's price in consecutive known intervals, with their calendar.</summary>
public sealed class PastPrices
{
    private PastPrices(double[][] prices, CrossSection[][] cross, CalendarSlot[] calendar, int slotsPerDay)
    {
        Prices = prices;
        Cross = cross;
        Calendar = calendar;
        SlotsPerDay = slotsPerDay;
    }

    /// <summary>How many intervals are known.</summary>
    public int Length => Calendar.Length;

    /// <summary>Intervals in a day: 288, 96 or 24.</summary>
    public int SlotsPerDay { get; }

    internal double[][] Prices { get; }

    internal CrossSection[][] Cross { get; }

    internal CalendarSlot[] Calendar { get; }

    /// <summary>Lays out what is known for learning.</summary>
    /// <param name="history">The prices known.</param>
    /// <param name="points">Which points to learn from, as indexes in the history's points.</param>
    /// <param name="zone">The market's time zone.</param>
    /// <param name="interval">The length of every interval.</param>
    /// <returns>The prices of those points; a missing price repeats the one before it.</returns>
    public static PastPrices Of(
        PriceHistory history, ImmutableArray<int> points, DateTimeZone zone, Duration interval)
    {
        ArgumentNullException.ThrowIfNull(history);
        var prices = new double[points.Length][];
        var cross = new CrossSection[points.Length][];
        for (var index = 0; index < points.Length; index++)
        {
            prices[index] = Filled(history, points[index]);
            cross[index] = new CrossSection[history.Count];
            for (var t = 0; t < history.Count; t++)
            {
                cross[index][t] = CrossSection.Of(history.Peers(t), prices[index][t]);
            }
        }

        var calendar = new CalendarSlot[history.Count];
        for (var t = 0; t < calendar.Length; t++)
        {
            calendar[t] = CalendarSlot.Of(history.Start(t), zone, interval);
        }

        return new(prices, cross, calendar, CalendarSlot.PerDay(interval));
    }

    /// <summary>How all points stood in the newest intervals before one.</summary>
    /// <param name="point">Index among the points learned from.</param>
    /// <param name="before">The interval not yet known; at least 1.</param>
    /// <returns>Their cross-sections; the first known one where there are fewer.</returns>
    internal CrossSections CrossBefore(int point, int before)
    {
        var all = Cross[point];
        return new(all[before - 1], all[Math.Max(before - 2, 0)], all[Math.Max(before - 4, 0)]);
    }

    private static double[] Filled(PriceHistory history, int point)
    {
        var prices = new double[history.Count];
        var last = 0.0;
        for (var t = 0; t < prices.Length; t++)
        {
            var price = history.Peers(t)[point];
            last = double.IsNaN(price) ? last : price;
            prices[t] = last;
        }

        return prices;
    }
}
