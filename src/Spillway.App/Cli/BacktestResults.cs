using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Spillway.App.Backtests;
using Spillway.App.Reports;

namespace Spillway.App.Cli;

/// <summary>Writes a comparison wherever the options ask for it, and shows it on the terminal.</summary>
internal static class BacktestResults
{
    private const int WorstShown = 5;

    public static void Write(Terminal terminal, BacktestOptions options, ParseResult parsed, Comparison comparison)
    {
        var json = parsed.GetValue(options.Json);
        if (json is not null)
        {
            ResultFile.Write(terminal, json, output => output.Write(BacktestJson.Of(comparison)));
        }

        if (parsed.GetValue(options.Decisions) is { } decisions)
        {
            ResultFile.Write(terminal, decisions, output => DecisionsCsv.Write(comparison, output));
        }

        if (json != "-")
        {
            Show(terminal, comparison);
        }
    }

    private static void Show(Terminal terminal, Comparison comparison)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("policy");
        foreach (var heading in new[] { $"net, {comparison.Site.Currency}", "energy, MWh", "curtailed", "restarts", "capture", "regret" })
        {
            table.AddColumn(new TableColumn(Markup.Escape(heading)).RightAligned().NoWrap());
        }

        foreach (var policy in comparison.Policies)
        {
            var totals = policy.Run.Totals;
            table.AddRow(
                Markup.Escape(policy.Run.Policy),
                Text($"{totals.Net.ToCent().Value:N2}"),
                Text($"{totals.Energy.ToMegawattHours().Value:N1}"),
                Ratio(policy.CurtailedRatio),
                Text($"{totals.Restarts:N0}"),
                Ratio(policy.UpliftCapture),
                Ratio(policy.Regret));
        }

        terminal.Tables().Write(table);
        ShowWorst(terminal, comparison);
    }

    private static void ShowWorst(Terminal terminal, Comparison comparison)
    {
        var judged = comparison.Policies.LastOrDefault(policy => !Comparison.Yardsticks.Contains(policy.Run.Policy))
            ?? comparison["strike"];
        terminal.Output.WriteLine($"Costliest decisions of {judged.Run.Policy}, against perfect foresight:");
        foreach (var worst in DecisionLosses.Worst(comparison, judged.Run.Policy, WorstShown))
        {
            var local = worst.Settled.Slot.Start.InZone(comparison.Site.TimeZone).LocalDateTime;
            var why = string.Join("; ", worst.Decision.Commands.Select(command => ReasonWords.Sentence(command, comparison.Site.SettlementPoint)));
            terminal.Output.WriteLine(Text($"  {local:uuuu-MM-dd HH:mm}  lost {worst.Loss.ToCent().Value:N2} at {worst.Settled.Price.Value:0.00}: {why}"));
        }
    }

    private static string Ratio(decimal? ratio) => ratio is { } known ? Text($"{known:0.000}") : "–";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
