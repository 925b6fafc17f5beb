using System.Globalization;
using System.Text;
using Spillway.App.Reports.Charts;
using Spillway.App.Reports.Figures;
using Spillway.App.Reports.Html;
using Spillway.Engine.Sites;
using static Spillway.App.Reports.Weeks.WeekLayout;

namespace Spillway.App.Reports.Weeks;

/// <summary>One local week: price against what running earns, the site's load, and what each group does.</summary>
/// <remarks>Drawn here for the week that the page opens with, so that it is there on paper and without a script.</remarks>
internal sealed class WeekChart
{
    private const int LabelAtMost = 40;
    private readonly ReportFigures _figures;
    private readonly int _from;
    private readonly int _to;
    private readonly AxisScale _prices;
    private readonly double _full;

    /// <summary>Prepares the chart of a week.</summary>
    /// <param name="figures">The report.</param>
    /// <param name="from">First instant of the grid.</param>
    /// <param name="to">The instant after the last.</param>
    public WeekChart(ReportFigures figures, int from, int to)
    {
        _figures = figures;
        _from = from;
        _to = to;
        _full = Math.Max(0.001, (double)figures.Always.Power.Max());
        var shown = Enumerable.Range(from, to - from)
            .Select(grid => figures.Calendar.Priced[grid])
            .Where(priced => priced >= 0)
            .Select(priced => (double)figures.Input.Range[priced].Price.Value);
        _prices = AxisScale.Compressed(shown.Append(Linear(figures)), Linear(figures));
    }

    /// <summary>Draws the chart.</summary>
    public void Write(HtmlWriter html)
    {
        var groups = WeekPayload.Shown(_figures);
        html.Open("svg", ("viewBox", $"0 0 {HtmlWriter.At(Width)} {HtmlWriter.At(Height(groups.Length))}"), ("id", "week-chart"), ("role", "img"), ("aria-labelledby", "week-caption"));
        html.Leaf("text", $"price, {_figures.PriceUnit}", ("x", HtmlWriter.At(Left + 4.0)), ("y", "22"), ("class", "label"));
        foreach (var tick in _prices.Ticks())
        {
            Rule(html, PriceY(tick), tick == 0.0, Shown.Short(tick));
        }

        html.Leaf("text", "load, MW", ("x", HtmlWriter.At(Left + 4.0)), ("y", HtmlWriter.At(LoadTop - 10.0)), ("class", "label"));
        Rule(html, LoadBottom, true, "0");
        Rule(html, LoadTop, false, Shown.Short(_full));
        foreach (var group in groups)
        {
            var load = _figures.Input.Site.Loads[group];
            html.Shape("path", ("class", "line worth"), ("d", Path(priced => PriceY((double)_figures.Worth(load, priced).Value))));
        }

        html.Shape("path", ("class", "area"), ("d", Area()));
        html.Shape("path", ("class", "line best"), ("d", Path(priced => LoadY(_figures.Best.Power[priced]))));
        html.Shape("path", ("class", "line price"), ("d", Path(priced => PriceY((double)_figures.Input.Range[priced].Price.Value))));
        for (var strip = 0; strip < groups.Length; strip++)
        {
            Strip(html, groups[strip], StripsTop + (StripStep * strip));
        }

        Days(html, Height(groups.Length) - 8.0);
        html.Close();
    }

    private static void Rule(HtmlWriter html, double y, bool isZero, string label)
    {
        html.Shape("line", ("class", isZero ? "zero" : "grid"), ("x1", HtmlWriter.At(Left)), ("x2", HtmlWriter.At(Width)), ("y1", HtmlWriter.At(y)), ("y2", HtmlWriter.At(y)));
        html.Leaf("text", label, ("x", HtmlWriter.At(Left - 8.0)), ("y", HtmlWriter.At(y + 5.0)), ("class", "end"));
    }

    private double X(int grid) => Left + ((Width - Left) * (grid - _from) / (_to - _from));

    private double PriceY(double price) => PriceBottom - ((PriceBottom - PriceTop) * _prices.Share(price));

    private double LoadY(decimal megawatts) => LoadBottom - ((LoadBottom - LoadTop) * (double)megawatts / _full);

    // A step an interval; the line breaks at a gap.
    private string Path(Func<int, double> yOf)
    {
        var path = new StringBuilder();
        var last = "";
        for (var grid = _from; grid < _to; grid++)
        {
            if (_figures.Calendar.Priced[grid] is var priced && priced < 0)
            {
                path.Append(last.Length > 0 ? "H" + HtmlWriter.At(X(grid)) : "");
                last = "";
                continue;
            }

            var y = HtmlWriter.At(yOf(priced));
            if (last.Length == 0)
            {
                path.Append('M').Append(HtmlWriter.At(X(grid))).Append(',').Append(y);
            }
            else if (y != last)
            {
                path.Append('H').Append(HtmlWriter.At(X(grid))).Append('V').Append(y);
            }

            last = y;
        }

        return path.Append(last.Length > 0 ? "H" + HtmlWriter.At(X(_to)) : "").ToString();
    }

    private string Area()
    {
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{HtmlWriter.At(X(_from))},{LoadBottom}"));
        for (var grid = _from; grid < _to; grid++)
        {
            var priced = _figures.Calendar.Priced[grid];
            path.Append('V').Append(HtmlWriter.At(priced < 0 ? LoadBottom : LoadY(_figures.Own.Power[priced]))).Append('H').Append(HtmlWriter.At(X(grid + 1)));
        }

        return path.Append(CultureInfo.InvariantCulture, $"V{LoadBottom}Z").ToString();
    }

    private void Strip(HtmlWriter html, int group, double top)
    {
        var load = _figures.Input.Site.Loads[group];
        html.Leaf("text", Label(load), ("x", HtmlWriter.At(Left + 4.0)), ("y", HtmlWriter.At(top - 5.0)), ("class", "label"));
        html.Shape("line", ("class", "grid"), ("x1", HtmlWriter.At(Left)), ("x2", HtmlWriter.At(Width)), ("y1", HtmlWriter.At(top + StripHeight)), ("y2", HtmlWriter.At(top + StripHeight)));
        var path = new StringBuilder();
        var (begun, height) = (_from, 0.0);
        for (var grid = _from; grid <= _to; grid++)
        {
            var priced = grid < _to ? _figures.Calendar.Priced[grid] : -1;
            var next = priced < 0 ? 0.0 : StripHeight * Math.Min(1.0, (double)(_figures.Own.Decisions[priced].Commands[group].Power.Value / ReportFigures.Full(load)));
            if (Math.Abs(next - height) > 1e-9 || grid == _to)
            {
                path.Append(height > 0.0 ? $"M{HtmlWriter.At(X(begun))},{HtmlWriter.At(top + StripHeight)}v{HtmlWriter.At(-height)}H{HtmlWriter.At(X(grid))}v{HtmlWriter.At(height)}z" : "");
                (begun, height) = (grid, next);
            }
        }

        html.Shape("path", ("class", "strip"), ("d", path.ToString()));
    }

    // The group's name and what its MWh earn in the first priced interval shown.
    private string Label(LoadGroup load)
    {
        var name = load.Id.Text.Length <= LabelAtMost ? load.Id.Text : load.Id.Text[..(LabelAtMost - 1)] + "…";
        var first = Enumerable.Range(_from, _to - _from).Select(grid => _figures.Calendar.Priced[grid]).Where(priced => priced >= 0).Take(1).ToList();
        return first.Count == 0 ? name : $"{name}, worth {Shown.Price(_figures.Worth(load, first[0]))}";
    }

    private void Days(HtmlWriter html, double y)
    {
        var calendar = _figures.Calendar;
        var day = calendar.Start(_from).InZone(calendar.Zone).Date;
        var last = calendar.Start(_to - 1).InZone(calendar.Zone).Date;
        for (; day <= last; day = day.PlusDays(1))
        {
            var x = X(Math.Max(_from, calendar.GridIndex(day.AtStartOfDayInZone(calendar.Zone).ToInstant())));
            html.Shape("line", ("class", "grid"), ("x1", HtmlWriter.At(x)), ("x2", HtmlWriter.At(x)), ("y1", HtmlWriter.At(PriceTop)), ("y2", HtmlWriter.At(y - 26.0)));
            html.Leaf("text", day.ToString("ddd d", CultureInfo.InvariantCulture), ("x", HtmlWriter.At(x + 4.0)), ("y", HtmlWriter.At(y)), ("class", "start"));
        }
    }
}
