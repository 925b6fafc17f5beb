using System.Collections.Immutable;
using Spillway.App.Reports.Html;

namespace Spillway.App.Reports.Charts;

/// <summary>From one figure to another, step by step: each step hangs where the one before it ended. Steps stand one under
/// the other, so that their names are read without turning the head.</summary>
internal static class WaterfallChart
{
    private const double Width = 840.0;
    private const double Left = 230.0;
    private const double Right = 700.0;
    private const double Row = 34.0;
    private const double Bar = 20.0;
    private const double Top = 30.0;

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
        var height = Top + (Row * (steps.Length + 2)) + 10.0;
        html.Open("figure").Open("svg", ("viewBox", $"0 0 {HtmlWriter.At(Width)} {HtmlWriter.At(height)}"), ("role", "img"), ("aria-label", title));
        html.Leaf("text", unit, ("x", HtmlWriter.At(Width)), ("y", "16"), ("class", "label end"));
        html.Shape("line", ("class", "zero"), ("x1", At(scale, 0.0)), ("x2", At(scale, 0.0)), ("y1", HtmlWriter.At(Top - 6.0)), ("y2", HtmlWriter.At(height)));
        Line(html, scale, 0, from.Label, (0.0, from.Figure), from.Figure, "bar total");
        for (var index = 0; index < steps.Length; index++)
        {
            var (label, figure) = steps[index];
            Line(html, scale, index + 1, label, (reached[index], reached[index + 1]), figure, figure < 0.0 ? "bar below" : "bar");
        }

        Line(html, scale, steps.Length + 1, to.Label, (0.0, to.Figure), to.Figure, "bar total");
        html.Close().Close();
    }

    private static void Line(HtmlWriter html, AxisScale scale, int row, string label, (double From, double To) span, double figure, string kind)
    {
        var y = Top + (Row * row);
        var (low, high) = (Position(scale, Math.Min(span.From, span.To)), Position(scale, Math.Max(span.From, span.To)));
        html.Leaf("text", label, ("x", "0"), ("y", HtmlWriter.At(y + 15.0)));
        html.Shape("rect", ("class", kind), ("x", HtmlWriter.At(low)), ("y", HtmlWriter.At(y)), ("width", HtmlWriter.At(Math.Max(1.0, high - low))), ("height", HtmlWriter.At(Bar)));
        html.Leaf("text", Shown.Number((decimal)figure, "N2"), ("x", HtmlWriter.At(Width)), ("y", HtmlWriter.At(y + 15.0)), ("class", "end"));
    }

    private static string At(AxisScale scale, double figure) => HtmlWriter.At(Position(scale, figure));

    private static double Position(AxisScale scale, double figure) => Left + ((Right - Left) * scale.Share(figure));
}
