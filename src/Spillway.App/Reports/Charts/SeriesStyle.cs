using Spillway.App.Reports.Html;

namespace Spillway.App.Reports.Charts;

/// <summary>How the lines of a chart are told apart: by colour, by dashes and by the shape of their marks.</summary>
internal static class SeriesStyle
{
    private const int Colours = 8;
    private const int Shapes = 5;

    public static string Class(int index) => $"s{index % Colours} d{index % Shapes}";

    /// <summary>Draws a mark.</summary>
    public static void Mark(HtmlWriter html, int index, double x, double y)
    {
        var path = (index % Shapes) switch
        {
            0 => $"M{X(-4)},{Y(-4)}h8v8h-8z",
            1 => $"M{X(0)},{Y(-5.5)}L{X(5.5)},{Y(4)}L{X(-5.5)},{Y(4)}z",
            2 => $"M{X(0)},{Y(-6)}L{X(5)},{Y(0)}L{X(0)},{Y(6)}L{X(-5)},{Y(0)}z",
            3 => $"M{X(-5)},{Y(0)}a5,5 0 1,0 10,0a5,5 0 1,0 -10,0z",
            _ => $"M{X(0)},{Y(5.5)}L{X(5.5)},{Y(-4)}L{X(-5.5)},{Y(-4)}z",
        };
        html.Shape("path", ("class", $"mark {Class(index)}"), ("d", path));

        string X(double by) => HtmlWriter.At(x + by);

        string Y(double by) => HtmlWriter.At(y + by);
    }

    /// <summary>Writes the legend as a list beside the chart.</summary>
    public static void Legend(HtmlWriter html, IEnumerable<string> names, bool hasMarks)
    {
        html.Open("ul", ("class", "legend"));
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
        {
            html.Open("li").Open("svg", ("viewBox", "0 0 40 14"), ("aria-hidden", "true"));
            html.Shape("path", ("class", $"line {Class(index)}"), ("d", "M0,7H40"));
            if (hasMarks)
            {
                Mark(html, index, 20.0, 7.0);
            }

            html.Close().Text(name).Close();
        }

        html.Close();
    }
}
