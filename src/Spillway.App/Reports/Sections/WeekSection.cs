using System.Globalization;
using Spillway.App.Reports.Figures;
using Spillway.App.Reports.Html;
using Spillway.App.Reports.Weeks;

namespace Spillway.App.Reports.Sections;

/// <summary>Price, load and breakeven of any week, with what was decided; it opens with the costliest week.</summary>
internal static class WeekSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportFigures figures)
    {
        var weeks = figures.Calendar.Weeks();
        var chosen = Costliest(figures, [.. weeks]);
        var to = chosen + 1 < weeks.Length ? weeks[chosen + 1] : figures.Calendar.Length;
        html.Leaf("p", $"The solid line is the price, the broken lines what a MWh of each group earns (its breakeven). Below, the filled area is what the site draws and the dashed line what it would draw with every price known; the bars beneath show which groups run. Above about {Shown.Number((decimal)WeekLayout.Linear(figures), "N0")} {figures.PriceUnit} each factor of the price takes equal room.");
        Controls(html, figures, [.. weeks], chosen);
        html.Open("figure", ("class", "week"));
        html.Leaf("figcaption", Title(figures, weeks[chosen], to), ("id", "week-caption"));
        new WeekChart(figures, weeks[chosen], to).Write(html);
        html.Close();
        html.Open("div", ("class", "script-only reader"), ("hidden", ""));
        html.Leaf("label", "Interval", ("for", "week-at"));
        html.Void("input", ("type", "range"), ("id", "week-at"), ("min", "0"), ("max", "1"), ("value", "0"));
        html.Leaf("output", "", ("id", "week-reading"), ("for", "week-at")).Close();
        var groups = figures.Input.Site.Loads.Length;
        if (groups > WeekLayout.GroupsAtMost)
        {
            html.Leaf("p", $"Shown are the {WeekLayout.GroupsAtMost} largest of {Shown.Count(groups)} groups.", ("class", "note"));
        }

        html.Open("noscript").Leaf("p", "Without JavaScript only the costliest week is drawn.", ("class", "note")).Close();
        html.Block("script", WeekPayload.Of(figures), ("type", "application/json"), ("id", "week-figures"));
    }

    private static void Controls(HtmlWriter html, ReportFigures figures, int[] weeks, int chosen)
    {
        html.Open("div", ("class", "script-only controls"), ("hidden", ""));
        html.Leaf("button", "‹ Week before", ("type", "button"), ("id", "week-before"));
        html.Open("label").Text("Week of ").Open("select", ("id", "week-choice"));
        for (var week = 0; week < weeks.Length; week++)
        {
            var label = Shown.Day(figures.Calendar.Start(weeks[week]).InZone(figures.Calendar.Zone).Date);
            var value = week.ToString(CultureInfo.InvariantCulture);
            if (week == chosen)
            {
                html.Leaf("option", label + " (costliest)", ("value", value), ("selected", ""));
            }
            else
            {
                html.Leaf("option", label, ("value", value));
            }
        }

        html.Close().Close();
        html.Leaf("button", "Week after ›", ("type", "button"), ("id", "week-after"));
        html.Open("label").Text("Policy ").Open("select", ("id", "week-policy"));
        foreach (var policy in figures.Policies)
        {
            var isJudged = policy == figures.Own;
            html.Leaf("option", policy.Policy, isJudged ? [("value", policy.Policy), ("selected", "")] : [("value", policy.Policy)]);
        }

        html.Close().Close().Close();
    }

    private static string Title(ReportFigures figures, int from, int to) =>
        $"{figures.Own.Policy}, {Shown.Local(figures.Calendar.Start(from), figures.Calendar.Zone)} to {Shown.Local(figures.Calendar.Start(to), figures.Calendar.Zone)}";

    private static int Costliest(ReportFigures figures, int[] weeks)
    {
        var losses = new decimal[weeks.Length];
        for (var grid = 0; grid < figures.Calendar.Length; grid++)
        {
            if (figures.Calendar.Priced[grid] is var priced && priced >= 0)
            {
                var week = Array.BinarySearch(weeks, grid);
                losses[week >= 0 ? week : ~week - 1] += figures.Losses[priced].Numerator;
            }
        }

        return Array.IndexOf(losses, losses.Max());
    }
}
