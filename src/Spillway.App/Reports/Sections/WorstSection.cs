using System.Collections.Immutable;
using Spillway.App.Backtests;
using Spillway.App.Reports.Figures;
using Spillway.App.Reports.Html;

namespace Spillway.App.Reports.Sections;

/// <summary>The intervals that cost most against foresight, with what was decided and why.</summary>
internal static class WorstSection
{
    private const int AtMost = 20;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportFigures figures)
    {
        var worst = DecisionLosses.Worst(figures.Comparison, figures.Own.Policy, AtMost);
        if (worst.IsEmpty)
        {
            html.Leaf("p", $"In no interval did {figures.Own.Policy} earn less than with every price known.");
            return;
        }

        html.Leaf("p", "Named are the groups that ran otherwise than with every price known.");
        HtmlTable.Write(html, new(
            $"The costliest intervals of {figures.Own.Policy}; price in {figures.PriceUnit}, loss and net in {figures.Currency}",
            ["local time", "UTC", "price", "loss", "net", "what it did and why"],
            [.. worst.Select(one => Row(figures, one))]) { TextColumns = [0, 1, 5] });
    }

    private static ImmutableArray<string> Row(ReportFigures figures, CostlyDecision one)
    {
        var start = one.Settled.Slot.Start;
        var best = figures.Best.Decisions[figures.Calendar.Priced[figures.Calendar.GridIndex(start)]];
        return
        [
            Shown.Local(start, figures.Site.TimeZone),
            Shown.Utc(start),
            Shown.Price(one.Settled.Price),
            Shown.Money(one.Loss),
            Shown.Money(one.Settled.Net),
            string.Join("; ", DifferingGroups.Sentences(one.Decision, best, figures.Site.SettlementPoint)),
        ];
    }
}
