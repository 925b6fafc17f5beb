using System.Globalization;
using NodaTime.Text;
using Spillway.App.Statements;
using Spillway.Engine.Settlements.Reconciliations;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Reconciliations;

/// <summary>The dispute file: one row a variance, with everything that backs our side.</summary>
public static class DisputeCsv
{
    private const string FormulaSigns = "=+-@";

    /// <summary>Writes the file.</summary>
    /// <param name="reconciled">What was found; rounding is not disputed.</param>
    /// <param name="output">Where to.</param>
    public static void Write(BillReconciliation reconciled, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(reconciled);
        ArgumentNullException.ThrowIfNull(output);
        var currency = reconciled.Statement.Currency.ToLowerInvariant();
        output.Write($"class,start_utc,end_utc,code,bill_rows,bill_quantity,bill_price,bill_{currency},our_quantity,our_price,ours_{currency},difference_{currency},because,our_lines,readings,prices,rule_versions,bill_sha256,awards\n");
        foreach (var variance in reconciled.Found.Variances.Where(variance => variance.Class != VarianceClass.Rounding))
        {
            output.Write(string.Join(',', Cells(reconciled, variance).Select(Cell)) + "\n");
        }
    }

    private static IEnumerable<string> Cells(BillReconciliation reconciled, Variance variance)
    {
        yield return VarianceNames.Of(variance.Class);
        yield return InstantPattern.General.Format(variance.Span.Start);
        yield return InstantPattern.General.Format(variance.Span.End);
        yield return Plain(string.Join(' ', variance.BillLines.Select(line => line.Code).Distinct()));
        yield return string.Join(' ', variance.BillLines.Select(line => line.Row.ToString(CultureInfo.InvariantCulture)));
        yield return string.Join(' ', variance.BillLines.Select(line => Number(line.Quantity)));
        yield return string.Join(' ', variance.BillLines.Select(line => Number(line.Price?.Value)));
        yield return Number(variance.Billed.Value);
        yield return string.Join(' ', variance.OurLines.Select(line => Number(line.Quantity)));
        yield return string.Join(' ', variance.OurLines.Select(line => Number(line.Price)));
        yield return Number(variance.Ours.Value);
        yield return Number(variance.Difference.Value);
        yield return variance.Because.ToString();
        yield return string.Join(' ', variance.OurLines.Select(line => line.Id.ToString()));
        yield return Rows(reconciled.Statement, variance.OurLines.Where(line => !RowNames.IsAward(line.Id)));
        yield return Plain(string.Join(' ', variance.OurLines.Select(line => line.Basis.Price is { Source: >= 0 } price ? Source(reconciled.Statement, price.Source, price.Series) : "").Where(text => text.Length > 0).Distinct()));
        yield return string.Join(' ', variance.OurLines.Select(line => line.Basis.RuleVersion).Distinct());
        yield return reconciled.Bill.Source.Sha256;
        yield return Rows(reconciled.Statement, variance.OurLines.Where(line => RowNames.IsAward(line.Id)));
    }

    private static string Rows(Statement statement, IEnumerable<StatementLine> lines) => Plain(string.Join(
        ' ', lines.Select(line => line.Basis.Reading).OfType<ReadingId>().Select(row => Source(statement, row.Source, $"row {row.Row}")).Distinct()));

    private static string Source(Statement statement, int source, string where) =>
        $"{statement.Sources[source].Name} (sha256 {statement.Sources[source].Sha256[..12]}) {where};";

    private static string Number(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    // A table program takes a text that begins so for a formula and works it out; the bill's issuer and the names of files write these.
    private static string Plain(string text) => text.Length > 0 && (char.IsControl(text[0]) || FormulaSigns.Contains(text[0])) ? "'" + text : text;

    private static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
