using System.Collections.Immutable;
using System.Globalization;
using Spillway.App.Inventory;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements.Books;

/// <summary>What a version changed, a row a line: cause, and figures before and after.</summary>
public static class DifferenceCsv
{
    /// <summary>Writes the rows.</summary>
    /// <param name="currency">Of the amounts.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="output">Where to.</param>
    public static void Write(string currency, ImmutableArray<ChangedLine> changes, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(currency);
        ArgumentNullException.ThrowIfNull(output);
        var lower = currency.ToLowerInvariant();
        output.Write($"line,cause,quantity_before,quantity_after,unit,price_before_{lower}_per_unit,price_after_{lower}_per_unit,amount_before_{lower},amount_after_{lower},difference_{lower},reading_before,reading_after,price_id_before,price_id_after\n");
        foreach (var change in changes)
        {
            output.Write(CsvCells.Join(
            [
                change.Id.ToString(),
                LineCauses.Of(change.Cause),
                Text(change.Before?.Quantity),
                Text(change.After?.Quantity),
                LineUnits.Of((change.After ?? change.Before)!.Unit),
                Text(change.Before?.Price),
                Text(change.After?.Price),
                Text(change.Before?.Amount.Value),
                Text(change.After?.Amount.Value),
                Text(change.Amount.Value),
                Text(change.Before?.Basis.Reading),
                Text(change.After?.Basis.Reading),
                Text(change.Before?.Basis.Price),
                Text(change.After?.Basis.Price),
            ]));
            output.Write('\n');
        }
    }

    private static string Text(decimal? figure) => figure?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Text(ReadingId? reading) => reading?.ToString() ?? "";

    private static string Text(PriceId? price) => price?.ToString() ?? "";
}
