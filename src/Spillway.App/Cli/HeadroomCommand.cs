using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Spectre.Console;
using Spillway.App.Api;
using Spillway.App.Backtests;
using Spillway.App.Obligations;
using Spillway.App.Sites;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;

namespace Spillway.App.Cli;

/// <summary><c>spillway headroom</c>: what of a site is still free to sell, and who holds the rest.</summary>
internal static class HeadroomCommand
{
    private const int LongestMinutes = 1440;

    public static Command Create(Terminal terminal)
    {
        var site = new Argument<string>("SITE.yaml") { Description = "The site file." };
        var from = new Option<string>("--from") { Description = "First local day, YYYY-MM-DD.", Required = true };
        var to = new Option<string>("--to") { Description = "The local day after the last, YYYY-MM-DD.", Required = true };
        var awards = AwardsOption.Create();
        var minutes = new Option<int>("--interval") { Description = "The length of an interval, in minutes.", HelpName = "MINUTES", DefaultValueFactory = _ => 15 };
        minutes.Validators.Add(result =>
        {
            if (result.GetValue(minutes) is < 1 or > LongestMinutes || LongestMinutes % result.GetValue(minutes) != 0)
            {
                result.AddError($"--interval is {result.GetValue(minutes)}; give minutes that divide a day.");
            }
        });
        var rules = RulesOption.Create();
        var json = JsonTarget.Option();
        var command = new Command("headroom", "What of the site is still free to sell in each interval, and who holds the rest: blocks, awards, emergency response, the import limit. Exit code 1 where more is sold than can run.") { site, from, to, awards, minutes, rules, json };
        command.SetAction((parsed, cancellation) =>
        {
            var file = parsed.GetRequiredValue(site);
            var library = RulesOption.Open(terminal, parsed, rules);
            var definition = SiteFile.Read(file, library);
            var range = Range(definition, parsed.GetRequiredValue(from), parsed.GetRequiredValue(to));
            var book = SiteHoldings.Of(
                definition,
                SiteHoldings.Awards(definition, parsed.GetValue(awards) ?? [], cancellation),
                library.Find(definition.Operator));
            var lines = Lines(definition, book, range, Duration.FromMinutes(parsed.GetValue(minutes)));
            var shortfalls = new HeadroomLedger(definition.Site).Shortfalls(book, range.Start, range.End, null);
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, Json(definition, range, lines, shortfalls));
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                Show(terminal, definition, lines);
            }

            return shortfalls.IsEmpty ? Task.FromResult(0) : throw HeldWatch.Oversold(shortfalls);
        });
        return command;
    }

    private static Interval Range(SiteDefinition site, string from, string to)
    {
        var (first, end) = (BacktestRange.Date("--from", from), BacktestRange.Date("--to", to));
        return first < end
            ? new(first.AtStartOfDayInZone(site.TimeZone).ToInstant(), end.AtStartOfDayInZone(site.TimeZone).ToInstant())
            : throw new Engine.RefusedException(BacktestErrors.RangeIsEmpty, $"--from {first:uuuu-MM-dd} --to {end:uuuu-MM-dd} holds no day.");
    }

    private static List<Headroom> Lines(SiteDefinition site, HeldBook book, Interval range, Duration length)
    {
        var ledger = new HeadroomLedger(site.Site);
        var lines = new List<Headroom>();
        for (var at = range.Start; at < range.End; at += length)
        {
            var slot = new Slot(at, length);
            lines.Add(ledger.At(slot, book.During(slot.Start, slot.End), null));
        }

        return lines;
    }

    private static JsonObject Json(SiteDefinition site, Interval range, List<Headroom> lines, IEnumerable<HeldShortfall> shortfalls) => new()
    {
        ["site"] = site.Site.Id.Text,
        ["from_utc"] = ApiJson.Instant(range.Start),
        ["to_utc"] = ApiJson.Instant(range.End),
        ["stands"] = lines.TrueForAll(static line => line.Stands),
        ["shortfalls"] = new JsonArray([.. shortfalls.Select(static one => (JsonNode)HeadroomJson.Of(one))]),
        ["intervals"] = new JsonArray([.. lines.Select(static line => (JsonNode)HeadroomJson.Of(line))]),
    };

    // Neighbouring intervals with the same figures are one line of the table.
    private static void Show(Terminal terminal, SiteDefinition site, List<Headroom> lines)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("from (local)").NoWrap());
        foreach (var heading in new[] { "intervals", "can run, MW", "held, MW", "free, MW", "ahead free, MW" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        table.AddColumn("who holds the rest");
        for (var first = 0; first < lines.Count;)
        {
            var line = lines[first];
            var end = first + 1;
            while (end < lines.Count && IsSame(line, lines[end]))
            {
                end++;
            }

            table.AddRow(
                line.Slot.Start.InZone(site.TimeZone).ToString("uuuu-MM-dd HH:mm x", CultureInfo.InvariantCulture),
                Text($"{end - first}"),
                Text($"{line.Available.Value:0.###}"),
                Text($"{line.Up.Held.Value:0.###}"),
                line.Up.Missing.Value > 0m ? Text($"MISSING {line.Up.Missing.Value:0.###}") : Text($"{line.Up.Free.Value:0.###}"),
                line.Ahead.Missing.Value > 0m ? Text($"MISSING {line.Ahead.Missing.Value:0.###}") : Text($"{line.Ahead.Free.Value:0.###}"),
                Markup.Escape(string.Join(", ", line.Holdings.Select(static one => Text($"{one.Name} {one.Power.Value:0.###}")))));
            first = end;
        }

        terminal.Tables().Write(table);
    }

    private static bool IsSame(Headroom one, Headroom other) =>
        one with { Slot = other.Slot, Holdings = other.Holdings } == other && one.Holdings.SequenceEqual(other.Holdings);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
