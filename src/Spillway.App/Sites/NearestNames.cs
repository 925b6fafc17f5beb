namespace Spillway.App.Sites;

/// <summary>Finds the known names that an unknown one was probably meant to be.</summary>
public static class NearestNames
{
    /// <summary>The known names in order of likeness.</summary>
    /// <param name="wanted">What was written.</param>
    /// <param name="known">What could have been meant.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>The nearest first; of equally near ones the first by code point.</returns>
    public static IReadOnlyList<string> Of(string wanted, IEnumerable<string> known, int count)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var plain = Plain(wanted);
        return
        [
            .. known
                .OrderBy(name => Distance(plain, Plain(name)))
                .ThenBy(name => name, StringComparer.Ordinal)
                .Take(count),
        ];
    }

    /// <summary>How many letters must be added, dropped, changed or swapped with their neighbour.</summary>
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            rows[i, 0] = i * 2;
        }

        for (var j = 0; j <= right.Length; j++)
        {
            // A name cut short ("s19xp" for "antminer-s19-xp") is likelier than as many slips of the finger.
            rows[0, j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var change = rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 2);
                var best = Math.Min(change, Math.Min(rows[i - 1, j] + 2, rows[i, j - 1] + 1));
                var swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                rows[i, j] = swapped ? Math.Min(best, rows[i - 2, j - 2] + 2) : best;
            }
        }

        return rows[left.Length, right.Length];
    }

    private static string Plain(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit).Take(80).Select(char.ToLowerInvariant));
}
