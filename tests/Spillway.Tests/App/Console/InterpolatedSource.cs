using System.Globalization;
using System.Text;

namespace Spillway.Tests.App.Console;

/// <summary>The interpolated strings of a source file, as the patterns that the program will ask a translation of.</summary>
internal static class InterpolatedSource
{
    /// <summary>Every interpolated string outside of others, with the code of its statement before it.</summary>
    public static IEnumerable<(string Before, string Pattern)> Of(string source)
    {
        var at = 0;
        while ((at = source.IndexOf("$\"", at, StringComparison.Ordinal)) >= 0)
        {
            // The end of a pattern in a plain string looks like a beginning, but for what stands before it.
            var isRaw = source.AsSpan(at + 1).StartsWith("\"\"\"", StringComparison.Ordinal);
            var isBegin = source[at - 1] is ' ' or '\n' or '(' or '[' || source.AsSpan(0, at).EndsWith("(Wording)", StringComparison.Ordinal);
            if (isRaw || !isBegin)
            {
                at = isRaw ? source.IndexOf("\"\"\"", at + 4, StringComparison.Ordinal) + 3 : at + 2;
                continue;
            }

            var begin = Math.Max(source.LastIndexOfAny([';', '{'], at - 1), source.LastIndexOf("\n\n", at, StringComparison.Ordinal));
            var (pattern, end) = Read(source, at + 2);
            yield return (source[(begin + 1)..at], pattern);
            at = end;
        }
    }

    // From behind the opening quote: the pattern, and where the string is over.
    private static (string Pattern, int End) Read(string source, int at)
    {
        var pattern = new StringBuilder();
        for (var places = 0; source[at] != '"';)
        {
            if (source[at] == '{' && source[at + 1] != '{')
            {
                pattern.Append(CultureInfo.InvariantCulture, $"{{{places++}}}");
                at = Behind(source, at + 1);
            }
            else if (source[at] is '{' or '}' or '\\')
            {
                pattern.Append(source[at] == '\\' ? source.Substring(at + 1, 1) : source.Substring(at, 2));
                at += 2;
            }
            else
            {
                pattern.Append(source[at++]);
            }
        }

        return (pattern.ToString(), at + 1);
    }

    // From within a place to behind its brace; strings in it are stepped over.
    private static int Behind(string source, int at)
    {
        for (var depth = 1; depth > 0; at++)
        {
            depth += source[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (source[at] == '\'' && source[at + 2] == '\'')
            {
                at += 2;
            }
            else if (source[at] == '"')
            {
                at = source[at - 1] == '$' ? Read(source, at + 1).End - 1 : Close(source, at + 1);
            }
        }

        return at;
    }

    // From within a plain string to its closing quote.
    private static int Close(string source, int at)
    {
        while (source[at] != '"')
        {
            at += source[at] == '\\' ? 2 : 1;
        }

        return at;
    }
}
