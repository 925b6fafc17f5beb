using System.Collections.Immutable;
using System.Text;
using Spillway.Engine;
using Spillway.Markets.Files;

namespace Spillway.Markets.Bills;

/// <summary>The header and the rows of a bill, each cell as text.</summary>
/// <param name="File">The file.</param>
/// <param name="Header">Column names, trimmed.</param>
/// <param name="Rows">The rows under it with their number in the file.</param>
internal sealed record BillTable(string File, ImmutableArray<string> Header, ImmutableArray<(int Number, ImmutableArray<string> Cells)> Rows)
{
    /// <summary>Reads a bill's table.</summary>
    public static BillTable Read(FileContent content, BillMapping mapping)
    {
        var bytes = content.Members[0].Bytes;
        IEnumerable<(int Number, ImmutableArray<string> Cells)> rows = mapping.Form == BillForm.Xlsx ? Sheet(content, bytes, mapping) : Text(content, bytes, mapping.Separator);
        var numbered = rows.ToList();
        var header = numbered.Find(row => row.Number == mapping.HeaderRow).Cells;
        return header.IsDefaultOrEmpty
            ? throw new RefusedException(BillErrors.Empty, $"{content.File} has no row {mapping.HeaderRow}, where the mapping expects the header.")
            : new(
                content.File,
                [.. header.Select(name => name.Trim())],
                [.. numbered.Where(row => row.Number > mapping.HeaderRow && row.Cells.Any(cell => cell.Trim().Length > 0))]);
    }

    /// <summary>The index of a column.</summary>
    public int Column(string name)
    {
        var index = Header.IndexOf(name, StringComparer.OrdinalIgnoreCase);
        return index >= 0
            ? index
            : throw new RefusedException(BillErrors.MissingColumn, $"{File}: the header has no column '{name}'; it has {string.Join(", ", Header.Select(column => $"'{column}'"))}.");
    }

    private static List<(int Number, ImmutableArray<string> Cells)> Sheet(FileContent content, byte[] bytes, BillMapping mapping)
    {
        FileContent.CheckWorkbook(content.File, bytes);
        var names = new List<string>();
        foreach (var (sheet, rows) in Tables.Workbook(new FileDraft(content.File), bytes))
        {
            names.Add(sheet);
            if (mapping.Sheet is null || sheet == mapping.Sheet)
            {
                return
                [
                    .. rows.Select(row => (row.Number, Cells: row.Cells.Select((_, column) => row.Text(column)).ToImmutableArray()))
                        .Where(row => row.Number == mapping.HeaderRow || row.Cells.Any(static cell => cell.Length > 0)),
                ];
            }
        }

        throw new RefusedException(BillErrors.MissingColumn, $"{content.File} has no sheet '{mapping.Sheet}'; it has {string.Join(", ", names)}.");
    }

    private static IEnumerable<(int Number, ImmutableArray<string> Cells)> Text(FileContent content, byte[] bytes, char separator)
    {
        TextCheck.Utf8(new FileDraft(content.File), bytes);
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            yield return (number, [.. Tables.Split(line, separator)]);
        }
    }
}
