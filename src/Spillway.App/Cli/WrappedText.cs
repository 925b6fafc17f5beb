using System.Text;

namespace Spillway.App.Cli;

/// <summary>Breaks sentences at a terminal's width.</summary>
internal static class WrappedText
{
    /// <summary>Writes a sentence, its later lines indented; a word longer than a line stands alone.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="text">The sentence, its own indent in front.</param>
    /// <param name="indent">Columns before each later line.</param>
    /// <param name="width">Columns of a line.</param>
    public static void Write(TextWriter output, string text, int indent, int width)
    {
        foreach (var line in Break(text, text.Split(' ', StringSplitOptions.RemoveEmptyEntries), indent, width))
        {
            output.WriteLine(line);
        }
    }

    /// <summary>A sentence as lines none of which is longer than the width: a word that is goes on in the next line.</summary>
    /// <param name="text">The sentence, its own indent in front.</param>
    /// <param name="indent">Columns before each later line; less than the width, and no less than the sentence's own.</param>
    /// <param name="width">Columns of a line.</param>
    public static IReadOnlyList<string> Lines(string text, int indent, int width)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. Break(text, words.SelectMany(word => word.Chunk(Math.Max(1, width - indent)), static (_, part) => new string(part)), indent, width)];
    }

    private static IEnumerable<string> Break(string text, IEnumerable<string> words, int indent, int width)
    {
        var line = new StringBuilder();
        line.Append(' ', text.Length - text.TrimStart(' ').Length);
        var isEmpty = true;
        foreach (var word in words)
        {
            if (!isEmpty && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear().Append(' ', indent);
                isEmpty = true;
            }

            line.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        yield return line.ToString();
    }
}
