namespace Spillway.Tests.Docs;

/// <summary>A fenced block of a document.</summary>
/// <param name="Document">The document's path from the root.</param>
/// <param name="Line">The line of its fence, from 1.</param>
/// <param name="Language">What stands behind the fence.</param>
/// <param name="Text">Its lines, each ended by a line feed.</param>
internal sealed record MarkdownBlock(string Document, int Line, string Language, string Text)
{
    public override string ToString() => $"{Document}:{Line}";

    /// <summary>Every fenced block of a language in all documents.</summary>
    public static IEnumerable<MarkdownBlock> All(string language) =>
        Repository.Files("*.md").SelectMany(file => Of(Repository.Relative(file), File.ReadAllLines(file)))
            .Where(block => block.Language == language);

    private static IEnumerable<MarkdownBlock> Of(string document, string[] lines)
    {
        for (var index = 0; index < lines.Length; index++)
        {
            if (!lines[index].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var first = index;
            var text = "";
            while (!lines[++index].StartsWith("```", StringComparison.Ordinal))
            {
                text += lines[index] + "\n";
            }

            yield return new(document, first + 1, lines[first][3..].Trim(), text);
        }
    }
}
