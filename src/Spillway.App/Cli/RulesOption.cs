using System.CommandLine;
using Spillway.App.Rules;

namespace Spillway.App.Cli;

/// <summary><c>--rules DIR</c>, which every command has that reads a market's rules.</summary>
internal static class RulesOption
{
    public static Option<string?> Create() => new("--rules")
    {
        Description = "A folder of rules files MARKET.yaml that stand for those of the same name in the program and in the data folder.",
        HelpName = "DIR",
    };

    /// <summary>The rules at hand: the program's, the data folder's, and those of the folder named.</summary>
    public static RuleLibrary Open(Terminal terminal, ParseResult parsed, Option<string?> option) =>
        RuleLibrary.Open(terminal.DataFolder, parsed.GetValue(option));
}
