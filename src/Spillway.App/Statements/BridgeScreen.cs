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
    public static void Show(Terminal terminal, string currency, Bridge bridge)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("from always-on to what happened").NoWrap());
        table.AddColumn(new TableColumn($"{currency}, + earned").RightAligned().NoWrap());
        table.AddColumn("why");
        table.AddRow(BridgeWords.AlwaysOn, Amount(bridge.From), "");
        foreach (var part in bridge.Parts)
        {
            table.AddRow(BridgeWords.Of(part.Kind), Amount(part.Amount), Markup.Escape(part.Because));
        }

        table.AddRow(BridgeWords.Happened, Amount(bridge.To), "Production less all charges.");
        terminal.Tables().Write(table);
    }

    private static string Amount(Money amount) => Shown.Number(amount.Value, "N2");
}
