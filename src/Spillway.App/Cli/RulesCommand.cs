using System.CommandLine;

namespace Spillway.App.Cli;

/// <summary><c>spillway rules</c>: what each market fixes, and since when.</summary>
internal static class RulesCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("rules", "What each market fixes, and since when: intervals, caps, regimes, products, gates, peaks.");
        command.Subcommands.Add(RulesListCommand.Create(terminal));
        command.Subcommands.Add(RulesShowCommand.Create(terminal));
        return command;
    }
}
