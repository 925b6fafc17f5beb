using System.CommandLine;

namespace Spillway.App.Cli;

/// <summary><c>spillway prices</c>: official files in, tidy history out.</summary>
public static class PricesCommand
{
    /// <summary>The command with its subcommands.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <returns>The command.</returns>
    public static Command Create(Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        var command = new Command("prices", "Official files in, tidy history out.");
        command.Subcommands.Add(PricesImportCommand.Create(terminal));
        command.Subcommands.Add(PricesInfoCommand.Create(terminal));
        command.Subcommands.Add(PricesExportCommand.Create(terminal));
        command.Subcommands.Add(PricesGenerateCommand.Create(terminal));
        command.Subcommands.Add(PricesVersionsCommand.Create(terminal));
        command.Subcommands.Add(PricesVersionsCommand.Restore(terminal));
        return command;
    }
}
