using System.Collections.Immutable;
using System.CommandLine;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Books;
using Spillway.App.Statements.Customers;
using Spillway.App.Statements.Ledgers;
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
        var site = SiteFile.Read(request.SiteFile, RuleLibrary.Open(terminal.DataFolder, request.RulesFolder));
        targets.Check([request.SiteFile, .. request.Prices, .. request.Meters, .. request.Awards, .. Given(request.Hashprice)]);
        CustomerFiles.Check(site, parsed.GetValue(options.Customers));
        using var progress = new ProgressLine(terminal);
        progress.Show("reading meters and prices");
        var booking = Booking.Of(options.Kind(parsed), parsed.GetValue(options.Close), request);
        using var ledger = request.Journal is { } home ? await LedgerOfSite.ReadAsync(site, home, request, cancellation).ConfigureAwait(false) : null;
        var loaded = SettleLoading.Load(site, request, terminal.DataFolder, ledger, cancellation);
        var settled = SettledRange.Of(site, loaded);
        var booked = booking?.Book(terminal, loaded, settled);
        settled = settled with { Corrections = booked?.Corrections };
        progress.Dispose();
        await StatementPapers.WriteAsync(terminal, targets, settled, cancellation).ConfigureAwait(false);
        if (parsed.GetValue(options.Customers) is { } folder)
        {
            CustomerFiles.Write(terminal, folder, settled, booked, targets.TakeOutput);
        }

        if (booked is not null)
        {
            Write(terminal, targets, booked);
        }
    }

    private static void Write(Terminal terminal, OutputTargets targets, BookedStatements booked)
    {
        if (targets["--difference"] is { } difference)
        {
            ResultFile.Write(terminal, difference, output => DifferenceCsv.Write(booked.Version.Currency, booked.Changes, output));
        }

        if (!targets.TakeOutput)
        {
            BookScreen.Show(terminal, booked.Version, booked.Changes);
            BookScreen.Show(terminal, booked.Customers);
        }
    }

    private static ImmutableArray<string> Given(string? path) => path is null ? [] : [path];
}
