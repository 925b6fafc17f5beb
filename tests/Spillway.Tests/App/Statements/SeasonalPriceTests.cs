using System.Text.Json;
using Shouldly;
using Spillway.App.Rules;
using Xunit;

namespace Spillway.Tests.App.Statements;

/// <summary>A site in Sichuan's surplus zone: in the wet season its metered load is priced by the scheme.</summary>
public sealed class SeasonalPriceTests : IDisposable
{
    private const string Name = "sichuan.yaml";

    private readonly SettleDesk _desk = new() { From = "2025-10-31", To = "2025-11-02" };

    public SeasonalPriceTests()
    {
        _desk.Site(Hall("surplus-zone"));
        _desk.PriceFile("interval_start_utc,PROVINCE\n2025-10-31T15:30:00Z,310\n2025-10-31T15:45:00Z,320\n2025-10-31T16:00:00Z,330\n2025-10-31T16:15:00Z,340\n");
        _desk.MeterFile(SettleDesk.Rows("main", "2025-10-31T15:30:00Z", 1, 2, 3, 4));
    }

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void The_scheme_prices_metered_load_to_the_end_of_its_season_and_the_market_from_then_on()
    {
        OwnRules(250m);

        var statement = _desk.Statement();

        // The last half hour of October in China at 250, the first of November at the market's price.
        statement.GetProperty("total_cny").GetDecimal().ShouldBe((3 * 250) + (3 * 330) + (4 * 340));
        statement.GetProperty("settled_intervals").GetInt32().ShouldBe(4);
        statement.GetProperty("notes").EnumerateArray().Select(note => note.GetString()!).ShouldContain(note => note.StartsWith("In 96 intervals metered load is priced at seasonal_prices[surplus-zone] of sichuan.yaml", StringComparison.Ordinal));
        statement.GetProperty("inputs").EnumerateArray().ShouldContain(input => input.GetProperty("file").GetString() == Name && input.GetProperty("form").GetString() == "market rules");
    }

    [Fact]
    public void A_line_names_the_rule_and_its_version_and_explain_shows_where_the_price_stands()
    {
        var rules = OwnRules(250m);
        _desk.Run("--csv", _desk.At("lines.csv")).ShouldBe(0, _desk.Errors);
        var version = RuleLibrary.OfFile(Name, rules).Periods[0].Version.ToString();

        var lines = File.ReadAllLines(_desk.At("lines.csv"));
        lines.Single(line => line.StartsWith("2025-10-31T15:30:00Z/energy-real-time/", StringComparison.Ordinal)).ShouldSatisfyAllConditions(
            line => line.ShouldContain(",seasonal_prices[surplus-zone],"), line => line.ShouldContain(version), line => line.ShouldContain($",{Name},"));
        lines.Single(line => line.StartsWith("2025-10-31T16:00:00Z/energy-real-time/", StringComparison.Ordinal)).ShouldContain(",PROVINCE,");

        _desk.Explain("2025-10-31T15:30:00Z/energy-real-time/-/consumption").ShouldBe(0, _desk.Errors);

        var row = Array.FindIndex(File.ReadAllLines(rules), line => line.Contains("price_cny_per_mwh: 250", StringComparison.Ordinal)) + 1;
        var said = string.Join(' ', _desk.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        said.ShouldContain($"price: {rules}, row {row}: price_cny_per_mwh: 250");
        said.ShouldContain($"rule: {version}");
    }

    [Fact]
    public void Where_no_market_price_is_given_only_the_season_is_settled()
    {
        OwnRules(250m);
        _desk.Prices.Clear();

        var statement = _desk.Statement();

        statement.GetProperty("total_cny").GetDecimal().ShouldBe(3 * 250);
        statement.GetProperty("settled_intervals").GetInt32().ShouldBe(2);
    }

    [Fact]
    public void A_position_is_worth_the_market_price_and_stays_open_without_one()
    {
        OwnRules(250m);
        _desk.Site(Hall("surplus-zone") + "contracts:\n  - {kind: fixed-block, id: block-1, mw: 4, price_cny_per_mwh: 300}\n");

        var statement = _desk.Statement();
        _desk.Prices.Clear();
        var without = _desk.Statement();

        Amount(statement, "energy-real-time").ShouldBe((3 * 250) + (3 * 330) + (4 * 340));
        Amount(statement, "fixed-block").ShouldBe((4 * 300) - (310 + 320 + 330 + 340));
        without.GetProperty("settled_intervals").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void A_price_that_nobody_established_is_refused_and_not_made_up()
    {
        _desk.Run().ShouldBe(1);

        _desk.Errors.ShouldContain("SW1101");
        _desk.Errors.ShouldContain("seasonal_prices[surplus-zone].price_cny_per_mwh");
    }

    [Fact]
    public void A_scheme_that_the_market_does_not_have_is_refused_with_those_it_has()
    {
        _desk.Site(Hall("surplus-zoen"));

        _desk.Run().ShouldBe(1);

        _desk.Errors.ShouldContain("market.scheme is 'surplus-zoen', and seasonal_prices of sichuan.yaml has surplus-zone.");
    }

    [Fact]
    public void A_site_that_takes_part_in_no_scheme_pays_the_market_price()
    {
        _desk.Site(Hall(null));

        _desk.Statement().GetProperty("total_cny").GetDecimal().ShouldBe(310 + (2 * 320) + (3 * 330) + (4 * 340));
    }

    [Fact]
    public void A_backtest_pays_the_scheme_price_too_and_says_so()
    {
        OwnRules(250m);

        _desk.Command("backtest", _desk.At("site.yaml"), "--prices", _desk.Prices[0], "--from", _desk.From, "--to", _desk.To, "--policy", "always-on", "--json", "-").ShouldBe(0, _desk.Errors);

        var policy = JsonDocument.Parse(_desk.Output).RootElement.GetProperty("policies")[0];
        policy.GetProperty("energy_mwh").GetDecimal().ShouldBe(4 * 4);
        policy.GetProperty("energy_cost_cny").GetDecimal().ShouldBe(4 * (250 + 250 + 330 + 340));
        _desk.Errors.ShouldContain("2 prices of PROVINCE are seasonal_prices[surplus-zone]");
    }

    [Fact]
    public void A_backtest_refuses_a_scheme_beside_positions_it_would_value_wrongly()
    {
        OwnRules(250m);
        _desk.Site(Hall("surplus-zone") + "contracts:\n  - {kind: fixed-block, id: block-1, mw: 4, price_cny_per_mwh: 300}\n");

        _desk.Command("backtest", _desk.At("site.yaml"), "--prices", _desk.Prices[0], "--from", _desk.From, "--to", _desk.To).ShouldBe(1);

        _desk.Errors.ShouldContain("SW4111");
    }

    [Fact]
    public void A_statement_with_a_scheme_price_is_proved_and_verified()
    {
        OwnRules(250m);
        var bundle = _desk.At("month.bundle");

        _desk.Command("keys", "init").ShouldBe(0, _desk.Errors);
        _desk.Command("prove", _desk.At("site.yaml"), "--prices", _desk.Prices[0], "--meter", _desk.Meters[0], "--from", _desk.From, "--to", _desk.To, "--out", bundle).ShouldBe(0, _desk.Errors);

        _desk.Command("verify", bundle).ShouldBe(0, _desk.Output + _desk.Errors);
        File.ReadAllText(bundle).ShouldContain("\"price_id\":\"seasonal_prices[surplus-zone]@2025-10-31T15:30:00Z#");
    }

    private static decimal Amount(JsonElement statement, string charge) =>
        statement.GetProperty("charges").EnumerateArray().Single(one => one.GetProperty("charge").GetString() == charge).GetProperty("amount_cny").GetDecimal();

    private static string Hall(string? scheme) =>
        $"""
        site: ngawa
        time_zone: Asia/Shanghai
        currency: CNY
        market:
          operator: sichuan
          settlement_point: PROVINCE
        {(scheme is null ? "" : $"  scheme: {scheme}\n")}interconnection:
          import_limit_mw: 20
        loads:
          - id: gpus
            kind: gpu
            machines: 1600
            power_w: 10000
            value_cny_per_mwh: 2000

        """;

    // The program's own file with the price that somebody knows, in the data folder.
    private string OwnRules(decimal price)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_desk.Folder, "home", "rules"));
        var path = Path.Combine(folder.FullName, Name);
        File.WriteAllText(path, RuleLibrary.OfProgram().Text("sichuan").Replace(
            "    uncertain: true                   # agreements of 200 to 400 CNY/MWh are quoted by weak sources only\n", FormattableString.Invariant($"    price_cny_per_mwh: {price}\n"), StringComparison.Ordinal));
        return path;
    }
}
