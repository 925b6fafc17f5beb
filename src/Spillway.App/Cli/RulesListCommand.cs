using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Spectre.Console;
using Spillway.App.Rules;
using Spillway.Engine.Sites.Rules;

namespace Spillway.App.Cli;

/// <summary><c>spillway rules list</c>: the markets that have rules, and where those are read from.</summary>
internal static class RulesListCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = RulesOption.Create();
        var json = JsonTarget.Option();
        var command = new Command("list", "The markets that have rules, their time zone and currency, and where the rules are read from.") { folder, json };
        command.SetAction((parsed, _) =>
        {
            var library = RulesOption.Open(terminal, parsed, folder);
            var all = library.All();
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, new JsonObject
                {
                    ["markets"] = new JsonArray([.. library.Sources.Zip(all, Json)]),
                });
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                Show(terminal, library, all);
            }

            return Task.FromResult(0);
        });
        return command;
    }

    /// <summary>Where a market's rules are read from, for people.</summary>
    public static string Place(RuleSource source) =>
        source.IsEmbedded ? "the program" : source.Replaces is { } other ? $"{source.Path} instead of {other}" : source.Path;

    private static void Show(Terminal terminal, RuleLibrary library, ImmutableArray<MarketRules> all)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("market", "name", "time zone", "currency", "dated from", "changes", "read from");
        table.Columns[5].RightAligned();
        foreach (var (source, rules) in library.Sources.Zip(all))
        {
            table.AddRow(
                Markup.Escape(rules.Market),
                Markup.Escape(rules.Name),
                Markup.Escape(rules.Zone.Id),
                rules.Currency,
                First(rules) is { } first ? first.InZone(rules.Zone).Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) : "ever",
                Changes(rules).ToString(CultureInfo.InvariantCulture),
                Markup.Escape(Place(source)));
        }

        terminal.Tables().Write(table);
    }

    private static JsonNode Json(RuleSource source, MarketRules rules) => new JsonObject
    {
        ["market"] = rules.Market,
        ["name"] = rules.Name,
        ["time_zone"] = rules.Zone.Id,
        ["currency"] = rules.Currency,
        ["dated_from_utc"] = First(rules)?.ToString(),
        ["changes"] = Changes(rules),
        ["file"] = source.Path,
        ["embedded"] = source.IsEmbedded,
        ["replaces"] = source.Replaces,
        ["sha256"] = rules.Periods[0].Version.Sha256,
    };

    private static Instant? First(MarketRules rules) => rules.Periods[0].From == Instant.MinValue ? null : rules.Periods[0].From;

    private static int Changes(MarketRules rules) => rules.Periods.Length - 1;
}
