using System.Collections.Immutable;
using Spillway.App.Reports.Html;

namespace Spillway.App.Reports.Charts;

/// <summary>The axes of a chart, and where a figure stands on the page.</summary>
/// <param name="Title">What the chart shows, for those who cannot see it.</param>
/// <param name="YLabel">What runs upwards, with its unit.</param>
/// <param name="Y">The upward scale.</param>
/// <param name="Right">The largest x; the smallest is 0.</param>
/// <param name="XTicks">Marks along the page.</param>
internal sealed record ChartFrame(
    string Title, string YLabel, AxisScale Y, double Right, ImmutableArray<(double X, string Label)> XTicks)
{
    public const double Width = 840.0;
    public const double Height = 340.0;
    private const double Left = 84.0;
    private const double Margin = 26.0;
    private const double Top = 40.0;
    private const double Bottom = 304.0;
    private const int LabelsInNarrow = 5;

    /// <summary>Opens the drawing with its axes.</summary>
    public void Open(HtmlWriter html)
    {
        html.Open("svg", ("viewBox", $"0 0 {HtmlWriter.At(Width)} {HtmlWriter.At(Height)}"), ("role", "img"), ("aria-label", Title));
        html.Leaf("text", YLabel, ("x", "0"), ("y", "22"), ("class", "label"));
        foreach (var tick in Y.Ticks())
        {
            var y = HtmlWriter.At(AtY(tick));
            html.Shape("line", ("class", tick == 0.0 ? "zero" : "grid"), ("x1", HtmlWriter.At(Left)), ("x2", HtmlWriter.At(Width)), ("y1", y), ("y2", y));
            html.Leaf("text", Shown.Short(tick), ("x", HtmlWriter.At(Left - 8.0)), ("y", HtmlWriter.At(AtY(tick) + 5.0)), ("class", "end"));
        }

        var sparse = Math.Max(1, (XTicks.Length + LabelsInNarrow - 1) / LabelsInNarrow);
        foreach (var ((x, label), index) in XTicks.Select((tick, index) => (tick, index)))
        {
            html.Leaf("text", label, ("x", HtmlWriter.At(AtX(x))), ("y", HtmlWriter.At(Bottom + 26.0)), ("class", index % sparse == 0 ? "mid" : "mid minor"));
        }
    }

    public double AtX(double x) => Left + Margin + ((Width - Left - (2.0 * Margin)) * (Right > 0.0 ? x / Right : 0.5));

    public double AtY(double y) => Bottom - ((Bottom - Top) * Y.Share(y));
}
