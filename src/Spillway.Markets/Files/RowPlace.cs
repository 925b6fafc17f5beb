using Spillway.Engine;

namespace Spillway.Markets.Files;

/// <summary>Where something stands in a file, for a message.</summary>
/// <param name="Section">Sheet, archive member or empty.</param>
/// <param name="Row">Line or row, from 1.</param>
/// <param name="Column">Column from 0, or −1 for the whole row.</param>
internal readonly record struct RowPlace(string Section, int Row, int Column = -1)
{
    private const int Letters = 26;

    /// <summary>Such as <c>line 17</c>, <c>line 17, column 3</c> or <c>Jan!E17</c>.</summary>
    public override string ToString() => Words.ToString();

    /// <summary>The same with its numbers kept apart.</summary>
    public Wording Words => (Section.Length == 0, Column < 0) switch
    {
        (true, true) => $"line {Row}",
        (true, false) => $"line {Row}, column {Column + 1}",
        (false, true) => $"{Section}, row {Row}",
        _ => $"{Section}!{Letter(Column)}{Row}",
    };

    private static string Letter(int column) =>
        (column >= Letters ? Letter((column / Letters) - 1) : "") + (char)('A' + (column % Letters));
}
