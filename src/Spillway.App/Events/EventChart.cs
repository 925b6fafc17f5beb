using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Reports.Charts;
using Spillway.App.Reports.Html;

namespace Spillway.App.Events;

/// <summary>Draws what was drawn beside what would have been.</summary>
internal static class EventChart
{
    private const int MostPoints = 700;

    // The highest line keeps clear of the frame.
    private const double Headroom = 1.06;
    private static readonly ImmutableArray<long> _steps = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 86_400];

    /// <summary>Writes the chart.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="proof">The proof.</param>
    public static void Write(HtmlWriter html, EventProof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (proof.Curve.IsEmpty)
        {
            html.Leaf("p", "Nothing was measured.");
            return;
        }

        var from = proof.Curve[0].At;
        var until = proof.Slots.IsEmpty ? proof.Curve[^1].At : Instant.Max(proof.Curve[^1].At, proof.Slots[^1].End);
        var series = Series(proof, from);
        var figures = series.SelectMany(static line => line.Points).Select(static point => point.Y).ToList();
        var frame = new ChartFrame(
            $"Power of event {proof.Event.Order.Id}", "MW at the grid connection", AxisScale.Even(figures.Append(figures.Max() * Headroom)), X(until, from), Ticks(proof, from, until));
        LineChart.Write(html, frame, series);
        html.Leaf("p", "Local time. The band is what the site might have drawn without the order.", ("class", "note"));
    }

    private static ImmutableArray<LineSeries> Series(EventProof proof, Instant from)
    {
        var every = Math.Max(1, (proof.Curve.Length + MostPoints - 1) / MostPoints);

        // Of the points left out none is the lowest or highest of its neighbours by much; the JSON has all of them.
        var drawn = proof.Curve.Where((_, index) => index % every == 0 || index == proof.Curve.Length - 1)
            .Select(point => (X(point.At, from), (double)point.Power.Value)).ToImmutableArray();
        var series = ImmutableArray.CreateBuilder<LineSeries>();
        series.Add(new("drawn", drawn));
        if (!proof.Slots.IsEmpty)
        {
            series.Add(new("without the order", Steps(proof, from, static slot => (double)slot.Expected.Value)));
            series.Add(new("at least", Steps(proof, from, static slot => (double)slot.Lowest.Value)));
            series.Add(new("at most", Steps(proof, from, static slot => (double)slot.Highest.Value)));
        }

        if (proof.Event.Answer.Level is { } level)
        {
            var end = proof.Event.End?.At ?? proof.Curve[^1].At;
            series.Add(new("ordered level", [(X(proof.Event.At, from), (double)level.Value), (X(end, from), (double)level.Value)]));
        }

        return series.ToImmutable();
    }

    private static ImmutableArray<(double X, double Y)> Steps(EventProof proof, Instant from, Func<ProofSlot, double> power) =>
        [.. proof.Slots.SelectMany(slot => new[] { (X(slot.Start, from), power(slot)), (X(slot.End, from), power(slot)) })];

    private static ImmutableArray<(double X, string Label)> Ticks(EventProof proof, Instant from, Instant until)
    {
        const int Wanted = 8;
        var seconds = (until - from).TotalSeconds;
        var step = _steps.FirstOrDefault(one => seconds / one <= Wanted, _steps[^1]);
        var first = from.InZone(proof.Site.TimeZone).LocalDateTime;
        var ticks = ImmutableArray.CreateBuilder<(double X, string Label)>();
        var past = (long)first.TimeOfDay.TickOfDay / NodaConstants.TicksPerSecond % step;
        for (var at = (step - past) % step; at <= seconds; at += step)
        {
            var local = (from + Duration.FromSeconds(at)).InZone(proof.Site.TimeZone).LocalDateTime;
            ticks.Add((at, local.ToString(step < 60 ? "HH:mm:ss" : "HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        }

        return ticks.ToImmutable();
    }

    private static double X(Instant at, Instant from) => (at - from).TotalSeconds;
}
