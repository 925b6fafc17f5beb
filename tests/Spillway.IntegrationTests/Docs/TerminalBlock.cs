using System.Globalization;
using System.Text.RegularExpressions;

namespace Spillway.IntegrationTests.Docs;

/// <summary>A block of a page that is typed into one of its terminals, and how what comes back is compared.</summary>
/// <remarks>The fence names the terminal: <c>console terminal=2</c>. A comment before it may say, one to a line: <c>runs on</c> (the
/// command does not end, its output goes by and must show the block once), <c>until</c> (the command is given again until it shows
/// the block), <c>within N s</c> (instead of 60), <c>varies PATTERN</c> (what matches is taken for equal),
/// <c>range PATTERN FROM TO</c> (the number in its first group lies between the two).</remarks>
internal sealed partial record TerminalBlock(string Page, int Line, int Terminal, IReadOnlyList<TerminalCommand> Commands)
{
    private const string Mark = "<!-- terminal";

    public bool RunsOn { get; private init; }

    public bool IsRepeated { get; private init; }

    public TimeSpan Within { get; private init; } = TimeSpan.FromMinutes(3);

    private IReadOnlyList<Regex> Varying { get; init; } = [];

    private IReadOnlyList<(Regex Pattern, decimal From, decimal To)> Ranges { get; init; } = [];

    public override string ToString() => $"{Page}:{Line}";

    public static List<TerminalBlock> Of(string page, string[] lines)
    {
        var blocks = new List<TerminalBlock>();
        List<string> said = [];
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].StartsWith(Mark, StringComparison.Ordinal))
            {
                said = [.. lines.Skip(index + 1).TakeWhile(line => line != "-->")];
                index += said.Count + 1;
            }
            else if (Fence().Match(lines[index]) is { Success: true } fence)
            {
                var text = lines.Skip(index + 1).TakeWhile(line => line != "```").ToList();
                blocks.Add(new TerminalBlock(page, index + 1, int.Parse(fence.Groups[1].Value, CultureInfo.InvariantCulture), TerminalCommand.Of(text)).With(said));
                index += text.Count + 1;
                said = [];
            }
        }

        return blocks;
    }

    /// <summary>What differs between what a command printed and what the page shows; null where nothing does.</summary>
    public string? Difference(TerminalCommand command, string printed)
    {
        var now = Same(printed);
        var shown = Same(command.Shown);
        var isThere = RunsOn ? $"\n{now}\n".Contains($"\n{shown}\n", StringComparison.Ordinal) : now == shown;
        if (!isThere)
        {
            return $"the page shows\n{shown}\nand it printed\n{now}";
        }

        foreach (var (pattern, from, to) in Ranges)
        {
            var found = pattern.Matches(printed).LastOrDefault();
            if (found is null || decimal.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) is var number && (number < from || number > to))
            {
                return string.Create(CultureInfo.InvariantCulture, $"'{pattern}' is not from {from} to {to} in\n{printed}");
            }
        }

        return null;
    }

    // Columns are as wide as their widest cell, so blanks follow from what varies.
    private string Same(string text)
    {
        foreach (var pattern in Varying)
        {
            text = pattern.Replace(text, "…");
        }

        return Blanks().Replace(text, " ").Trim();
    }

    private TerminalBlock With(List<string> said)
    {
        var block = this;
        foreach (var line in said)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            block = words[0] switch
            {
                "runs" => block with { RunsOn = true },
                "until" => block with { IsRepeated = true },
                "within" => block with { Within = TimeSpan.FromSeconds(int.Parse(words[1], CultureInfo.InvariantCulture)) },
                "varies" => block with { Varying = [.. block.Varying, new Regex(line["varies ".Length..])] },
                "range" => block with { Ranges = [.. block.Ranges, (new Regex(string.Join(' ', words[1..^2])), Number(words[^2]), Number(words[^1]))] },
                _ => throw new InvalidOperationException($"{this}: '{line}' says nothing about a block."),
            };
        }

        return block;
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("^```console terminal=([1-9])$")]
    private static partial Regex Fence();

    [GeneratedRegex("[ ─]+")]
    private static partial Regex Blanks();
}
