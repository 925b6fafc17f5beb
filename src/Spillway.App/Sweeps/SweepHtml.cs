using System.Globalization;
using System.Net;
using System.Text;

namespace Spillway.App.Sweeps;

/// <summary>A sweep as one self-contained page: the net of each policy along the first axis, and the table.</summary>
public static class SweepHtml
{
    private const int Width = 720;
    private const int Height = 320;
    private const int Left = 90;
    private const int Bottom = 40;
    private const int Top = 16;

    private static readonly string[] _strokes = ["#0b6e99", "#b5510b", "#4b7f23", "#7a3e9d", "#a3263a", "#5b6470", "#8a6d00", "#00695c"];
    private static readonly string[] _dashes = ["", "6 3", "2 3", "10 4 2 4"];

    /// <summary>Writes the page.</summary>
    /// <param name="sweep">What to show.</param>
    /// <param name="output">Where to.</param>
    public static void Write(Sweep sweep, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(output);
        var title = $"Sweep of {string.Join(" × ", sweep.Axes.Select(axis => axis.Name))} — {sweep.Site.Name}";
        output.Write("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        output.Write("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        output.Write($"<title>{Html(title)}</title><style>{Style}</style></head><body><main><h1>{Html(title)}</h1>");
        output.Write($"<p>Net in {Html(sweep.Site.Currency)} over the range, by {Html(sweep.Axes[0].Name)}.</p>");
        output.Write("<figure>");
        output.Write(Plot(sweep));
        output.Write("</figure><div class=\"scroll\">");
        WriteTable(sweep, output);
        output.Write("</div></main></body></html>\n");
    }

    private static string Style =>
        """
        :root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;background:Canvas;color:CanvasText}
        main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem}h1{font-size:1.4rem}figure{margin:1rem 0}
        svg{width:100%;height:auto;font:12px system-ui,sans-serif;fill:currentColor}.axis{stroke:currentColor;opacity:.35}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.25rem .75rem;text-align:right;border-bottom:1px solid #8885}
        th:first-child,td:first-child{text-align:left}.scroll{overflow-x:auto}
        """;

    private static string Plot(Sweep sweep)
    {
        var series = Series(sweep);
        var nets = series.SelectMany(one => one.Points).Select(point => point.Net).ToList();
        var (low, high) = (Math.Min(0d, nets.Min()), Math.Max(0d, nets.Max()));
        high = high > low ? high : low + 1d;
        var steps = sweep.Axes[0].Values;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height + (18 * series.Count)}\" role=\"img\" aria-label=\"Net by {Html(sweep.Axes[0].Name)}\">");
        for (var tick = 0; tick <= 4; tick++)
        {
            var value = low + ((high - low) * tick / 4d);
            var y = Y(value, low, high);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width}\" y1=\"{y:F1}\" y2=\"{y:F1}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{y + 4:F1}\" text-anchor=\"end\">{value:N0}</text>");
        }

        var every = Math.Max(1, steps.Length / 10);
        for (var step = 0; step < steps.Length; step += every)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(step, steps.Length):F1}\" y=\"{Height - 16}\" text-anchor=\"middle\">{Html(steps[step])}</text>");
        }

        for (var index = 0; index < series.Count; index++)
        {
            AppendLine(svg, series[index], index, steps.Length, low, high);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void AppendLine(
        StringBuilder svg, (string Name, List<(int Step, double Net)> Points) series, int index, int steps, double low, double high)
    {
        var stroke = _strokes[index % _strokes.Length];
        var dash = _dashes[index / _strokes.Length % _dashes.Length];
        var points = string.Join(' ', series.Points.Select(p =>
            string.Create(CultureInfo.InvariantCulture, $"{X(p.Step, steps):F1},{Y(p.Net, low, high):F1}")));
        var y = Height + (18 * index) + 6;
        svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{stroke}\" stroke-width=\"2\" stroke-dasharray=\"{dash}\" points=\"{points}\"/>");
        foreach (var point in series.Points)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(point.Step, steps):F1}\" cy=\"{Y(point.Net, low, high):F1}\" r=\"3\" fill=\"{stroke}\"/>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Left + 28}\" y1=\"{y}\" y2=\"{y}\" stroke=\"{stroke}\" stroke-width=\"2\" stroke-dasharray=\"{dash}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + 36}\" y=\"{y + 4}\">{Html(series.Name)}</text>");
    }

    // The first axis runs along the page; every combination of the others is a line of its own.
    private static List<(string Name, List<(int Step, double Net)> Points)> Series(Sweep sweep)
    {
        var lines = new Dictionary<string, List<(int Step, double Net)>>();
        foreach (var cell in sweep.Cells)
        {
            var step = sweep.Axes[0].Values.IndexOf(cell.Values[0]);
            var rest = string.Concat(Enumerable.Range(1, sweep.Axes.Length - 1).Select(i => $", {sweep.Axes[i].Name} {cell.Values[i]}"));
            foreach (var policy in cell.Policies)
            {
                var name = LineName(policy.Run.Policy, sweep.Axes[0].Name, cell.Values[0]) + rest;
                if (!lines.TryGetValue(name, out var points))
                {
                    lines.Add(name, points = []);
                }

                points.Add((step, (double)policy.Run.Totals.Net.ToCent().Value));
            }
        }

        return [.. lines.Select(line => (line.Key, line.Value))];
    }

    private static string LineName(string policy, string axis, string value) =>
        axis == "strike-price" && policy == $"strike:price={value}" ? "strike:price=…" : policy;

    private static void WriteTable(Sweep sweep, TextWriter output)
    {
        output.Write("<table><thead><tr>");
        foreach (var axis in sweep.Axes)
        {
            output.Write($"<th scope=\"col\">{Html(axis.Name)}</th>");
        }

        output.Write($"<th scope=\"col\">policy</th><th scope=\"col\">net, {Html(sweep.Site.Currency)}</th><th scope=\"col\">capture</th><th scope=\"col\">regret</th></tr></thead><tbody>");
        foreach (var cell in sweep.Cells)
        {
            foreach (var policy in cell.Policies)
            {
                output.Write("<tr>");
                output.Write(string.Concat(cell.Values.Select(value => $"<td>{Html(value)}</td>")));
                output.Write(string.Create(CultureInfo.InvariantCulture, $"<td>{Html(policy.Run.Policy)}</td><td>{policy.Run.Totals.Net.ToCent().Value:N2}</td><td>{policy.UpliftCapture:F3}</td><td>{policy.Regret:F3}</td></tr>"));
            }
        }

        output.Write("</tbody></table>");
    }

    private static double X(int step, int steps) =>
        steps == 1 ? Left + ((Width - Left) / 2d) : Left + 14 + ((Width - Left - 28) * step / (steps - 1d));

    private static double Y(double value, double low, double high) =>
        Top + ((Height - Bottom - Top) * (high - value) / (high - low));

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
