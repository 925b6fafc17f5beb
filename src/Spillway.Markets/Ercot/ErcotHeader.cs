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

    /// <summary>Two columns of one name would make one of them vanish.</summary>
    public void RefuseTwice()
    {
        for (var column = 0; column < _names.Count; column++)
        {
            if (_names[column].Length > 0 && _names.IndexOf(_names[column]) < column)
            {
                throw Row.Refuse(MarketFileErrors.WrongColumns, column, $"column '{Row.Text(column)}' stands there twice");
            }
        }
    }

    /// <summary>A row that is longer or shorter than the header has its figures in the wrong columns.</summary>
    public void RefuseRagged(TableRow row, bool isExact)
    {
        if (isExact ? row.Cells.Length != Count : row.Cells.Skip(Count).Any(cell => cell is not null))
        {
            throw row.Refuse(
                MarketFileErrors.WrongColumns, Math.Min(row.Cells.Length, Count) - 1, $"the header has {Count} columns and this row {row.Cells.Length}");
        }
    }

    private static string Plain(string name) =>
        string.Concat(name.Where(letter => !char.IsWhiteSpace(letter))).ToLowerInvariant();
}
