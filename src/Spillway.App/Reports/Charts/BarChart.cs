using System.Collections.Immutable;
using Spillway.App.Reports.Html;

namespace Spillway.App.Reports.Charts;

/// <summary>One bar a category, upwards from zero or downwards.</summary>
internal static class BarChart
{
    private const double Fill = 0.7;
    private const double WidestBar = 120.0;

    /// <summary>Draws the chart.</summary>
    public static void Write(HtmlWriter html, string title, string yLabel, ImmutableArray<(string Label, double Figure)> bars, int labelEvery)
    {
        var ticks = bars.Select((bar, index) => (X: index + 0.5, bar.Label)).Where((_, index) => index % labelEvery == 0);
        var frame = new ChartFrame(title, yLabel, AxisScale.Even(bars.Select(bar => bar.Figure)), bars.Length, [.. ticks]);
        var room = Math.Min(WidestBar, frame.AtX(1.0) - frame.AtX(0.0));
        html.Open("figure");
        frame.Open(html);
        for (var index = 0; index < bars.Length; index++)
        {
            var (from, to) = (frame.AtY(0.0), frame.AtY(bars[index].Figure));
            html.Open(
                "rect",
                ("class", bars[index].Figure < 0.0 ? "bar below" : "bar"),
                ("x", HtmlWriter.At(frame.AtX(index + 0.5) - (room * Fill / 2.0))),
                ("y", HtmlWriter.At(Math.Min(from, to))),
                ("width", HtmlWriter.At(room * Fill)),
                ("height", HtmlWriter.At(Math.Abs(to - from))));
            html.Leaf("title", $"{bars[index].Label}: {Shown.Number((decimal)bars[index].Figure, "N2")}").Close();
        }

        html.Close().Close();
    }
}
