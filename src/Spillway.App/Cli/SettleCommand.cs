using System.Collections.Immutable;
using System.CommandLine;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Papers;

namespace Spillway.App.Cli;

/// <summary><c>spillway settle</c>: what a site owes and is owed over a range.</summary>
internal static class SettleCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new SettleOptions();
        var command = options.Command();
        command.SetAction(async (parsed, cancellation) =>
        {
            await RunAsync(terminal, options, parsed, cancellation).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static async Task RunAsync(Terminal terminal, SettleOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        var request = options.Request(parsed);
        var targets = options.Targets(parsed);
        var site = SiteFile.Read(request.SiteFile, RuleLibrary.Open(terminal.DataFolder));
        targets.Check([request.SiteFile, .. request.Prices, .. request.Meters, .. request.Awards, .. Given(request.Hashprice)]);
        using var progress = new ProgressLine(terminal);
        progress.Show("reading meters and prices");
        var settled = SettledRange.Of(site, SettleLoading.Load(site, request, terminal.DataFolder, cancellation));
        progress.Dispose();
        await StatementPapers.WriteAsync(terminal, targets, settled, cancellation).ConfigureAwait(false);
    }

    private static ImmutableArray<string> Given(string? path) => path is null ? [] : [path];
}
