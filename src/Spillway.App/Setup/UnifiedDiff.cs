using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Spillway.App.Setup;

/// <summary>What differs between two texts, line by line, in the unified form that version control shows.</summary>
public static class UnifiedDiff
{
    // Beyond this many pairs of lines that may differ, the whole stretch is shown as replaced: 4 bytes a pair, 16 MB at most.
    private const long MostPairs = 4_000_000;
    private const int Around = 3;

    /// <summary>Compares two texts.</summary>
    /// <param name="before">The text in force.</param>
    /// <param name="after">The text that is to be.</param>
    /// <returns>The lines in order, those that stay included.</returns>
    public static ImmutableArray<DiffLine> Lines(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, @new) = (Split(before), Split(after));
        var head = 0;
        while (head < old.Length && head < @new.Length && old[head] == @new[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < old.Length - head && tail < @new.Length - head && old[^(tail + 1)] == @new[^(tail + 1)])
        {
            tail++;
        }

        var lines = ImmutableArray.CreateBuilder<DiffLine>();
        for (var index = 0; index < head; index++)
        {
            lines.Add(new(DiffSide.Both, index + 1, index + 1, old[index]));
        }

        Middle(lines, old.AsSpan(head, old.Length - head - tail), @new.AsSpan(head, @new.Length - head - tail), head);
        for (var index = tail; index > 0; index--)
        {
            lines.Add(new(DiffSide.Both, old.Length - index + 1, @new.Length - index + 1, old[^index]));
        }

        return lines.ToImmutable();
    }

    /// <summary>The unified form: only what differs, with three lines around it.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="name">The file's name.</param>
    /// <returns>The text; empty where nothing differs.</returns>
    public static string Text(ImmutableArray<DiffLine> lines, string name)
    {
        var text = new StringBuilder();
        foreach (var part in Parts(lines))
        {
            if (text.Length == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"--- {name}\n+++ {name}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{Heading(part)}\n");
            foreach (var line in part)
            {
                text.Append(line.Side switch { DiffSide.Old => '-', DiffSide.New => '+', _ => ' ' }).Append(line.Text).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The stretches that differ, each with the lines around it.</summary>
    /// <param name="lines">All lines.</param>
    public static IEnumerable<ImmutableArray<DiffLine>> Parts(ImmutableArray<DiffLine> lines)
    {
        for (var at = 0; at < lines.Length;)
        {
            if (lines[at].Side == DiffSide.Both)
            {
                at++;
                continue;
            }

            var (first, last) = (Math.Max(0, at - Around), at);
            for (var ahead = at; ahead < lines.Length && ahead <= last + (2 * Around); ahead++)
            {
                last = lines[ahead].Side == DiffSide.Both ? last : ahead;
            }

            var end = Math.Min(lines.Length, last + Around + 1);
            yield return lines[first..end];
            at = end;
        }
    }

    /// <summary>The heading of a stretch, such as <c>@@ -3,7 +3,8 @@</c>.</summary>
    /// <param name="part">The stretch.</param>
    public static string Heading(ImmutableArray<DiffLine> part)
    {
        var olds = part.Count(static line => line.Side != DiffSide.New);
        var news = part.Count(static line => line.Side != DiffSide.Old);
        var old = part.FirstOrDefault(static line => line.Side != DiffSide.New)?.OldNumber ?? 0;
        var @new = part.FirstOrDefault(static line => line.Side != DiffSide.Old)?.NewNumber ?? 0;
        return string.Create(CultureInfo.InvariantCulture, $"@@ -{old},{olds} +{@new},{news} @@");
    }

    private static void Middle(ImmutableArray<DiffLine>.Builder lines, ReadOnlySpan<string> old, ReadOnlySpan<string> @new, int head)
    {
        var (row, column) = (0, 0);
        if ((long)old.Length * @new.Length <= MostPairs)
        {
            var longest = Longest(old, @new);
            while (row < old.Length && column < @new.Length)
            {
                if (old[row] == @new[column])
                {
                    lines.Add(new(DiffSide.Both, head + row + 1, head + column + 1, old[row]));
                    (row, column) = (row + 1, column + 1);
                }
                else if (longest[row + 1, column] >= longest[row, column + 1])
                {
                    lines.Add(new(DiffSide.Old, head + row + 1, null, old[row]));
                    row++;
                }
                else
                {
                    lines.Add(new(DiffSide.New, null, head + column + 1, @new[column]));
                    column++;
                }
            }
        }

        for (; row < old.Length; row++)
        {
            lines.Add(new(DiffSide.Old, head + row + 1, null, old[row]));
        }

        for (; column < @new.Length; column++)
        {
            lines.Add(new(DiffSide.New, null, head + column + 1, @new[column]));
        }
    }

    // The length of the longest run of lines, in order, that both have from a pair of lines on.
    private static int[,] Longest(ReadOnlySpan<string> old, ReadOnlySpan<string> @new)
    {
        var longest = new int[old.Length + 1, @new.Length + 1];
        for (var row = old.Length - 1; row >= 0; row--)
        {
            for (var column = @new.Length - 1; column >= 0; column--)
            {
                longest[row, column] = old[row] == @new[column]
                    ? longest[row + 1, column + 1] + 1
                    : Math.Max(longest[row + 1, column], longest[row, column + 1]);
            }
        }

        return longest;
    }

    private static string[] Split(string text) => text.Length == 0 ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
}
