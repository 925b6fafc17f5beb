using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Spectre.Console;
using Spillway.App.Api;
using Spillway.App.Events;
using Spillway.App.Obligations;
using Spillway.Engine.Settlements.Baselines;

namespace Spillway.App.Cli;

/// <summary><c>spillway events</c>: the orders that took power off, and the proof of each.</summary>
internal static class EventsCommand
{
    public static Command Create(Terminal terminal) =>
        new("events", "The orders that took power off, and the proof of each, from the desk's journal. A desk may run meanwhile.")
        {
            ListCommand(terminal), ShowCommand(terminal), ProofCommand(terminal), FailuresCommand(terminal),
        };

    private static Command ListCommand(Terminal terminal)
    {
        var (home, json) = (Home(), JsonTarget.Option());
        var command = new Command("list", "The sheds and stops that the journal holds, oldest first.") { home, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var events = (await ScanAsync(terminal, parsed.GetValue(home) ?? terminal.DataFolder, cancellation).ConfigureAwait(false)).All;
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, new JsonObject { ["events"] = new JsonArray([.. events.Select(static one => (JsonNode)EventJson.Of(one))]) });
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                Show(terminal, events);
            }

            return 0;
        });
        return command;
    }

    private static Command ShowCommand(Terminal terminal)
    {
        var (name, home, json) = (Name(), Home(), JsonTarget.Option());
        var command = new Command("show", "What one event did, in a few lines.") { name, home, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var proof = await ProofAsync(terminal, parsed.GetRequiredValue(name), parsed.GetValue(home), cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, EventJson.Of(proof, null));
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                Show(terminal, proof);
            }

            return 0;
        });
        return command;
    }

    private static Command ProofCommand(Terminal terminal)
    {
        var (name, home, json) = (Name(), Home(), JsonTarget.Option());
        var page = new Option<string?>("--html") { Description = "Write the proof as one self-contained page.", HelpName = "FILE" };
        var price = new Option<decimal?>("--bitcoin-price") { Description = "What a bitcoin costs, in the site's currency, instead of the site file's revenue.price_usd_per_bitcoin: what was given up is then told in satoshi too.", HelpName = "PRICE" };
        price.Validators.Add(result =>
        {
            if (result.GetValue(price) is <= 0m)
            {
                result.AddError("--bitcoin-price is a price above zero.");
            }
        });
        var command = new Command("proof", "The proof of one event: what would have run, what was given up, saved and sold, how fast it came off, who did not follow, and the evidence list.") { name, page, json, price, home };
        command.Validators.Add(result =>
        {
            if (result.GetValue(page) is null && result.GetValue(json) is null)
            {
                result.AddError("Give --html FILE or --json FILE, or both; 'spillway events show' needs neither.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            foreach (var file in new[] { parsed.GetValue(page), parsed.GetValue(json) }.OfType<string>())
            {
                ResultFile.Check(file);
            }

            var proof = await ProofAsync(terminal, parsed.GetRequiredValue(name), parsed.GetValue(home), cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, EventJson.Of(proof, parsed.GetValue(price)));
            }

            if (parsed.GetValue(page) is { } html)
            {
                ResultFile.Write(terminal, html, output => EventPage.Write(proof, parsed.GetValue(price), output));
            }

            return 0;
        });
        return command;
    }

    private static Command FailuresCommand(Terminal terminal)
    {
        var (home, json) = (Home(), JsonTarget.Option());
        var command = new Command("failures", "How each order of the grid was delivered, and how many failures count: two within 365 days, or as many as the market's rules say, disqualify a load resource. Proves every event.") { home, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var events = await ScanAsync(terminal, parsed.GetValue(home) ?? terminal.DataFolder, cancellation).ConfigureAwait(false);
            var (judged, rules) = (new List<JudgedEvent>(), DeliveryRules.Usual);
            foreach (var found in events.All.Where(JudgedEvent.Counts))
            {
                var proof = await events.ProofAsync(found, cancellation).ConfigureAwait(false);
                judged.Add(new(found, proof.Delivery));
                rules = proof.Rules;
            }

            var record = JudgedEvent.Record(judged, rules);
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, EventJson.Of(judged, record));
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                Show(terminal, judged, record);
            }

            return 0;
        });
        return command;
    }

    private static Argument<string> Name() => new("ID") { Description = "The order's id, or the journal's number of the pass that took it; of equal ids the newest." };

    private static Option<string?> Home() => new("--home")
    {
        Description = "The data folder of the desk whose journal is read. Default: SPILLWAY_HOME, else ~/.spillway.",
        HelpName = "PATH",
    };

    private static async Task<JournalEvents> ScanAsync(Terminal terminal, string home, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(terminal);
        return await JournalEvents.ReadAsync(home, terminal.Time, new Done(progress), cancellation).ConfigureAwait(false);
    }

    private static async Task<EventProof> ProofAsync(Terminal terminal, string name, string? folder, CancellationToken cancellation)
    {
        var events = await ScanAsync(terminal, folder ?? terminal.DataFolder, cancellation).ConfigureAwait(false);
        return await events.ProofAsync(name, cancellation).ConfigureAwait(false);
    }

    private static void Show(Terminal terminal, ImmutableArray<JournalEvent> events)
    {
        if (events.IsEmpty)
        {
            terminal.Output.WriteLine("The journal holds no shed and no stop.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("accepted (UTC)", "event", "kind", "rank");
        table.AddColumn(new TableColumn("MW").RightAligned().NoWrap());
        table.AddColumns("ended (UTC)", "reason");
        foreach (var one in events)
        {
            table.AddRow(
                Instants(one.At), Markup.Escape(one.Order.Id.Text), OrderWords.Of(one.Order.Kind), OrderWords.Of(one.Order.Rank),
                one.Answer.Level is { } level ? Text($"{level.Value:0.###}") : "", one.End is { } end ? Instants(end.At) : "holds", Markup.Escape(one.Order.Reason));
        }

        terminal.Tables().Write(table);
    }

    private static void Show(Terminal terminal, List<JudgedEvent> judged, FailureRecord record)
    {
        foreach (var one in judged)
        {
            WrappedText.Write(terminal.Output, $"{Instants(one.Event.At)} {one.Event.Order.Id}: {(one.Delivery is { } delivery ? EventSentences.Delivered(delivery) : "not judged: nothing was measured between deadline and end")}", 2, terminal.Width);
        }

        var now = judged.Count == 0 ? (Instant?)null : judged[^1].Event.At;
        terminal.Output.WriteLine(now is { } last
            ? Text($"{record.At(last)} failures count at {Instants(last)}; {(record.DisqualifiedAt() is { } at ? $"disqualified at {Instants(at)}" : "not disqualified")}.")
            : "The journal holds no order of the grid.");
    }

    private static void Show(Terminal terminal, EventProof proof)
    {
        terminal.Output.WriteLine($"{proof.Site.Name}: event {proof.Event.Order.Id}");
        WrappedText.Write(terminal.Output, EventSentences.Lead(proof), 0, terminal.Width);
        WrappedText.Write(terminal.Output, "off after " + string.Join(", ", proof.Response.Select(static point => Text($"{point.Within.TotalSeconds:0} s {(point.Off is { } off ? off.Value.ToString("0.000", CultureInfo.InvariantCulture) : "–")} MW"))), 0, terminal.Width);
        WrappedText.Write(terminal.Output, proof.Delivery is { } delivery ? EventSentences.Delivered(delivery) : "no delivery to judge", 0, terminal.Width);
        terminal.Output.WriteLine(Text($"{proof.NotFollowed.Count()} of {proof.Commands.Length} machines and feeds did not follow; power by {proof.Grade.Word}"));
        foreach (var item in proof.Evidence)
        {
            WrappedText.Write(terminal.Output, Text($"  {item.At:uuuu-MM-dd'T'HH:mm:ss.fff'Z'} record {item.Number} {item.What}: {item.Detail}"), 4, terminal.Width);
        }

        foreach (var note in proof.Notes)
        {
            WrappedText.Write(terminal.Output, note, 0, terminal.Width);
        }
    }

    private static string Instants(Instant at) => at.ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Done(ProgressLine line) : IProgress<long>
    {
        public void Report(long value) => line.Show(Text($"{value} records read"));
    }
}
