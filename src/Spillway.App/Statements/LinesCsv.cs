using System.Collections.Immutable;
using System.Globalization;
using NodaTime.Text;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;

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
        output.Write(Header(statement.Currency) + "\n");
        foreach (var line in statement.Lines)
        {
            Write(statement.Sources, line, output);
            output.Write('\n');
        }
    }

    /// <summary>Writes a row a line, then the lines that correct closed months; a column tells them apart.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="corrections">The corrections its book holds; null where it is not of a book, and then the columns are not there.</param>
    /// <param name="output">Where to.</param>
    public static void Write(Statement statement, ImmutableArray<LandedCorrection>? corrections, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(output);
        if (corrections is not { } landed)
        {
            Write(statement, output);
            return;
        }

        output.Write(Header(statement.Currency) + ",correction_of,entry\n");
        foreach (var line in statement.Lines)
        {
            Write(statement.Sources, line, output);
            output.Write(",,\n");
        }

        foreach (var correction in landed)
        {
            ImmutableArray<SourceFile> sources = [.. correction.Version.Sources.Select(static source => source.File)];
            foreach (var line in correction.Lines)
            {
                Write(sources, line.Line, output);
                output.Write($",{BookManifest.Text(correction.Version.Of)},{(line.IsReversal ? "reversal" : "new")}\n");
            }
        }
    }

    /// <summary>The columns of a line.</summary>
    /// <param name="currency">Of the amounts.</param>
    /// <returns>Their names, parted by commas.</returns>
    internal static string Header(string currency) =>
        $"line,interval_start_utc,interval_end_utc,charge,contract,component,item,quantity,unit,price_{currency.ToLowerInvariant()}_per_unit,amount_{currency.ToLowerInvariant()},rounding,reading_meter,reading_start_utc,reading_input,reading_file,reading_row,price_series,price_start_utc,price_input,price_file,rule_version,journal_sequence";

    /// <summary>Writes one line without its end.</summary>
    internal static void Write(ImmutableArray<SourceFile> sources, StatementLine line, TextWriter output)
    {
        var (id, basis) = (line.Id, line.Basis);
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{Cell(id.ToString())},{InstantPattern.General.Format(line.Span.Start)},{InstantPattern.General.Format(line.Span.End)},{ChargeNames.Of(id.Charge)},{Cell(id.Contract?.Text)},{ComponentNames.Of(id.Component)},{Cell(id.Item)},"));
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{line.Quantity},{LineUnits.Of(line.Unit)},{line.Price},{line.Amount},{RoundingNames.Of(basis.Rounding)},"));
        output.Write(basis.Reading is { } reading
            ? string.Create(CultureInfo.InvariantCulture, $"{Cell(reading.Meter)},{InstantPattern.General.Format(reading.Start)},{reading.Source},{File(sources, reading.Source)},{reading.Row},")
            : ",,,,,");
        output.Write(basis.Price is { } price
            ? string.Create(CultureInfo.InvariantCulture, $"{Cell(price.Series)},{InstantPattern.General.Format(price.Start)},{price.Source},{File(sources, price.Source)},")
            : ",,,,");
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{Cell(basis.RuleVersion)},{basis.JournalSequence}"));
    }

    private static string File(ImmutableArray<SourceFile> sources, int source) => source < 0 || source >= sources.Length ? "" : Cell(sources[source].Name);

    private static string Cell(string? text) =>
        text is null ? "" : text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
