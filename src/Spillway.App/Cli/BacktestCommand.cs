using System.Collections.Immutable;
using System.CommandLine;
using Spillway.App.Backtests;
using Spillway.App.Reports;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.App.Sweeps;

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
        // All that can be refused without reading a price is refused here, before minutes are spent.
        var request = options.Request(parsed);
        BacktestRange.CheckOrder(request);
        foreach (var policy in PolicyList.WithYardsticks(request.Policies))
        {
            PolicyText.Parse(policy);
        }

        var site = SiteFile.Read(request.SiteFile, RuleLibrary.Open(terminal.DataFolder));
        var axes = options.Axes(parsed);
        SweepCheck.Axes(axes, site, request);
        var targets = options.Targets(parsed);
        SweepCheck.Results(axes, targets.Decisions);
        targets.Check([request.SiteFile, .. request.Prices, .. request.DayAhead, .. request.Load, .. request.Wind, .. Given(request.Hashprice)]);

        using var progress = new ProgressLine(terminal);
        progress.Show("reading prices");
        var loaded = BacktestLoading.Load(SweepGrid.Site(site, axes), request, terminal.DataFolder, cancellation);
        Tell(terminal, progress, loaded);
        if (axes.IsEmpty)
        {
            Compare(terminal, targets, progress, new(site, request, loaded), cancellation);
        }
        else
        {
            SweepCommand.Run(terminal, targets, progress, new(site, loaded.Input, axes, request.Policies), cancellation);
        }
    }

    private static void Compare(
        Terminal terminal, ResultTargets targets, ProgressLine progress, BacktestJob job, CancellationToken cancellation)
    {
        var (site, request, loaded) = job;
        var runner = new BacktestRunner(terminal.Time, new(new(terminal.DataFolder), terminal.Time));
        var comparison = runner.Run(
            site, loaded.Input, request.Policies, policy => progress.Steps(policy, loaded.Input.Range.Length), cancellation) with
        {
            Files = [InputFile.OfSite(request.SiteFile), .. loaded.Files],
        };
        progress.Dispose();
        BacktestResults.Write(terminal, targets, new(comparison, loaded.Findings) { ForecastScores = ForecastTables.Of(comparison) });
    }

    private static void Tell(Terminal terminal, ProgressLine progress, LoadedBacktest loaded)
    {
        if (!loaded.Findings.IsEmpty)
        {
            progress.Clear();
        }

        foreach (var finding in loaded.Findings)
        {
            terminal.Errors.WriteLine($"{finding.Kind}: {finding.Detail}");
        }
    }

    private static ImmutableArray<string> Given(string? path) => path is null ? [] : [path];

    private sealed record BacktestJob(SiteDefinition Site, BacktestRequest Request, LoadedBacktest Loaded);
}
