using System.Collections.Immutable;
using System.Globalization;
using Spillway.App.Reports;
using Spillway.App.Reports.Charts;
using Spillway.App.Reports.Html;
using Spillway.Engine;

namespace Spillway.App.Sweeps;

/// <summary>A sweep as one self-contained page: the net of each policy along the first axis, and the table.</summary>
public static class SweepHtml
{
    private const int LinesAtMost = 16;
    private const int TicksAtMost = 12;

    /// <summary>Writes the page; the same sweep gives the same bytes.</summary>
    /// <param name="sweep">What to show.</param>
    /// <param name="output">Where to.</param>
    public static void Write(Sweep sweep, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(output);
        var (site, input) = (sweep.Request.Site, sweep.Request.Input);
        var html = new HtmlWriter(output);
        HtmlPage.Begin(html, $"{site.Name}: sweep of {string.Join(" × ", sweep.Axes.Select(axis => axis.Name))}");
        html.Leaf("p", $"{site.SettlementPoint}, {Shown.Local(input.From, site.TimeZone)} to {Shown.Local(input.To, site.TimeZone)} ({site.TimeZone.Id}), {Shown.Count(input.Range.Length)} intervals; net in {site.Currency} over the whole range.");
        Plot(html, sweep);
        HtmlTable.Write(html, Table(sweep));
        HtmlPage.End(html, "");
    }

    /// <summary>The lines of a sweep: the first axis runs along the page, every combination of the others is a line of
    /// its own for each policy.</summary>
    internal static ImmutableArray<LineSeries> Lines(Sweep sweep)
    {
        var lines = new Dictionary<string, ImmutableArray<(double X, double Y)>.Builder>();
        foreach (var cell in sweep.Cells)
        {
            var rest = string.Concat(Enumerable.Range(1, sweep.Axes.Length - 1).Select(axis => $", {sweep.Axes[axis].Name} {cell.Values[axis]}"));
            foreach (var (line, policy) in cell.Policies.SelectMany(policy => sweep.LinesOf(cell, policy.Run.Policy).Select(line => (line, policy))))
            {
                var name = line + rest;
                if (!lines.TryGetValue(name, out var points))
                {
                    lines.Add(name, points = ImmutableArray.CreateBuilder<(double X, double Y)>());
                }

                points.Add((Place(sweep, cell.Values[0]), (double)policy.Run.Totals.Net.ToCent().Value));
            }
        }

        return [.. lines.Select(line => new LineSeries(line.Key, [.. line.Value.OrderBy(point => point.X)]))];
    }

    private static void Plot(HtmlWriter html, Sweep sweep)
    {
        var lines = Lines(sweep);
        var shown = lines.Take(LinesAtMost).ToImmutableArray();
        var nets = shown.SelectMany(line => line.Points).Select(point => point.Y).ToImmutableArray();
        var ticks = sweep.Axes[0].Values.Select(value => (Place(sweep, value), value)).OrderBy(tick => tick.Item1).ToImmutableArray();
        var every = (ticks.Length + TicksAtMost - 1) / TicksAtMost;
        var frame = new ChartFrame(
            $"Net by {sweep.Axes[0].Name}",
            $"net, {sweep.Request.Site.Currency}, along {sweep.Axes[0].Name}",
            AxisScale.Around(nets),
            ticks[^1].Item1,
            [.. ticks.Where((_, index) => index % every == 0)]);
        LineChart.Write(html, frame, shown);
        if (shown.Length < lines.Length)
        {
            html.Leaf("p", $"Drawn are the first {shown.Length} of {lines.Length} lines; the table holds all.", ("class", "note"));
        }
    }

    // A number stands at its size, a name at its turn.
    private static double Place(Sweep sweep, string value)
    {
        var axis = sweep.Axes[0];
        Invariant.Holds(axis.Values.Contains(value));
        return axis.IsNumeric
            ? (double)(SweepGrid.Number(value) - axis.Values.Min(SweepGrid.Number))
            : axis.Values.IndexOf(value);
    }

    private static ReportTable Table(Sweep sweep)
    {
        var rows = sweep.Cells.SelectMany(cell => cell.Policies.Select(policy => ImmutableArray.Create<string>([
            .. cell.Values,
            policy.Run.Policy,
            Shown.Money(policy.Run.Totals.Net),
            Shown.Energy(policy.Run.Totals.Energy),
            Shown.Count(policy.Run.Totals.Restarts),
            Shown.Ratio(policy.UpliftCapture),
            Shown.Ratio(policy.Regret)])));
        return new(
            string.Create(CultureInfo.InvariantCulture, $"All {sweep.Cells.Length} cells; net in {sweep.Request.Site.Currency}"),
            [.. sweep.Axes.Select(axis => axis.Name), "policy", "net", "energy, MWh", "restarts", "capture", "regret"],
            [.. rows])
        {
            TextColumns = [.. sweep.Axes.Select((axis, index) => (axis, index)).Where(one => !one.axis.IsNumeric).Select(one => one.index), sweep.Axes.Length],
        };
    }
}
