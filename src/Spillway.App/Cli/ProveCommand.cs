using System.CommandLine;
using System.Globalization;
using Spillway.App.Proofs;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Books;
using Spillway.App.Statements.Ledgers;

namespace Spillway.App.Cli;

/// <summary><c>spillway prove</c>: a statement, or one line of it, as a file that anyone can check.</summary>
internal static class ProveCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new ProveOptions();
        var command = options.Command();
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(options.Page) is { } page)
            {
                WritePage(terminal, page);
            }
            else if (parsed.GetValue(options.Line) is { } line)
            {
                var file = parsed.GetValue(options.Out)!;
                ResultFile.Check(file);
                var shown = LineProof.Write(parsed.GetValue(options.Bundle)!, line, file, cancellation);
                terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: the line {line} with {shown - 1} leaves it stands on; no other line is in it."));
            }
            else
            {
                await ProveAsync(terminal, options, parsed, cancellation).ConfigureAwait(false);
            }

            return 0;
        });
        return command;
    }

    private static async Task ProveAsync(Terminal terminal, ProveOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        var request = options.Request(parsed);
        var file = parsed.GetValue(options.Out)!;
        ResultFile.Check(file);
        var month = options.Kind(parsed) is null ? default : Booking.MonthOf(request);
        using var prover = await StatementProver.OpenAsync(terminal.DataFolder, terminal.Time, cancellation).ConfigureAwait(false);
        using var progress = new ProgressLine(terminal);
        progress.Show("reading meters and prices");
        var site = SiteFile.Read(request.SiteFile, RuleLibrary.Open(terminal.DataFolder, request.RulesFolder));
        using var ledger = request.Journal is { } desk ? await LedgerOfSite.ReadAsync(site, desk, request, cancellation).ConfigureAwait(false) : null;
        var loaded = SettleLoading.Load(site, request, terminal.DataFolder, ledger, cancellation);
        progress.Show("writing the bundle");
        var booked = options.Kind(parsed) is { } kind ? new BookedMonth(new(terminal.DataFolder, site.Site.Id), month, kind) : null;
        var home = parsed.GetValue(options.WithoutJournal) ? null : request.Journal ?? terminal.DataFolder;
        var proved = await prover.WriteAsync(
            file, loaded, new(request.SiteFile, home) { Anchors = [.. parsed.GetValue(options.Anchor) ?? []], Booked = booked }, cancellation).ConfigureAwait(false);
        progress.Dispose();
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {proved.Lines:N0} lines, root {proved.Root}, signed with {proved.Key}."));
        WritePage(terminal, Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, VerifyPage.FileName));
    }

    private static void WritePage(Terminal terminal, string page)
    {
        ResultFile.Write(terminal, page, output => output.Write(VerifyPage.Text));
        if (page != ResultFile.Output)
        {
            terminal.Output.WriteLine($"{page}: open it in a browser and drop the bundle on it; it asks nothing of any network.");
        }
    }
}
