using System.Security.Cryptography;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace Spillway.App.Proofs.Bundles;

/// <summary>Takes the words of each clause out of a site file that was read and accepted before.</summary>
internal static class SiteTexts
{
    /// <summary>Reads them.</summary>
    /// <param name="path">The site file.</param>
    /// <returns>The file's digest and its clauses.</returns>
    public static SiteText Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var text = Encoding.UTF8.GetString(bytes);
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        var contracts = root.Children.TryGetValue("contracts", out var node) && node is YamlSequenceNode sequence ? sequence.Children : [];
        return new(
            Path.GetFileName(path),
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            [.. contracts.OfType<YamlMappingNode>().SelectMany(clause => CustomerTexts.Of(clause, Clause(clause, lines), lines))]);
    }

    private static ClauseText Clause(YamlMappingNode clause, string[] lines)
    {
        var first = (int)clause.Start.Line;
        var last = clause.AllNodes.Max(LastLine);
        while (last > first && string.IsNullOrWhiteSpace(lines[Math.Min(last, lines.Length) - 1]))
        {
            last--;
        }

        return new(Word(clause, "id"), Word(clause, "kind"), first, string.Join('\n', lines[(first - 1)..Math.Min(last, lines.Length)]));
    }

    /// <summary>The word of a key; a dash where it has none.</summary>
    internal static string Word(YamlMappingNode clause, string key) =>
        clause.Children.TryGetValue(key, out var node) && node is YamlScalarNode { Value: { } value } ? value : "-";

    /// <summary>The last line of a node: a text block ends where the next line begins.</summary>
    internal static int LastLine(YamlNode node) => (int)(node.End.Column > 1 ? node.End.Line : node.End.Line - 1);
}
