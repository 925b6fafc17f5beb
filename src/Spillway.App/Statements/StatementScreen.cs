using System.Globalization;
using Spectre.Console;
using Spillway.App.Cli;
using Spillway.App.Reports;
using Spillway.App.Sites;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Statements;

/// <summary>Shows a statement to a person.</summary>
internal static class StatementScreen
{
    /// <summary>Draws the statement: its charges, what stands beside them, and what must be known.</summary>
    public static void Show(Terminal terminal, SiteDefinition site, Statement statement)
    {
        WrappedText.Write(
            terminal.Output,
            Text($"{site.Name}, {Shown.Local(statement.Range.Start, site.TimeZone)} to {Shown.Local(statement.Range.End, site.TimeZone)} ({site.TimeZone.Id}): {statement.SettledIntervals:N0} intervals settled, {statement.OpenIntervals:N0} open."),
            2,
            terminal.Width);
        terminal.Tables().Write(Charges(statement));
        Beside(terminal, statement);
        foreach (var note in statement.Notes)
        {
            WrappedText.Write(terminal.Output, "Note: " + note, 6, terminal.Width);
        }
    }

    private static Table Charges(Statement statement)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("charge", "contract");
        table.AddColumn(new TableColumn("MWh").RightAligned().NoWrap());
        table.AddColumn(new TableColumn($"{statement.Currency}, + the site pays").RightAligned().NoWrap());
        foreach (var charge in ChargeTotal.Of(statement))
        {
            table.AddRow(
                ChargeNames.Of(charge.Charge),
                Markup.Escape(charge.Contract?.Text ?? "-"),
                charge.Energy is { } energy ? Energy(energy) : "",
                Amount(charge.Amount));
        }

        table.AddRow("total", "", "", Amount(statement.Total));
        return table;
    }

    private static void Beside(Terminal terminal, Statement statement)
    {
        var currency = statement.Currency;
        terminal.Output.WriteLine($"Metered energy: {Energy(statement.Energy)} MWh");
        terminal.Output.WriteLine($"Production revenue: {Amount(statement.Production)} {currency}");
        terminal.Output.WriteLine($"Power credits (within the charges above): {Amount(statement.PowerCredits)} {currency}");
        if (statement.OpenIntervals > 0)
        {
            terminal.Output.WriteLine($"Take-or-pay of open intervals, not in the total: {UnsettledWords.Of(statement)}");
        }
    }

    private static string Amount(Money exact) => Shown.Number(LineAmount.ToCent(exact).Value, "N2");

    private static string Energy(MegawattHours energy) => Shown.Number(energy.Value, "N3");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
