using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;

namespace Spillway.Engine.Forecasts;

/// <summary>What there is to learn from: every point's price in consecutive known intervals, with their calendar and
/// with what was published meanwhile.</summary>
public sealed class PastPrices
{
    private readonly PublicationFeatures[] _published;
    private readonly Instant[] _starts;

    private PastPrices(double[][] prices, PublicationFeatures[] published, CrossSection[][] cross, Instant[] starts, CalendarSlot[] calendar, int slotsPerDay)
    {
        Prices = prices;
        _published = published;
        Cross = cross;
        _starts = starts;
        Calendar = calendar;
        SlotsPerDay = slotsPerDay;
    }

    /// <summary>How many intervals are known.</summary>
    public int Length => Calendar.Length;

    /// <summary>Intervals in a day: 288, 96 or 24.</summary>
    public int SlotsPerDay { get; }

    /// <summary>Numbers in a feature row: more where there are publications.</summary>
    public int Width => PriceFeatures.Width + (_published.Length == 0 ? 0 : PublicationFeatures.Width);

    internal double[][] Prices { get; }

    internal CrossSection[][] Cross { get; }

    internal CalendarSlot[] Calendar { get; }

    /// <summary>Lays out what is known for learning.</summary>
    /// <param name="history">The prices known.</param>
    /// <param name="book">What was published; each figure is seen only from when it was known.</param>
    /// <param name="points">Which points to learn from, as indexes in the history's points.</param>
    /// <param name="zone">The market's time zone.</param>
    /// <param name="interval">The length of every interval.</param>
    /// <returns>The prices of those points; a missing price repeats the one before it.</returns>
    public static PastPrices Of(
        PriceHistory history, PublicationBook book, ImmutableArray<int> points, DateTimeZone zone, Duration interval)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(book);
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

        var starts = new Instant[history.Count];
        var calendar = new CalendarSlot[history.Count];
        for (var t = 0; t < calendar.Length; t++)
        {
            starts[t] = history.Start(t);
            calendar[t] = CalendarSlot.Of(starts[t], zone, interval);
        }

        PublicationFeatures[] published = book.IsEmpty
            ? [] : [.. points.Select(point => new PublicationFeatures(book, history.Points[point].Name))];
        return new(prices, published, cross, starts, calendar, CalendarSlot.PerDay(interval));
    }

    /// <summary>Describes an interval as it looked before its price was known.</summary>
    /// <param name="point">Index among the points learned from.</param>
    /// <param name="t">The interval; at least 1.</param>
    /// <param name="value">Value of consumption, currency per MWh.</param>
    /// <param name="row">Receives <see cref="Width"/> numbers.</param>
    internal void Describe(int point, int t, double value, Span<float> row)
    {
        var prices = Prices[point];
        PriceFeatures.Fill(prices.AsSpan(0, t), CrossBefore(point, t), value, Calendar[t], SlotsPerDay, row[..PriceFeatures.Width]);
        if (_published.Length > 0)
        {
            var hour = Calendar[t].Slot * 24 / SlotsPerDay;
            _published[point].Fill(_starts[t], _starts[t], hour, prices[t - 1], value, row[PriceFeatures.Width..]);
        }
    }

    private CrossSections CrossBefore(int point, int before)
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
