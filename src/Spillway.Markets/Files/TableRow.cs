using System.Globalization;
using Spillway.Engine;

namespace Spillway.Markets.Files;

/// <summary>One row of a sheet or a CSV file, its cells as the file has them.</summary>
internal sealed record TableRow(FileDraft Draft, string Section, int SectionBase, int Number, object?[] Cells)
{
    /// <summary>The row as <see cref="SeriesDraft"/> keeps it.</summary>
    public int Key => SectionBase + Number;

    public bool IsBlank => Array.TrueForAll(Cells, cell => cell is null || (cell is string text && text.Trim().Length == 0));

    public RowPlace Place(int column) => new(Section, Number, column);

    public object? Cell(int column) => column < Cells.Length ? Cells[column] : null;

    /// <summary>A cell as text, trimmed; numbers in the invariant culture.</summary>
    public string Text(int column) => Cell(column) switch
    {
        null => "",
        string text => text.Trim(),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>A cell as a number; null where it is blank.</summary>
    public decimal? Figure(int column)
    {
        var cell = Cell(column);
        if (cell is null || (cell is string blank && blank.Trim().Length == 0))
        {
            return null;
        }

        var value = 0m;
        var isRead = cell is double number ? NumberText.TryParse(number, out value)
            : cell is string text && NumberText.TryParse(text, out value);
        return isRead ? value : throw NotANumber(column);
    }

    /// <summary>A cell as a whole number.</summary>
    public int Whole(int column) =>
        Figure(column) is { } number && number == decimal.Truncate(number) && Math.Abs(number) < int.MaxValue
            ? (int)number
            : throw NotANumber(column);

    public RefusedException Refuse(ErrorCode code, int column, string what) => Draft.Refuse(code, Place(column), what);

    private RefusedException NotANumber(int column) =>
        Refuse(MarketFileErrors.NotANumber, column, $"'{Text(column)}' is not a number");
}
