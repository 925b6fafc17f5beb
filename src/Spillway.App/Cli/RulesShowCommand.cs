using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Spectre.Console;
using Spillway.App.Backtests;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Engine.Sites.Rules;

namespace Spillway.App.Cli;

/// <summary><c>spillway rules show</c>: what holds in a market on a day.</summary>
internal static class RulesShowCommand
{
    private const string Unknown = "not known";

    public static Command Create(Terminal terminal)
    {
        var market = new Argument<string>("MARKET") { Description = "The market, as 'spillway rules list' names it." };
        var at = PricesFilter.DayOption("--at", "The local day, or the instant, to show; today without it.");
        var yaml = new Option<bool>("--yaml") { Description = "Print the market's file as it is written, to start an own one from." };
        var folder = RulesOption.Create();
        var json = JsonTarget.Option();
        var command = new Command("show", "What holds in a market on a day, each value with its unit and source.") { market, at, yaml, folder, json };
        command.SetAction((parsed, _) =>
        {
            var library = RulesOption.Open(terminal, parsed, folder);
            var name = parsed.GetRequiredValue(market);
            if (parsed.GetValue(yaml))
            {
                terminal.Output.Write(library.Text(name));
                return Task.FromResult(0);
            }

            var rules = library.Require(name);
            var source = library.Sources.First(one => one.Market == name);
            var instant = parsed.GetValue(at)?.In(rules.Zone) ?? Instant.FromDateTimeOffset(terminal.Time.GetUtcNow());
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, Json(rules, source, rules.At(instant)));
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                Show(terminal, rules, source, rules.At(instant));
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static void Show(Terminal terminal, MarketRules rules, RuleSource source, RulesInForce held)
    {
        terminal.Output.WriteLine($"{rules.Market}: {rules.Name}, {rules.Zone.Id}, {rules.Currency}");
        terminal.Output.WriteLine($"In force from {Local(held.From, rules.Zone)} to {Local(held.To, rules.Zone)}; read from {RulesListCommand.Place(source)}, {held.Version}.");
        var table = new Table().Border(TableBorder.Simple).AddColumns("rule", "value", "source");
        foreach (var rule in RuleRows.Of(held, rules.Currency).GroupBy(row => row.Rule[..row.Rule.LastIndexOf('.')]))
        {
            var rows = rule.ToList();
            var value = rows.Count == 1 ? Value(rows[0]) : string.Join('\n', rows.Select(row => $"{row.Rule[(rule.Key.Length + 1)..]}: {Value(row)}"));
            table.AddRow(Markup.Escape(rule.Key), Markup.Escape(value), Markup.Escape(rows[0].Source));
        }

        terminal.Tables().Write(table);
        if (!rules.PeakRates.IsEmpty)
        {
            terminal.Output.WriteLine($"Coincident peaks, {rules.Currency} per MW and year of charges: {string.Join(", ", rules.PeakRates.Select(Rate))}.");
        }

        if (!rules.OfficialPeaks.IsEmpty)
        {
            var (first, last) = (rules.OfficialPeaks[0], rules.OfficialPeaks[^1]);
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Official peaks: {rules.OfficialPeaks.Length}, from {first.Year}-{first.Month:00} to {last.Year}-{last.Month:00}; --json - lists them."));
        }
    }

    private static string Value(RuleRow row) =>
        !row.IsKnown ? Unknown : row.Unit.Length == 0 ? row.Value.ToString() : $"{row.Value} {row.Unit}";

    private static string Rate(CoincidentPeakRate rate) =>
        string.Create(CultureInfo.InvariantCulture, $"{rate.ChargeYear} {(rate.Rate.IsKnown ? PlainNumber.Write(rate.Rate.Known.Value) : Unknown)}");

    private static string Local(Instant at, DateTimeZone zone) =>
        at == Instant.MinValue ? "ever" : at == Instant.MaxValue ? "further notice" : at.InZone(zone).LocalDateTime.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What holds; the API has the same fields.</summary>
    public static JsonObject Json(MarketRules rules, RuleSource source, RulesInForce held) => new()
    {
        ["market"] = rules.Market,
        ["name"] = rules.Name,
        ["time_zone"] = rules.Zone.Id,
        ["currency"] = rules.Currency,
        ["file"] = source.Path,
        ["embedded"] = source.IsEmbedded,
        ["sha256"] = held.Version.Sha256,
        ["regime"] = held.Version.Regime.Length == 0 ? null : held.Version.Regime,
        ["from_utc"] = Utc(held.From),
        ["to_utc"] = Utc(held.To),
        ["rules"] = new JsonArray([.. RuleRows.Of(held, rules.Currency).Select(Json)]),
        [$"coincident_peak_rates_{Lower(rules.Currency)}_per_mw_year"] = new JsonArray([.. rules.PeakRates.Select(rate => (JsonNode)new JsonObject
        {
            ["charge_year"] = rate.ChargeYear,
            ["rate"] = rate.Rate.IsKnown ? BacktestJson.Number(rate.Rate.Known.Value) : null,
            ["source"] = rate.Source,
        })]),
        ["official_peaks"] = new JsonArray([.. rules.OfficialPeaks.Select(peak => (JsonNode)new JsonObject
        {
            ["year"] = peak.Year,
            ["month"] = peak.Month,
            ["start_utc"] = peak.Start.ToString(),
            ["system_mw"] = BacktestJson.Number(peak.SystemLoad.Value),
        })]),
    };

    private static JsonNode Json(RuleRow row) => new JsonObject
    {
        ["rule"] = row.Rule,
        ["value"] = !row.IsKnown ? null : row.Unit.Length > 0 && PlainNumber.TryRead(row.Value.ToString(), out var number) ? BacktestJson.Number(number) : row.Value.ToString(),
        ["unit"] = row.Unit.Length == 0 ? null : row.Unit,
        ["known"] = row.IsKnown,
        ["source"] = row.Source,
    };

    private static string? Utc(Instant at) => at == Instant.MinValue || at == Instant.MaxValue ? null : at.ToString();

    private static string Lower(string currency) => string.Concat(currency.Select(char.ToLowerInvariant));
}
