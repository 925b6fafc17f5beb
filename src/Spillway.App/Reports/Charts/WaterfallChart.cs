using System.Collections.Immutable;
using Spillway.App.Reports.Html;

namespace Spillway.App.Reports.Charts;

/// <summary>From one figure to another, step by step: each step hangs where the one before it ended. Steps stand one under
/// the other, each under its name and its figure, so that both have room on the smallest screen.</summary>
internal static class WaterfallChart
{
    private const double Width = 840.0;
    private const double Row = 56.0;
    private const double Bar = 18.0;
    private const double Name = 20.0;
    private const double BarTop = 29.0;

    /// <summary>Draws the chart.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="unit">Of the figures.</param>
    /// <param name="from">Where it starts.</param>
    /// <param name="steps">The steps in order.</param>
    /// <param name="to">Where it ends: <paramref name="from"/> and all steps.</param>
    public static void Write(
        HtmlWriter html, string title, string unit, (string Label, double Figure) from, ImmutableArray<(string Label, double Figure)> steps, (string Label, double Figure) to)
    {
        var reached = new List<double> { from.Figure };
        foreach (var (_, figure) in steps)
        {
            reached.Add(reached[^1] + figure);
        }

        var scale = AxisScale.Even([.. reached, to.Figure]);
        var height = Row * (steps.Length + 2);
        html.Open("figure").Open("svg", ("viewBox", $"0 0 {HtmlWriter.At(Width)} {HtmlWriter.At(height)}"), ("role", "img"), ("aria-label", title));
        Line(html, scale, 0, from.Label, (0.0, from.Figure), (from.Figure, unit), "bar total");
        for (var index = 0; index < steps.Length; index++)
        {
            var (label, figure) = steps[index];
            Line(html, scale, index + 1, label, (reached[index], reached[index + 1]), (figure, ""), figure < 0.0 ? "bar below" : "bar");
        }

        Line(html, scale, steps.Length + 1, to.Label, (0.0, to.Figure), (to.Figure, unit), "bar total");
        html.Close().Close();
    }

    private static void Line(HtmlWriter html, AxisScale scale, int row, string label, (double From, double To) span, (double Value, string Unit) figure, string kind)
    {
        var y = Row * row;
        var (low, high) = (Width * scale.Share(Math.Min(span.From, span.To)), Width * scale.Share(Math.Max(span.From, span.To)));
        var zero = HtmlWriter.At(Width * scale.Share(0.0));
        html.Leaf("text", label, ("x", "0"), ("y", HtmlWriter.At(y + Name)));
        html.Leaf("text", $"{Shown.Number((decimal)figure.Value, "N2")} {figure.Unit}".TrimEnd(), ("x", HtmlWriter.At(Width)), ("y", HtmlWriter.At(y + Name)), ("class", "end"));
        html.Shape("rect", ("class", kind), ("x", HtmlWriter.At(low)), ("y", HtmlWriter.At(y + BarTop)), ("width", HtmlWriter.At(Math.Max(1.0, high - low))), ("height", HtmlWriter.At(Bar)));
        html.Shape("line", ("class", "zero"), ("x1", zero), ("x2", zero), ("y1", HtmlWriter.At(y + BarTop - 3.0)), ("y2", HtmlWriter.At(y + BarTop + Bar + 3.0)));
    }
}
