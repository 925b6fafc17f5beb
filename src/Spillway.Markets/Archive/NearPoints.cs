using System.Collections.Immutable;

namespace Spillway.Markets.Archive;

/// <summary>Names that a person may have meant.</summary>
public static class NearPoints
{
    private const int Shown = 5;
    private const int OtherPrefix = 3;

    /// <summary>The names nearest to a wanted one: few edits, and better with the same beginning.</summary>
    /// <param name="wanted">What was asked for.</param>
    /// <param name="names">What there is.</param>
    /// <returns>At most five, nearest first.</returns>
    public static ImmutableArray<string> To(string wanted, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(names);
        return [.. names
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => Distance(wanted, name))
            .ThenBy(name => name, StringComparer.Ordinal)
            .Take(Shown)];
    }

    private static int Distance(string wanted, string name)
    {
        var samePrefix = string.Equals(Prefix(wanted), Prefix(name), StringComparison.OrdinalIgnoreCase);
        return Edits(wanted.ToUpperInvariant(), name.ToUpperInvariant()) + (samePrefix ? 0 : OtherPrefix);
    }

    private static string Prefix(string name) => name.Split('_')[0];

    private static int Edits(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
