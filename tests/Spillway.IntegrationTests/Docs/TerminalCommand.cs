namespace Spillway.IntegrationTests.Docs;

/// <summary>A command of a page and the lines that it shows beneath.</summary>
internal sealed record TerminalCommand(string Text, string Shown)
{
    private const string Prompt = "$ ";

    public static List<TerminalCommand> Of(IEnumerable<string> lines)
    {
        var commands = new List<TerminalCommand>();
        foreach (var line in lines)
        {
            if (line.StartsWith(Prompt, StringComparison.Ordinal))
            {
                commands.Add(new(line[Prompt.Length..], ""));
            }
            else
            {
                commands[^1] = commands[^1] with { Shown = commands[^1].Shown + line + "\n" };
            }
        }

        return commands;
    }
}
