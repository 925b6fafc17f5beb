using Spillway.Markets.Files;

namespace Spillway.Markets.Ercot;

/// <summary>The header of an ERCOT table, its names without blanks and case, so that old and new spellings meet.</summary>
internal sealed class ErcotHeader(TableRow row)
{
    private readonly List<string> _names = [.. Enumerable.Range(0, row.Cells.Length).Select(column => Plain(row.Text(column)))];

    public TableRow Row { get; } = row;

    public int Count => _names.Count;

    /// <summary>The column of any of some names; −1 where none is there.</summary>
    public int Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var column = _names.IndexOf(name);
            if (column >= 0)
            {
                return column;
            }
        }

        return -1;
    }

    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!_names.Contains(name))
            {
                return false;
            }
        }

        return true;
    }

    public string Name(int column) => _names[column];

    private static string Plain(string name) =>
        string.Concat(name.Where(letter => !char.IsWhiteSpace(letter))).ToLowerInvariant();
}
