using System.CommandLine;
using Spillway.App.Backtests;
using Spillway.App.Sites;

namespace Spillway.App.Cli;

/// <summary><c>spillway backtest</c>: what each way of running the site would have earned.</summary>
internal static class BacktestCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new BacktestOptions();
        var command = options.Command();
        command.SetAction((parsed, cancellation) =>
        {
            Run(terminal, options, parsed, cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Run(Terminal terminal, BacktestOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        var request = options.Request(parsed);
        BacktestRange.CheckOrder(request);
        foreach (var policy in PolicyList.WithYardsticks(request.Policies))
        {
            PolicyText.Parse(policy);
        }

        var site = SiteFile.Read(request.SiteFile);
        using var progress = new ProgressLine(terminal);
        progress.Show("reading prices");
        var loaded = BacktestLoading.Load(site, request, terminal.DataFolder, cancellation);
        Tell(terminal, loaded);
        var learning = new LookAheadLearning(new(terminal.DataFolder), terminal.Time);
        var runner = new BacktestRunner(terminal.Time, learning);
        var comparison = runner.Run(
            site, loaded.Input, request.Policies, policy => progress.Steps(policy, loaded.Input.Range.Length), cancellation);
        progress.Dispose();
        BacktestResults.Write(terminal, options, parsed, comparison);
    }

    private static void Tell(Terminal terminal, LoadedBacktest loaded)
    {
        foreach (var finding in loaded.Findings)
        {
            terminal.Errors.WriteLine($"{finding.Kind}: {finding.Detail}");
        }
    }
}
