using System.CommandLine;
using System.CommandLine.Help;
using System.Diagnostics;
using Spillway.App.Checkups;
using Spillway.Engine;

namespace Spillway.App.Cli;

/// <summary>The command line: one file a command, put together here.</summary>
public static class CommandLine
{
    private const int Failed = 1;
    private const int Usage = 2;
    private const int Interrupted = 130;

    /// <summary>The whole command line.</summary>
    /// <param name="terminal">Where commands write.</param>
    /// <returns>The root command.</returns>
    public static RootCommand Root(Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        var root = new RootCommand("The power desk of a flexible-compute site.");
        root.Subcommands.Add(DemoCommand.Create(terminal));
        root.Subcommands.Add(RunCommand.Create(terminal));
        root.Subcommands.Add(StatusCommand.Create(terminal));
        root.Subcommands.Add(ShedCommand.Create(terminal));
        root.Subcommands.Add(HoldCommand.Create(terminal));
        root.Subcommands.Add(ReleaseCommand.Create(terminal));
        root.Subcommands.Add(StopCommand.Create(terminal));
        root.Subcommands.Add(LockCommand.Create(terminal, isLock: true));
        root.Subcommands.Add(LockCommand.Create(terminal, isLock: false));
        root.Subcommands.Add(DrillCommand.Create(terminal));
        root.Subcommands.Add(BacktestCommand.Create(terminal));
        root.Subcommands.Add(SettleCommand.Create(terminal));
        root.Subcommands.Add(ExplainCommand.Create(terminal));
        root.Subcommands.Add(ReconcileCommand.Create(terminal));
        root.Subcommands.Add(PricesCommand.Create(terminal));
        root.Subcommands.Add(BidCommand.Create(terminal));
        root.Subcommands.Add(HeadroomCommand.Create(terminal));
        root.Subcommands.Add(PeaksCommand.Create(terminal));
        root.Subcommands.Add(DecodeCommand.Create(terminal));
        root.Subcommands.Add(BaselineCommand.Create(terminal));
        root.Subcommands.Add(EventsCommand.Create(terminal));
        root.Subcommands.Add(VerifyCommand.Create(terminal));
        root.Subcommands.Add(ProveCommand.Create(terminal));
        root.Subcommands.Add(KeysCommand.Create(terminal));
        root.Subcommands.Add(ReplayCommand.Create(terminal));
        root.Subcommands.Add(PollsCommand.Create(terminal));
        root.Subcommands.Add(BackupCommand.Backup(terminal));
        root.Subcommands.Add(BackupCommand.Restore(terminal));
        root.Subcommands.Add(DiscoverCommand.Create(terminal));
        root.Subcommands.Add(InventoryCommand.Create(terminal));
        root.Subcommands.Add(EmulateCommand.Create(terminal));
        root.Subcommands.Add(SimulateCommand.Create(terminal));
        root.Subcommands.Add(RulesCommand.Create(terminal));
        root.Subcommands.Add(ConfigCommand.Create(terminal));
        root.Subcommands.Add(DoctorCommand.Create(terminal, Surroundings.OfProcess));
        foreach (var help in root.Options.Select(option => option.Action).OfType<HelpAction>())
        {
            help.MaxWidth = terminal.Width;
        }

        return root;
    }

    /// <summary>Parses and runs one command.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="cancellation">Interrupts it.</param>
    /// <returns>0 done, 1 refused or failed with a message, 2 usage, 130 interrupted.</returns>
    public static Task<int> RunAsync(string[] arguments, Terminal terminal, CancellationToken cancellation) =>
        RunAsync(Root(terminal), arguments, terminal, cancellation);

    /// <summary>Parses and runs one command of a command line.</summary>
    /// <param name="root">The command line.</param>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="cancellation">Interrupts it.</param>
    /// <returns>0 done, 1 refused or failed with a message, 2 usage, 130 interrupted.</returns>
    public static async Task<int> RunAsync(
        RootCommand root, string[] arguments, Terminal terminal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(terminal);
        var parsed = UsageFaults.Parse(root, arguments);
        var faults = UsageFaults.Of(parsed);
        if (faults.Count > 0)
        {
            foreach (var fault in faults)
            {
                await terminal.Errors.WriteLineAsync(fault).ConfigureAwait(false);
            }

            await terminal.Errors.WriteLineAsync($"Try '{UsageFaults.Name(parsed.CommandResult)} --help'.").ConfigureAwait(false);
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
            return await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
        }
        catch (RefusedException refusal)
        {
            await terminal.Errors.WriteLineAsync(refusal.Message).ConfigureAwait(false);
            return Failed;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await terminal.Errors.WriteLineAsync("Interrupted; nothing half-written is left behind.").ConfigureAwait(false);
            return Interrupted;
        }
        catch (Exception fault)
        {
            // The process edge: whatever nobody foresaw becomes one line that can be reported, instead of a page of frames.
            await terminal.Errors.WriteLineAsync(Unexpected(fault)).ConfigureAwait(false);
            return Failed;
        }
    }

    private static string Unexpected(Exception fault)
    {
        var method = new StackTrace(fault).GetFrame(0)?.GetMethod();
        var where = method is null ? "" : $" in {method.DeclaringType?.FullName}.{method.Name}";
        var what = $"{fault.GetType().FullName}{where}: {fault.Message.ReplaceLineEndings(" ")}";
        return new RefusedException(CliErrors.Unexpected, $"Unexpected failure: {what}", fault).Message;
    }
}
