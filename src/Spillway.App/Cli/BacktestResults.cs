using System.Globalization;
using Spectre.Console;
using Spillway.App.Backtests;
using Spillway.App.Reports;
using Spillway.Engine.Forecasts;

namespace Spillway.App.Cli;

/// <summary>Writes a comparison wherever it was asked for, and shows it on the terminal.</summary>
internal static class BacktestResults
{
    private const int WorstShown = 5;
    private static readonly int LeastDays = new AdvantageSettings().LeastDays + new AdvantageSettings().WarmDays;

    public static void Write(Terminal terminal, ResultTargets targets, BacktestReport report)
    {
        var comparison = report.Comparison;
        if (targets.Json is { } json)
        {
            ResultFile.Write(terminal, json, output => output.Write(BacktestJson.Of(comparison)));
        }

        if (targets.Decisions is { } decisions)
        {
            ResultFile.Write(terminal, decisions, output => DecisionsCsv.Write(comparison, output));
        }

        if (targets.Html is { } html)
        {
            ResultFile.Write(terminal, html, output => HtmlReport.Write(report, output));
        }

        if (!targets.TakeOutput)
        {
            ShowTable(terminal, comparison);
            ShowLearning(terminal, comparison);
            ShowWorst(terminal, comparison);
            ShowPlaces(terminal, targets);
        }
    }

    /// <summary>Says where the results are.</summary>
    public static void ShowPlaces(Terminal terminal, ResultTargets targets)
    {
        foreach (var (what, name) in new[] { ("Report", targets.Html), ("JSON", targets.Json), ("Decisions", targets.Decisions), ("Meter", targets.Meter) })
        {
            if (name is not null)
            {
                terminal.Output.WriteLine($"{what}: {name}");
            }
        }
    }

    private static void ShowTable(Terminal terminal, Comparison comparison)
    {
        var (input, zone) = (comparison.Input, comparison.Site.TimeZone);
        WrappedText.Write(
            terminal.Output,
            Text($"{comparison.Site.Name} at {comparison.Site.SettlementPoint}, {Shown.Local(input.From, zone)} to {Shown.Local(input.To, zone)} ({zone.Id}): {input.Range.Length:N0} intervals of {input.Prices.Interval.TotalMinutes} minutes, {input.Gaps:N0} without a price."),
            2,
            terminal.Width);
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("policy").PadRight(0));
        foreach (var heading in new[] { $"net,\n{comparison.Site.Currency}", "energy,\nMWh", "curtailed,\nfull-load h", "restarts", "capture", "regret" })
        {
            table.AddColumn(new TableColumn(Markup.Escape(heading)).RightAligned().NoWrap().PadRight(0));
        }

        foreach (var policy in comparison.Policies)
        {
            var totals = policy.Run.Totals;
            table.AddRow(
                Markup.Escape(policy.Run.Policy),
                Shown.Money(totals.Net),
                Shown.Energy(totals.Energy),
                CurtailedHours.Of(comparison, policy) is { } hours ? Shown.Number(hours, "N1") : "–",
                Shown.Count(totals.Restarts),
                Shown.Ratio(policy.UpliftCapture),
                Shown.Ratio(policy.Regret));
        }

        terminal.Tables().Write(table);
    }

    // Look-ahead that decides as strike does would otherwise look like look-ahead that gains nothing.
    private static void ShowLearning(Terminal terminal, Comparison comparison)
    {
        if (comparison.Learning is { Models: 0 } note)
        {
            WrappedText.Write(
                terminal.Output,
                Text($"look-ahead had {note.Intervals:N0} intervals before the range to learn from, which is too few ({LeastDays} days are needed): it decided as strike does. Give earlier prices with --prices, or import them."),
                2,
                terminal.Width);
        }
    }

    private static void ShowWorst(Terminal terminal, Comparison comparison)
    {
        var judged = JudgedPolicy.Of(comparison.Policies);
        var worst = DecisionLosses.Worst(comparison, judged.Run.Policy, WorstShown);
        if (worst.IsEmpty)
        {
            WrappedText.Write(terminal.Output, $"Judged is {judged.Run.Policy}: in no interval did it earn less than with every price known.", 2, terminal.Width);
            return;
        }

        var gap = comparison["foresight"].Run.Totals.Net - judged.Run.Totals.Net;
        WrappedText.Write(
            terminal.Output,
            $"Judged is {judged.Run.Policy}: {Shown.Money(gap)} {comparison.Site.Currency} short of foresight, which knows every price. Its costliest decisions:",
            2,
            terminal.Width);
        var best = comparison["foresight"].Run.Steps.Where(step => step.Decision is not null).ToDictionary(step => step.Decision!.Slot.Start, step => step.Decision!);
        foreach (var one in worst)
        {
            var start = one.Settled.Slot.Start;
            terminal.Output.WriteLine($"  {Shown.Local(start, comparison.Site.TimeZone)}  lost {Shown.Money(one.Loss)} {comparison.Site.Currency} at {Shown.Price(one.Settled.Price)} {comparison.Site.Currency}/MWh");
            foreach (var sentence in DifferingGroups.Sentences(one.Decision, best[start], comparison.Site.SettlementPoint))
            {
                WrappedText.Write(terminal.Output, "    " + sentence, 6, terminal.Width);
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
