using Spectre.Console;
using Spillway.App.Cli;
using Spillway.App.Reports;
using Spillway.App.Statements.Papers;
using Spillway.Engine.Settlements.Bridges;
using Spillway.Units;

namespace Spillway.App.Statements;

/// <summary>Shows a bridge to a person.</summary>
internal static class BridgeScreen
{
    /// <summary>Draws the reasons one under the other, with the figure each of them reaches.</summary>
    public static void Show(Terminal terminal, SettledRange range)
    {
        var currency = range.Statement.Currency;
        Show(terminal, currency, ("from always-on to what happened", BridgeWords.AlwaysOn, "Production less all charges."), range.Bridge);
        foreach (var peak in range.NextCharge)
        {
            WrappedText.Write(terminal.Output, NextChargeWords.Of(peak, currency), 2, terminal.Width);
        }

        if (range.Plan is { } plan)
        {
            Show(terminal, currency, ("from plan to what happened", BridgeWords.Planned, BridgeWords.Reach(plan)), plan.Bridge);
        }
        else
        {
            WrappedText.Write(terminal.Output, BridgeWords.NotPlanned, 2, terminal.Width);
        }
    }

    private static void Show(Terminal terminal, string currency, (string Title, string From, string End) words, Bridge bridge)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn(words.Title).NoWrap());
        table.AddColumn(new TableColumn($"{currency}, + earned").RightAligned().NoWrap());
        table.AddColumn("why");
        table.AddRow(words.From, Amount(bridge.From), "");
        foreach (var part in bridge.Parts)
        {
            table.AddRow(BridgeWords.Of(part.Kind), Amount(part.Amount), Markup.Escape(part.Because));
        }

        table.AddRow(BridgeWords.Happened, Amount(bridge.To), words.End);
        terminal.Tables().Write(table);
    }

    private static string Amount(Money amount) => Shown.Number(amount.Value, "N2");
}
