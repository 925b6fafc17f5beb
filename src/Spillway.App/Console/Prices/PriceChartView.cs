using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Console.Charts;
using Spillway.App.Console.Texts;
using Spillway.Units;

namespace Spillway.App.Console.Prices;

/// <summary>The prices of two days and what is expected, laid out.</summary>
/// <param name="Scale">The price scale.</param>
/// <param name="RealTime">The path of the known real-time prices.</param>
/// <param name="DayAhead">That of the day-ahead prices; empty where none is known.</param>
/// <param name="Middle">That of the middle of what is expected; empty where nothing is.</param>
/// <param name="Band">The area in which eight prices of ten are expected.</param>
/// <param name="Hours">Where the hours stand: share of the width and text.</param>
/// <param name="Now">Where now is, as a share of the width; null where it is outside.</param>
public sealed record PriceChartView(
    ChartScale Scale, string RealTime, string DayAhead, string Middle, string Band, ImmutableArray<(double At, string Text)> Hours, double? Now)
{
    private const int HoursOfAMark = 6;
    private static readonly Duration _hour = Duration.FromHours(1);

    /// <summary>Lays prices out.</summary>
    /// <param name="reader">Who reads: the hours are theirs.</param>
    /// <param name="prices">What is known and expected.</param>
    /// <param name="zone">Where the market's days are.</param>
    public static PriceChartView Of(Reader reader, PricesSeen prices, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(prices);
        var end = prices.Forecast.IsEmpty ? prices.To : Instant.Max(prices.To, prices.Forecast[^1].Start + prices.Interval);
        end = prices.DayAhead.IsEmpty ? end : Instant.Max(end, prices.DayAhead[^1].Start + _hour);
        double At(Instant instant) => Math.Clamp((instant - prices.From) / (end - prices.From), 0.0, 1.0);
        var scale = ChartScale.Of(
        [
            .. prices.RealTime.Select(static one => (double)one.Price.Value),
            .. prices.DayAhead.Select(static one => (double)one.Price.Value),
            .. prices.Forecast.SelectMany(static band => new[] { band.Low, band.High }),
        ]);
        return new(
            scale,
            Path(prices.RealTime, prices.Interval),
            Path(prices.DayAhead, _hour),
            ChartPaths.Steps(prices.Forecast.Select(band => (At(band.Start), At(band.Start + prices.Interval), band.Middle)), scale),
            ChartPaths.Band([.. prices.Forecast.Select(band => (At(band.Start), At(band.Start + prices.Interval), band.High, band.Low))], scale),
            [.. Marks(reader, prices.From, end, zone).Select(mark => (At(mark.At), mark.Text))],
            prices.At >= prices.From && prices.At <= end ? At(prices.At) : null);

        string Path(ImmutableArray<(Instant Start, EnergyPrice Price)> series, Duration length) =>
            ChartPaths.Steps(series.Select(one => (At(one.Start), At(one.Start + length), (double)one.Price.Value)), scale);
    }

    private static IEnumerable<(Instant At, string Text)> Marks(Reader reader, Instant from, Instant to, DateTimeZone zone)
    {
        for (var at = from; at < to; at += _hour)
        {
            var local = at.InZone(zone);
            if (local.Minute == 0 && local.Hour % HoursOfAMark == 0)
            {
                yield return (at, reader.Time(at)[..5]);
            }
        }
    }
}
