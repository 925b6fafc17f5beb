using System.CommandLine;
using System.Globalization;
using NodaTime.Text;
using Spillway.App.Reports;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Books;
using Spillway.App.Statements.Ledgers;
using Spillway.App.Statements.Trails;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Cli;

/// <summary><c>spillway explain</c>: one line of a statement, walked back to the rows of the files it came from.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var line = new Argument<string>("LINE") { Description = "The line's name, as the first column of a statement's CSV has it." };
        var settle = new SettleOptions();
        settle.SiteFile.Arity = ArgumentArity.ZeroOrOne;
        settle.SiteFile.Description = "The site file. With --meter or --journal the statement is made anew; without, the book of the data folder is looked through.";
        foreach (var option in new Option[] { settle.From, settle.To })
        {
            option.Required = false;
        }

        var json = JsonTarget.Option();
        settle.AllowSeveral();
        var command = new Command("explain", "One line of a statement, walked back to the meter reading or the award, the price, the contract, the rule and the journal's record.")
        {
            line, settle.SiteFile, settle.Prices, settle.Meter, settle.Journal, settle.Awards, settle.Hashprice, settle.From, settle.To, settle.Rules, json,
        };
        command.Validators.Add(result =>
        {
            var isFresh = IsFresh(result.GetValue(settle.Meter), result.GetValue(settle.Journal));
            if (isFresh && (result.GetValue(settle.SiteFile) is null || result.GetValue(settle.From) is null || result.GetValue(settle.To) is null))
            {
                result.AddError("With --meter or --journal the statement is made anew: give SITE.yaml, --from and --to as for 'spillway settle'.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetRequiredValue(line);
            var trail = IsFresh(parsed.GetValue(settle.Meter), parsed.GetValue(settle.Journal))
                ? await FreshAsync(terminal, settle.Request(parsed), name, cancellation).ConfigureAwait(false)
                : await BookedAsync(terminal, (parsed.GetValue(settle.SiteFile), parsed.GetValue(settle.Rules)), name, cancellation).ConfigureAwait(false);
            Write(terminal, trail ?? throw new RefusedException(BookErrors.NoSuchLine, $"'{name}' is in no version of the book."), parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    private static bool IsFresh(string[]? meters, string? journal) => meters is { Length: > 0 } || journal is not null;

    private static async Task<LineTrail?> FreshAsync(Terminal terminal, SettleRequest request, string name, CancellationToken cancellation)
    {
        var site = SiteFile.Read(request.SiteFile, RuleLibrary.Open(terminal.DataFolder, request.RulesFolder));
        using var ledger = request.Journal is { } home ? await LedgerOfSite.ReadAsync(site, home, request, cancellation).ConfigureAwait(false) : null;
        var loaded = SettleLoading.Load(site, request, terminal.DataFolder, ledger, cancellation);
        var line = loaded.Settle().Lines.FirstOrDefault(line => line.Id.ToString() == name)
            ?? throw new RefusedException(BookErrors.NoSuchLine, $"'{name}' is not in the statement of {request.From:uuuu-MM-dd} to {request.To:uuuu-MM-dd}.");
        return await new TrailFinder(request.Journal ?? terminal.DataFolder).FreshAsync(line, loaded.Terms.Currency, loaded.Files, cancellation).ConfigureAwait(false);
    }

    private static async Task<LineTrail?> BookedAsync(Terminal terminal, (string? File, string? Rules) site, string name, CancellationToken cancellation)
    {
        var finder = new TrailFinder(terminal.DataFolder);
        foreach (var one in site.File is null ? StatementBook.Sites(terminal.DataFolder) : [SiteFile.Read(site.File, RuleLibrary.Open(terminal.DataFolder, site.Rules)).Site.Id])
        {
            if (await finder.BookedAsync(new(terminal.DataFolder, one), name, cancellation).ConfigureAwait(false) is { } trail)
            {
                return trail;
            }
        }

        return null;
    }

    private static void Write(Terminal terminal, LineTrail trail, string? json)
    {
        if (json is not null)
        {
            JsonTarget.Write(terminal, json, TrailJson.Of(trail));
        }

        if (!JsonTarget.IsOutput(json))
        {
            Show(terminal, trail);
        }
    }

    private static void Show(Terminal terminal, LineTrail trail)
    {
        var line = trail.Line;
        terminal.Output.WriteLine(line.Id.ToString());
        terminal.Output.WriteLine(Text(
            $"  {Shown.Plain(line.Quantity)} {LineUnits.Of(line.Unit)} × {Shown.Plain(line.Price)} {trail.Currency} = {Shown.Plain(line.Amount.Value)} {trail.Currency} ({RoundingNames.Of(line.Basis.Rounding)}; {Whose(line)})"));
        terminal.Output.WriteLine($"  from {InstantPattern.General.Format(line.Span.Start)} to {InstantPattern.General.Format(line.Span.End)}");
        foreach (var step in trail.Steps)
        {
            var place = step.Row is { } row ? Text($"{step.File}, row {row}: ") : step.File.Length > 0 ? step.File + ": " : "";
            WrappedText.Write(terminal.Output, $"  {step.What}: {place}{step.Text}", 4, terminal.Width);
        }

        foreach (var (version, booked) in trail.Versions)
        {
            terminal.Output.WriteLine(Text(
                $"  version {version.Number} ({BookKinds.Of(version.Kind)}) of {BookManifest.Text(version.Month)}, booked {InstantPattern.General.Format(version.BookedAt)}: {(booked.IsReversal ? "reversed" : "new")}, {Shown.Plain(booked.Line.Amount.Value)} {trail.Currency}"));
        }
    }

    private static string Whose(StatementLine line) =>
        line.Amount.Value > 0m ? "the site pays" : line.Amount.Value < 0m ? "the site is paid" : "nothing is owed";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
