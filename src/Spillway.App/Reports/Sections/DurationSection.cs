using System.Collections.Immutable;
using System.Globalization;
using Spillway.App.Reports.Charts;
using Spillway.App.Reports.Figures;
using Spillway.App.Reports.Html;

namespace Spillway.App.Reports.Sections;

/// <summary>The duration curve: which share of the time the price was at least so high.</summary>
internal static class DurationSection
{
    private const int PointsAtMost = 400;
    private static readonly ImmutableArray<decimal> _shares = [0m, 0.001m, 0.01m, 0.05m, 0.10m, 0.25m, 0.50m, 0.75m, 0.90m, 1m];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportFigures figures)
    {
        var falling = figures.Input.Range.Select(interval => interval.Price.Value).OrderDescending().ToImmutableArray();
        var worth = figures.SiteWorth();
        var linear = Math.Max(1.0, (double)Math.Abs(worth));
        var frame = new ChartFrame(
            "Duration curve of the price",
            $"price, {figures.PriceUnit}; beyond about {Shown.Number((decimal)linear, "N0")} each factor takes equal room",
            AxisScale.Compressed(falling.Select(price => (double)price).Append((double)worth), linear),
            100.0,
            [.. Enumerable.Range(0, 11).Select(tenth => (tenth * 10.0, string.Create(CultureInfo.InvariantCulture, $"{tenth * 10} %")))]);
        LineChart.Write(html, frame, [new("price", Curve(falling)), new("what a MWh of the whole site earns", [(0.0, (double)worth), (100.0, (double)worth)])]);
        var above = falling.Count(price => price > worth);
        html.Leaf("p", $"The price was above what a MWh of the whole site earns ({Shown.Number(worth, "N2")} {figures.PriceUnit}, groups weighed by their power, in the first interval) in {Shown.Percent((decimal)above / falling.Length)} of the intervals, and below zero in {Shown.Percent((decimal)falling.Count(price => price < 0m) / falling.Length)}.");
        HtmlTable.Write(html, new(
            $"Price reached or passed in a share of the intervals, {figures.PriceUnit}",
            ["share of intervals", "price"],
            [.. _shares.Select(share => ImmutableArray.Create(
                share == 0m ? "highest" : share == 1m ? "all (lowest)" : Shown.Percent(share),
                Shown.Number(At(falling, share), "N2")))]));
    }

    // The k-th highest price with k the share of the count, at least one.
    private static decimal At(ImmutableArray<decimal> falling, decimal share) =>
        falling[Math.Clamp((int)Math.Ceiling(share * falling.Length) - 1, 0, falling.Length - 1)];

    // The dearest percent holds the spikes, so half of the points go there.
    private static ImmutableArray<(double X, double Y)> Curve(ImmutableArray<decimal> falling)
    {
        var points = new SortedSet<int>();
        for (var step = 0; step <= PointsAtMost / 2; step++)
        {
            points.Add((int)((falling.Length - 1L) * step * 2 / PointsAtMost));
            points.Add((int)((falling.Length - 1L) * step * 2 / PointsAtMost / 100));
        }

        return [.. points.Select(index => (falling.Length == 1 ? 50.0 : 100.0 * index / (falling.Length - 1), (double)falling[index]))];
    }
}
