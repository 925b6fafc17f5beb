using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Settlements.Reconciliations;
using Spillway.Engine.Signals;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Markets.Bills;

/// <summary>Reads bills of market and retailer: every row becomes a line, is set aside by name, or refuses the file.</summary>
public static class BillReader
{
    /// <summary>Reads a bill.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mapping">What it means.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The bill; amounts positive = the site pays.</returns>
    /// <exception cref="RefusedException">One of <see cref="BillErrors"/>; file, row, value and what to do are named.</exception>
    public static Bill Read(string path, BillMapping mapping, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(mapping);
        var content = FileContent.Read(path, cancellation);
        if (content.Members.Length != 1)
        {
            throw new RefusedException(BillErrors.Several, $"{content.File} holds {content.Members.Length} files.");
        }

        return mapping.Form == BillForm.ErcotStatement ? ErcotStatement.Read(content, mapping) : Table(content, mapping);
    }

    /// <summary>Makes a bill of lines.</summary>
    internal static Bill Of(FileContent content, BillMapping mapping, string form, List<BillLine> lines, Dictionary<string, (int Rows, decimal Amount)> ignored)
    {
        if (lines.Count == 0)
        {
            throw new RefusedException(BillErrors.Empty, $"{content.File} has no line of a charge that the mapping names.");
        }

        return new(
            new SourceFile(Path.GetFileName(content.File), content.Sha256, form),
            new Interval(lines.Min(line => line.Span.Start), lines.Max(line => line.Span.End)),
            [.. mapping.Codes.Select(code => code.Scope).Distinct()],
            [.. lines],
            ignored.ToImmutableSortedDictionary(pair => pair.Key, pair => (pair.Value.Rows, new Money(pair.Value.Amount)), StringComparer.Ordinal));
    }

    private static Bill Table(FileContent content, BillMapping mapping)
    {
        var table = BillTable.Read(content, mapping);
        var clock = new BillClock(table, mapping);
        var codes = mapping.Codes.Select(code => new CodeColumns(table, code)).ToList();
        var lines = new List<BillLine>();
        var ignored = new Dictionary<string, (int Rows, decimal Amount)>(StringComparer.Ordinal);
        var column = mapping.Columns.Code is { } name ? table.Column(name) : -1;
        foreach (var (number, cells) in table.Rows)
        {
            var written = column < 0 ? null : column < cells.Length ? cells[column].Trim() : "";
            if (written is not null && mapping.Ignored.Contains(written))
            {
                var (rows, amount) = ignored.GetValueOrDefault(written);
                ignored[written] = (rows + 1, amount + (Number(table, mapping, number, cells, codes[0].Amount) ?? 0m));
                continue;
            }

            var meant = written is null ? codes : codes.Where(code => code.Code.Code == written).ToList();
            if (meant.Count == 0)
            {
                throw new RefusedException(BillErrors.UnknownCode, $"{table.File}, row {number}: the code is '{written}'; the mapping knows {string.Join(", ", codes.Select(code => $"'{code.Code.Code}'"))}.");
            }

            foreach (var code in meant)
            {
                if (Line(table, mapping, clock, (number, cells), code) is { } line)
                {
                    lines.Add(line);
                }
            }
        }

        return Of(content, mapping, mapping.Form == BillForm.Xlsx ? "bill, xlsx" : "bill, CSV", lines, ignored);
    }

    private static BillLine? Line(BillTable table, BillMapping mapping, BillClock clock, (int Number, ImmutableArray<string> Cells) row, CodeColumns code)
    {
        if (Number(table, mapping, row.Number, row.Cells, code.Amount) is not { } amount)
        {
            return null;
        }

        var quantity = code.Quantity < 0 ? null : Number(table, mapping, row.Number, row.Cells, code.Quantity);
        var price = code.Price < 0 ? null : Number(table, mapping, row.Number, row.Cells, code.Price);
        return new(
            row.Number,
            clock.Of(row.Number, row.Cells, code.Code.Code),
            code.Code.Code,
            code.Code.Scope,
            quantity / mapping.UnitsPerMegawattHour,
            price is { } known ? new EnergyPrice(known * mapping.UnitsPerMegawattHour) : null,
            new(mapping.IsSitePaysPositive ? amount : -amount));
    }

    private static decimal? Number(BillTable table, BillMapping mapping, int number, ImmutableArray<string> cells, int column)
    {
        var written = column < cells.Length ? cells[column].Trim() : "";
        if (written.Length == 0)
        {
            return null;
        }

        // The other mark groups thousands; a workbook's own numbers come with a point whatever the language.
        var other = mapping.DecimalMark == ',' ? '.' : ',';
        var isOwn = mapping.Form == BillForm.Xlsx && !written.Contains(',', StringComparison.Ordinal);
        var plain = isOwn ? written : written.Replace(other.ToString(), "", StringComparison.Ordinal).Replace(mapping.DecimalMark, '.').Replace("\u00a0", "", StringComparison.Ordinal);
        return (isOwn || Grouped(written, other, mapping.DecimalMark))
            && decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new RefusedException(BillErrors.NotANumber, $"{table.File}, row {number}, column '{table.Header[column]}': '{written}' is not a number with '{mapping.DecimalMark}' before its decimals.");
    }

    // 1.234,56 groups by threes; 1.5 with a decimal comma expected is a wrong setting and not fifteen.
    private static bool Grouped(string written, char group, char mark)
    {
        var whole = written.TrimStart('-', '+').Split(mark)[0].Split(group);
        return whole.Length == 1 || (whole[0].Length is >= 1 and <= 3 && whole.Skip(1).All(part => part.Length == 3));
    }

    private sealed record CodeColumns(BillCode Code, int Quantity, int Price, int Amount)
    {
        public CodeColumns(BillTable table, BillCode code)
            : this(code, code.Quantity is { } quantity ? table.Column(quantity) : -1, code.Price is { } price ? table.Column(price) : -1, table.Column(code.Amount))
        {
        }
    }
}
