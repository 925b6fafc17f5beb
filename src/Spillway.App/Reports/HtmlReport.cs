using System.Collections.Immutable;
using Spillway.App.Reports.Figures;
using Spillway.App.Reports.Html;
using Spillway.App.Reports.Sections;

namespace Spillway.App.Reports;

/// <summary>A backtest as one self-contained page: it asks nothing of any other file or machine, reads on paper, and all
/// but the choice of a week works without a script.</summary>
public static class HtmlReport
{
    private static readonly ImmutableArray<(string Id, string Title, Action<HtmlWriter, ReportFigures> Write)> _sections =
    [
        ("headline", "What came of it", HeadlineSection.Write),
        ("months", "Net by policy and month", MonthSection.Write),
        ("week", "A week in detail", WeekSection.Write),
        ("days", "Every day at a glance", HeatMapSection.Write),
        ("duration", "How long the price was how high", DurationSection.Write),
        ("regret", "Where the regret was made", RegretSection.Write),
        ("worst", "The costliest intervals", WorstSection.Write),
        ("forecasts", "How good the forecasts were", ForecastSection.Write),
        ("yardstick", "The yardstick, the learning and the hashes", YardstickSection.Write),
        ("inputs", "What was read", InputsSection.Write),
        ("arithmetic", "The arithmetic", ArithmeticSection.Write),
    ];

    /// <summary>Writes the page; the same report gives the same bytes.</summary>
    /// <param name="report">What to show.</param>
    /// <param name="output">Where to.</param>
    public static void Write(BacktestReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var figures = new ReportFigures(report);
        var sections = _sections.Where(section => section.Id != "forecasts" || !report.ForecastScores.IsEmpty).ToImmutableArray();
        var html = new HtmlWriter(output);
        HtmlPage.Begin(html, $"{figures.Site.Name}: {figures.Site.SettlementPoint}, {Shown.Day(figures.Calendar.Local[0].Date)} to {Shown.Day(figures.Calendar.Local[^1].Date)}");
        html.Open("nav", ("aria-label", "Contents")).Open("ul");
        foreach (var section in sections)
        {
            html.Open("li").Leaf("a", section.Title, ("href", "#" + section.Id)).Close();
        }

        html.Close().Close();
        foreach (var section in sections)
        {
            html.Open("section", ("id", section.Id), ("aria-labelledby", section.Id + "-title"));
            html.Leaf("h2", section.Title, ("id", section.Id + "-title"));
            section.Write(html, figures);
            html.Close();
        }

        HtmlPage.End(html, HtmlPage.Asset("week.js"));
    }
}
