using System.CommandLine;
using System.Globalization;
using NodaTime;
using Spectre.Console;
using Spillway.App.Rules;
using Spillway.App.Setup;
using Spillway.Markets.Archive;

namespace Spillway.App.Cli;

/// <summary><c>spillway prices versions</c> and <c>restore</c>: the archive as it was before its last imports, and back again.</summary>
internal static class PricesVersionsCommand
{
    private const int MostShown = 50;

    public static Command Create(Terminal terminal)
    {
        var json = JsonTarget.Option();
        var command = new Command("versions", "List the state of the price archive and the former ones that can be put back.") { json };
        command.SetAction((parsed, _) =>
        {
            var versions = new PriceArchive(terminal.DataFolder).Versions();
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, PriceReviewJson.Of(versions));
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                var table = new Table().Border(TableBorder.Simple);
                table.AddColumns("version", "since", "by", "what", "files", "figures");
                foreach (var one in versions)
                {
                    table.AddRow(Text(one.Number), one.At.ToString(), Markup.Escape(one.By.Length == 0 ? "-" : one.By), Markup.Escape(What(one)), Text(one.Files), Text(one.Figures));
                }

                terminal.Tables().Write(table);
            }

            return Task.FromResult(0);
        });
        return command;
    }

    public static Command Restore(Terminal terminal)
    {
        var number = new Argument<int>("VERSION") { Description = "Which, as 'spillway prices versions' lists it." };
        var (check, json) = (CheckOption(), JsonTarget.Option());
        json.Description = "With --check: write the review as JSON to a file; '-' writes it to standard output and nothing else there.";
        var command = new Command("restore", "Put a former state of the price archive back; what stands now can be put back after it.") { number, check, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (archive, wanted) = (new PriceArchive(terminal.DataFolder), parsed.GetRequiredValue(number));
            if (parsed.GetValue(check))
            {
                return Show(terminal, await archive.ReviewRestoreAsync(wanted, RuleLibrary.Open(terminal.DataFolder).Find, cancellation).ConfigureAwait(false), parsed.GetValue(json));
            }

            var stands = archive.Restore(wanted, new(Instant.FromDateTimeOffset(terminal.Time.GetUtcNow()), "", null));
            terminal.Output.WriteLine($"Version {Text(wanted)} stands again, as version {Text(stands)}.");
            return 0;
        });
        return command;
    }

    /// <summary>The option that only says what would be done.</summary>
    public static Option<bool> CheckOption() => new("--check") { Description = "Say what would change and change nothing." };

    /// <summary>Shows a review.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="review">The review.</param>
    /// <param name="target">Where JSON goes; null for nowhere.</param>
    /// <returns>The exit code, 0.</returns>
    public static int Show(Terminal terminal, ArchiveReview review, string? target)
    {
        if (target is not null)
        {
            JsonTarget.Write(terminal, target, PriceReviewJson.Of(review));
        }

        if (JsonTarget.IsOutput(target))
        {
            return 0;
        }

        if (!review.Files.IsEmpty)
        {
            PricesImportCommand.Show(terminal, review.Files);
        }

        terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{review.New:N0} figures would be new, {review.Changed:N0} would be others, {review.Gone:N0} would go. Nothing was changed."));
        foreach (var one in review.Series.Take(MostShown))
        {
            terminal.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{one.Key.Market} {ProductNames.Of(one.Key.Product)} {one.Key.Point}: {one.New:N0} new on {one.NewDays:N0} days, {one.Changed:N0} changed, {one.Gone:N0} gone"));
        }

        foreach (var one in review.First.Take(MostShown))
        {
            terminal.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{one.Key.Point} {one.Start}: {one.Before} -> {(one.After is { } after ? after.ToString(CultureInfo.InvariantCulture) : "-")} {ProductNames.Unit(one.Key.Product)}"));
        }

        var more = Math.Max(0, review.Series.Length - MostShown) + Math.Max(0, review.Changed + review.Gone - Math.Min(MostShown, review.First.Length));
        if (more > 0)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"... and {more:N0} more."));
        }

        return 0;
    }

    private static string What(ArchiveVersion one) => one.BackTo is { } back ? $"version {Text(back)} put back"
        : one.Added.Length == 0 ? "import" : one.Added[0].Name + (one.Added.Length == 1 ? "" : $" and {Text(one.Added.Length - 1)} more");

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
