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
        var line = new StringBuilder();
        var own = text.Length - text.TrimStart(' ').Length;
        line.Append(' ', own);
        var isEmpty = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > width)
            {
                output.WriteLine(line.ToString());
                line.Clear().Append(' ', indent);
                isEmpty = true;
            }

            line.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        output.WriteLine(line.ToString());
    }
}
