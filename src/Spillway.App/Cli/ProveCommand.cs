using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Spillway.App.Proofs;
using Spillway.App.Proofs.Bundles;
using Spillway.App.Proofs.Keys;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Ledgers;
using Spillway.Journal.Sqlite;

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
        var ring = KeyRing.Open(terminal.DataFolder);
        using var key = ring.OpenActive();
        await KeyJournal.TryRecordAsync(ring, terminal.DataFolder, terminal.Time, cancellation).ConfigureAwait(false);
        using var progress = new ProgressLine(terminal);
        progress.Show("reading meters and prices");
        var site = SiteFile.Read(request.SiteFile, RuleLibrary.Open(terminal.DataFolder, request.RulesFolder));
        using var ledger = request.Journal is { } home ? await LedgerOfSite.ReadAsync(site, home, cancellation).ConfigureAwait(false) : null;
        var loaded = SettleLoading.Load(site, request, terminal.DataFolder, ledger, cancellation);
        var statement = loaded.Settle();
        progress.Show("writing the bundle");
        long[] needed = [.. statement.Lines.Select(line => line.Basis.JournalSequence).OfType<long>().Distinct()];
        var journal = parsed.GetValue(options.WithoutJournal)
            ? null
            : await JournalSegments.FindAsync(SqliteJournal.FolderIn(request.Journal ?? terminal.DataFolder), statement.Range, needed, cancellation).ConfigureAwait(false);
        var contents = new ProofContents(
            statement, loaded.Input, JsonNode.Parse(StatementJson.Of(statement))!.AsObject(), SiteTexts.Read(request.SiteFile), journal, ring.Keys)
        {
            Anchors = [.. parsed.GetValue(options.Anchor) ?? []],
        };
        var root = await Bundle.WriteAsync(file, contents, key, terminal.Time, cancellation).ConfigureAwait(false);
        progress.Dispose();
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {statement.Lines.Length:N0} lines, root {root}, signed with {key.Public.Id}."));
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
