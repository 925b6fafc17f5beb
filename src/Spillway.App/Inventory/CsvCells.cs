using System.Text;

namespace Spillway.App.Inventory;

/// <summary>The cells of one line of CSV: quotes around what holds commas or quotes, a quote inside them twice.</summary>
internal static class CsvCells
{
    private const char Quote = '"';

    /// <summary>Takes a line apart.</summary>
    /// <param name="line">The line without its end.</param>
    /// <returns>The cells; null where a quote is left open or text follows a closing one.</returns>
    public static IReadOnlyList<string>? Split(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (var at = 0; at <= line.Length; at++)
        {
            if (at < line.Length && line[at] == Quote && cell.Length == 0)
            {
                var end = Quoted(line, at + 1, cell);
                if (end < 0 || (end < line.Length && line[end] != ','))
                {
                    return null;
                }

                at = end;
            }

            if (at == line.Length || line[at] == ',')
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[at]);
            }
        }

        return cells;
    }

    /// <summary>Puts cells together.</summary>
    /// <param name="cells">The cells; null is empty.</param>
    /// <returns>The line without its end.</returns>
    public static string Join(IEnumerable<string?> cells) => string.Join(',', cells.Select(Written));

    private static int Quoted(string line, int start, StringBuilder cell)
    {
        for (var at = start; at < line.Length; at++)
        {
            if (line[at] != Quote)
            {
                cell.Append(line[at]);
            }
            else if (at + 1 < line.Length && line[at + 1] == Quote)
            {
                cell.Append(line[at++]);
            }
            else
            {
                return at + 1;
            }
        }

        return -1;
    }

    private static string Written(string? cell)
    {
        var text = (cell ?? "").ReplaceLineEndings(" ");
        return text.AsSpan().ContainsAny(',', Quote) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
