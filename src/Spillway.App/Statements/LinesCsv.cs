using System.Globalization;
using NodaTime.Text;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements;

/// <summary>The lines of a statement as CSV: every figure exact, every source named.</summary>
public static class LinesCsv
{
    /// <summary>Writes a row a line, in the statement's order.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="output">Where to.</param>
    public static void Write(Statement statement, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(output);
        var currency = statement.Currency.ToLowerInvariant();
        output.Write($"line,interval_start_utc,interval_end_utc,charge,contract,component,item,quantity,unit,price_{currency}_per_unit,amount_{currency},rounding,reading_meter,reading_start_utc,reading_file,reading_row,price_series,price_start_utc,price_file,rule_version,journal_sequence\n");
        foreach (var line in statement.Lines)
        {
            WriteLine(statement, line, output);
        }
    }

    private static void WriteLine(Statement statement, StatementLine line, TextWriter output)
    {
        var (id, basis) = (line.Id, line.Basis);
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{Cell(id.ToString())},{InstantPattern.General.Format(line.Span.Start)},{InstantPattern.General.Format(line.Span.End)},{ChargeNames.Of(id.Charge)},{Cell(id.Contract?.Text)},{ComponentNames.Of(id.Component)},{Cell(id.Item)},"));
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{line.Quantity},{LineUnits.Of(line.Unit)},{line.Price},{line.Amount},{RoundingNames.Of(basis.Rounding)},"));
        output.Write(basis.Reading is { } reading
            ? string.Create(CultureInfo.InvariantCulture, $"{Cell(reading.Meter)},{InstantPattern.General.Format(reading.Start)},{File(statement, reading.Source)},{reading.Row},")
            : ",,,,");
        output.Write(basis.Price is { } price
            ? string.Create(CultureInfo.InvariantCulture, $"{Cell(price.Series)},{InstantPattern.General.Format(price.Start)},{File(statement, price.Source)},")
            : ",,,");
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{Cell(basis.RuleVersion)},{basis.JournalSequence}\n"));
    }

    private static string File(Statement statement, int source) => source < 0 ? "" : Cell(statement.Sources[source].Name);

    private static string Cell(string? text) =>
        text is null ? "" : text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
