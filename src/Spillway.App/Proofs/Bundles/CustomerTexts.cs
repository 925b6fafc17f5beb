using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Spillway.App.Proofs.Bundles;

/// <summary>Parts a hosting clause into what all its customers may read and what is one customer's alone.</summary>
/// <remarks>
/// A line is proved with the words of its clause: one customer's must not stand in another's proof. Comments are left out of every part:
/// whom they speak of is not known.
/// </remarks>
internal static class CustomerTexts
{
    private const string Key = "customers";
    private const string Apart = "# each customer is a part of its own";

    /// <summary>The kind of a part that holds the words on one customer.</summary>
    public const string Kind = "hosting-customer";

    /// <summary>Parts it.</summary>
    /// <param name="clause">The clause as it was read.</param>
    /// <param name="text">Its words and place.</param>
    /// <param name="lines">The lines of the site file.</param>
    /// <returns>The clause without its customers, then each customer; the clause alone where it has none.</returns>
    public static IEnumerable<ClauseText> Of(YamlMappingNode clause, ClauseText text, string[] lines)
    {
        if (!clause.Children.TryGetValue(Key, out var node) || node is not YamlSequenceNode list)
        {
            return [text];
        }

        var last = text.Line + text.Text.Split('\n').Length - 1;
        var plain = Uncommented(lines);
        return
        [
            text with { Text = Without(list, (text.Line, last), plain) },
            .. list.Children.OfType<YamlMappingNode>().Select(customer => new ClauseText(
                $"{text.Id}/{SiteTexts.Word(customer, "customer")}", Kind, (int)customer.Start.Line, Words(customer, plain))),
        ];
    }

    // Each line keeps its number; what was a comment alone is left empty. A sign within quotes begins none: the reader's scanner tells.
    private static string[] Uncommented(string[] lines)
    {
        string[] plain = [.. lines];
        var scanner = new Scanner(new StringReader(string.Join('\n', lines)), skipComments: false);
        while (scanner.MoveNext())
        {
            if (scanner.Current is YamlDotNet.Core.Tokens.Comment { Start: var start })
            {
                plain[start.Line - 1] = plain[start.Line - 1][..((int)start.Column - 1)].TrimEnd();
            }
        }

        return plain;
    }

    private static string Joined(IEnumerable<string> lines) => string.Join('\n', lines.Where(static line => !string.IsNullOrWhiteSpace(line)));

    private static string Without(YamlSequenceNode list, (int First, int Last) clause, string[] lines)
    {
        var from = (int)list.Start.Line;
        if (list.Style == SequenceStyle.Flow)
        {
            var (ends, end) = Closed(list, ']', lines);
            string[] cut = [.. lines[(clause.First - 1)..(from - 1)], $"{lines[from - 1][..((int)list.Start.Column - 1)]}[…]{lines[ends - 1][end..]}", .. lines[ends..Math.Max(ends, clause.Last)]];
            return Joined(cut);
        }

        var to = list.Children.Max(customer => LastLine(customer, lines));
        var indent = new string(' ', lines[from - 1].Length - lines[from - 1].TrimStart().Length);
        string[] kept = [.. lines[(clause.First - 1)..(from - 1)], indent + Apart, .. lines[Math.Min(to, clause.Last)..clause.Last]];
        return Joined(kept);
    }

    // One that is written within braces ends with them; what stands beside it on its line is another's.
    private static string Words(YamlMappingNode customer, string[] lines)
    {
        var (from, begin) = ((int)customer.Start.Line, (int)customer.Start.Column - 1);
        if (customer.Style != MappingStyle.Flow)
        {
            return Joined(lines[(from - 1)..LastLine(customer, lines)]);
        }

        var (ends, end) = Closed(customer, '}', lines);
        string[] words = from == ends ? [lines[from - 1][begin..end]] : [lines[from - 1][begin..], .. lines[from..(ends - 1)], lines[ends - 1][..end]];
        return Joined(words);
    }

    private static int LastLine(YamlNode customer, string[] lines) => customer is YamlMappingNode { Style: MappingStyle.Flow }
        ? Closed(customer, '}', lines).Line
        : Math.Min(lines.Length, customer.AllNodes.OfType<YamlScalarNode>().Max(SiteTexts.LastLine));

    // The reader tells where its last word ends and not where it is closed: the line, from 1, and the place behind the closing sign.
    private static (int Line, int End) Closed(YamlNode node, char sign, string[] lines)
    {
        var last = node.AllNodes.OfType<YamlScalarNode>().MaxBy(static word => (word.End.Line, word.End.Column))!;
        var (line, at) = ((int)last.End.Line, (int)last.End.Column - 1);
        int found;
        while ((found = lines[line - 1].IndexOf(sign, at)) < 0 && line < lines.Length)
        {
            (line, at) = (line + 1, 0);
        }

        return (line, found + 1);
    }
}
