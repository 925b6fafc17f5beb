using System.Text.Json;

namespace Spillway.App.Records;

/// <summary>Rows of whole numbers in which neighbours mostly differ by one in the first columns: written as runs.</summary>
/// <remarks>A container of machines that sleep is one row and not three hundred. A run is its first row with the number of
/// rows put behind the counting columns; the rows after the first count up in those and are equal in the rest.</remarks>
internal static class Runs
{
    private const long MostRows = 10_000_000;

    public static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<long[]> rows, int counting)
    {
        if (rows.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        for (var first = 0; first < rows.Count;)
        {
            var length = Length(rows, first, counting);
            writer.WriteStartArray();
            for (var column = 0; column < rows[first].Length; column++)
            {
                if (column == counting)
                {
                    writer.WriteNumberValue(length);
                }

                writer.WriteNumberValue(rows[first][column]);
            }

            if (rows[first].Length == counting)
            {
                writer.WriteNumberValue(length);
            }

            writer.WriteEndArray();
            first += length;
        }

        writer.WriteEndArray();
    }

    public static List<long[]> Read(JsonElement owner, string name, int columns, int counting)
    {
        var rows = new List<long[]>();
        if (!owner.TryGetProperty(name, out var runs))
        {
            return rows;
        }

        foreach (var run in runs.EnumerateArray())
        {
            var numbers = run.EnumerateArray().Select(static number => number.GetInt64()).ToList();
            if (numbers.Count != columns + 1 || numbers[counting] is < 1 or > MostRows)
            {
                throw new FormatException($"A run of '{name}' has {numbers.Count} numbers or a length that no plant has.");
            }

            var length = numbers[counting];
            numbers.RemoveAt(counting);
            for (var index = 0L; index < length; index++)
            {
                rows.Add([.. numbers.Select((number, column) => column < counting ? number + index : number)]);
            }
        }

        return rows;
    }

    private static int Length(IReadOnlyList<long[]> rows, int first, int counting)
    {
        var length = 1;
        while (first + length < rows.Count && Follows(rows[first], rows[first + length], length, counting))
        {
            length++;
        }

        return length;
    }

    private static bool Follows(long[] head, long[] row, int distance, int counting)
    {
        for (var column = 0; column < head.Length; column++)
        {
            if (row[column] != (column < counting ? head[column] + distance : head[column]))
            {
                return false;
            }
        }

        return true;
    }
}
