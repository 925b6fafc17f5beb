using System.Collections.Immutable;
using System.Text;
using Spillway.App.Reports.Html;

namespace Spillway.App.Reports.Charts;

/// <summary>Lines over a common axis, with a legend.</summary>
internal static class LineChart
{
    private const int MarkedAtMost = 60;

    /// <summary>Draws the chart and its legend.</summary>
    public static void Write(HtmlWriter html, ChartFrame frame, ImmutableArray<LineSeries> series)
    {
        var hasMarks = series.All(line => line.Points.Length <= MarkedAtMost);
        html.Open("figure");
        SeriesStyle.Legend(html, series.Select(line => line.Name), hasMarks);
        frame.Open(html);
        for (var index = 0; index < series.Length; index++)
        {
            Line(html, frame, series[index], index);
        }

        // Marks lie over all lines, so that none is hidden by a later line.
        for (var index = 0; hasMarks && index < series.Length; index++)
        {
            foreach (var (x, y) in series[index].Points)
            {
                SeriesStyle.Mark(html, index, frame.AtX(x), frame.AtY(y));
            }
        }

        html.Close().Close();
    }

    private static void Line(HtmlWriter html, ChartFrame frame, LineSeries series, int index)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in series.Points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(HtmlWriter.At(frame.AtX(x))).Append(',').Append(HtmlWriter.At(frame.AtY(y)));
        }

        html.Shape("path", ("class", $"line {SeriesStyle.Class(index)}"), ("d", path.ToString()));
    }
}
