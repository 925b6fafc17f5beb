using System.CommandLine;
using Spillway.Engine;

namespace Spillway.App.Cli;

/// <summary>The command line: one file a command, put together here.</summary>
public static class CommandLine
{
    private const int Done = 0;
    private const int Refused = 1;
    private const int Usage = 2;
    private const int Interrupted = 130;

    /// <summary>The whole command line.</summary>
    /// <param name="terminal">Where commands write.</param>
    /// <returns>The root command.</returns>
    public static RootCommand Root(Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        var root = new RootCommand("The power desk of a flexible-compute site.");
        root.Subcommands.Add(BacktestCommand.Create(terminal));
        root.Subcommands.Add(PricesCommand.Create(terminal));
        return root;
    }

    /// <summary>Parses and runs one command.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="cancellation">Interrupts it.</param>
    /// <returns>0 done, 1 refused or failed with a message, 2 usage, 130 interrupted.</returns>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        var parsed = Root(terminal).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await terminal.Errors.WriteLineAsync(error.Message).ConfigureAwait(false);
            }

            await terminal.Errors.WriteLineAsync("Try 'spillway --help'.").ConfigureAwait(false);
            return Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = terminal.Output,
                Error = terminal.Errors,
                ProcessTerminationTimeout = null,
            };
            var result = await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
            return cancellation.IsCancellationRequested ? Interrupted : result == 0 ? Done : result;
        }
        catch (RefusedException refusal)
        {
            await terminal.Errors.WriteLineAsync(refusal.Message).ConfigureAwait(false);
            return Refused;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await terminal.Errors.WriteLineAsync("Interrupted; nothing half-written is left behind.").ConfigureAwait(false);
            return Interrupted;
        }
    }
}
