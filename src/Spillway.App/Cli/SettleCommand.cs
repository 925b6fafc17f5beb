using System.Collections.Immutable;
using System.CommandLine;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Books;
using Spillway.App.Statements.Ledgers;
using Spillway.Engine.Settlements.Statements;

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
        using var progress = new ProgressLine(terminal);
        progress.Show("reading meters and prices");
        var booking = Booking.Of(options.Kind(parsed), parsed.GetValue(options.Close), request);
        using var ledger = request.Journal is { } home ? await LedgerOfSite.ReadAsync(site, home, cancellation).ConfigureAwait(false) : null;
        var loaded = SettleLoading.Load(site, request, terminal.DataFolder, ledger, cancellation);
        var statement = loaded.Settle();
        var booked = booking?.Book(terminal, site, loaded, statement);
        progress.Dispose();
        Write(terminal, targets, site, statement);
        if (booked is var (version, changes))
        {
            Write(terminal, targets, version, changes);
        }
    }

    private static void Write(Terminal terminal, OutputTargets targets, BookVersion version, ImmutableArray<ChangedLine> changes)
    {
        if (targets["--difference"] is { } difference)
        {
            ResultFile.Write(terminal, difference, output => DifferenceCsv.Write(version.Currency, changes, output));
        }

        if (!targets.TakeOutput)
        {
            BookScreen.Show(terminal, version, changes);
        }
    }

    private static void Write(Terminal terminal, OutputTargets targets, SiteDefinition site, Statement statement)
    {
        if (targets["--json"] is { } json)
        {
            ResultFile.Write(terminal, json, output => output.Write(StatementJson.Of(statement)));
        }

        if (targets["--csv"] is { } csv)
        {
            ResultFile.Write(terminal, csv, output => LinesCsv.Write(statement, output));
        }

        if (!targets.TakeOutput)
        {
            StatementScreen.Show(terminal, site, statement);
            ShowPlaces(terminal, targets);
        }
    }

    private static void ShowPlaces(Terminal terminal, OutputTargets targets)
    {
        foreach (var (what, option) in new[] { ("JSON", "--json"), ("Lines", "--csv"), ("Difference", "--difference") })
        {
            if (targets[option] is { } name)
            {
                terminal.Output.WriteLine($"{what}: {name}");
            }
        }
    }

    private static ImmutableArray<string> Given(string? path) => path is null ? [] : [path];
}
