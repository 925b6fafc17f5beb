using System.Text.Json;
using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class BidCommandTests : IDisposable
{
    private const string Noon = "2023-08-17T17:00:00Z";

    private static readonly string _dadu = Path.Combine(Repository.Root, "samples/dadu-1/site.yaml");

    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void A_person_sees_the_curve_as_a_table()
    {
        _screen.Run("bid", _dadu, "--at", Noon).ShouldBe(0);

        _screen.Errors.ShouldBeEmpty();
        Approval.Matches("tests/Spillway.Tests/App/Cli/bid.approved.txt", _screen.Output);
    }

    [Fact]
    public void A_program_reads_the_curve_as_JSON_and_nothing_else()
    {
        _screen.Run("bid", _dadu, "--at", Noon, "--json", "-").ShouldBe(0);

        var json = JsonDocument.Parse(_screen.Output).RootElement;
        json.GetProperty("at_utc").GetString().ShouldBe(Noon);
        json.GetProperty("hashprice_date_utc").GetString().ShouldBe("2023-08-16");
        json.GetProperty("steps").GetArrayLength().ShouldBe(4);

        // hall-a: 104 TH/s × 55 ÷ 1000 × 0.99 ÷ 24 an hour, over 3,068 W × 1.05.
        var last = json.GetProperty("steps")[3];
        last.GetProperty("group").GetString().ShouldBe("hall-a");
        last.GetProperty("price_usd_per_mwh").GetDouble().ShouldBe(104 * 55.0 / 1000 * 0.99 / 24 / (0.003068 * 1.05), 1e-9);
        last.GetProperty("to_mw").GetDouble().ShouldBe(0.000001 * 1.05 * ((9000 * 3068) + (11000 * 3010) + (10000 * 3500)), 1e-9);
    }

    [Fact]
    public void A_spreadsheet_reads_the_curve_as_CSV()
    {
        var csv = Path.Combine(_screen.Folder, "curve.csv");

        _screen.Run("bid", _dadu, "--at", Noon, "--csv", csv).ShouldBe(0);

        File.ReadAllLines(csv).ShouldBe(
        [
            "price_usd_per_mwh,from_mw,to_mw,group,from_mode,to_mode,machines",
            "123.469387755102,0,36.75,hall-c,off,normal,10000",
            "108.035714285714,36.75,59.85,hall-b,off,low,11000",
            "85.5728429985856,59.85,71.5155,hall-b,low,normal,11000",
            "73.2445520581114,71.5155,100.5081,hall-a,off,normal,9000",
        ]);
        Directory.GetFiles(_screen.Folder).ShouldBe([csv], "nothing is left beside the result");
    }

    [Theory]
    [InlineData("2023-08-17T00:00:00Z", 40)]
    [InlineData("2023-08-17T23:59:59Z", 40)]
    [InlineData("2023-08-18T00:00:00Z", 60)]
    public void The_hash_price_of_the_UTC_day_before_counts(string at, int hashprice)
    {
        var series = _screen.Write("hashprice.csv", "date_utc,hashprice_usd_per_ph_day\n2023-08-16,40\n2023-08-17,60\n");

        _screen.Run("bid", _dadu, "--at", at, "--hashprice", series, "--json", "-").ShouldBe(0);

        JsonDocument.Parse(_screen.Output).RootElement.GetProperty("hashprice_usd_per_ph_day").GetInt32().ShouldBe(hashprice);
    }

    [Fact]
    public void A_series_that_misses_that_day_is_refused_by_its_name_and_reach()
    {
        var series = _screen.Write("hashprice.csv", "date_utc,hashprice_usd_per_ph_day\n2023-08-16,40\n2023-08-17,60\n");

        _screen.Run("bid", _dadu, "--at", "2023-08-19", "--hashprice", series, "--csv", Path.Combine(_screen.Folder, "curve.csv")).ShouldBe(1);

        _screen.Errors.ShouldContain($"{series}: no hash price for 2023-08-18 (UTC), the day before --at; the series reaches from 2023-08-16 to 2023-08-17. [SW4201]");
        Directory.GetFiles(_screen.Folder).ShouldBe([series]);
    }

    [Fact]
    public void A_site_without_any_hash_price_is_refused_by_the_load_that_needs_one()
    {
        var text = File.ReadAllText(_dadu).Replace("  hashprice_usd_per_ph_day: 55", "#", StringComparison.Ordinal);
        var site = _screen.Write("site.yaml", text);

        _screen.Run("bid", site, "--at", Noon).ShouldBe(1);

        _screen.Errors.ShouldContain($"{site}: load 'hall-a' has no value of its own and the site no hash price. [SW4104]");
    }

    [Fact]
    public void What_is_not_offered_is_said_with_its_reason()
    {
        var text = File.ReadAllText(_dadu)
            .Replace("import_limit_mw: 120", "import_limit_mw: 90", StringComparison.Ordinal)
            .Replace("        hashrate_th_per_s: 100\n        power_w: 2000", "        hashrate_th_per_s: 80\n        power_w: 2000", StringComparison.Ordinal);

        _screen.Run("bid", _screen.Write("site.yaml", text), "--at", Noon).ShouldBe(0);

        _screen.Output.ShouldContain("Not offered: 3,262 machines of hall-a in mode normal, worth 73.24: the import limit is 90 MW.");
        _screen.Output.ShouldContain("Not offered: hall-b in mode low: at every price another mode is worth at least as much.");
    }

    [Theory]
    [InlineData("2025-12-05T05:59:59Z", "5000")]
    [InlineData("2025-12-05T06:00:00Z", "2000")]
    public void What_is_worth_more_than_the_offer_cap_of_the_day_is_bid_at_the_cap_and_said(string at, string cap)
    {
        var site = Worth("gpu-hall", "7500");

        _screen.Run("bid", site, "--at", at).ShouldBe(0);

        _screen.Output.ShouldContain($"from {cap}.00");
        _screen.Output.ShouldContain($"Capped: 10 machines of gpu-hall in mode normal, worth 7500.00, bid {cap}.00: the real-time-offer-cap of ercot.yaml.");
        using var programme = new Screen();
        programme.Run("bid", site, "--at", at, "--json", "-").ShouldBe(0);
        var json = JsonDocument.Parse(programme.Output).RootElement;
        json.GetProperty("offer_cap_usd_per_mwh").GetDecimal().ShouldBe(decimal.Parse(cap, System.Globalization.CultureInfo.InvariantCulture));
        json.GetProperty("steps")[0].GetProperty("price_usd_per_mwh").GetDecimal().ShouldBe(json.GetProperty("offer_cap_usd_per_mwh").GetDecimal());
        json.GetProperty("capped")[0].GetProperty("worth_usd_per_mwh").GetDecimal().ShouldBe(7500m);
        json.GetProperty("offer_floor_usd_per_mwh").GetDecimal().ShouldBe(-251m);
    }

    [Fact]
    public void What_is_worth_no_more_than_the_lowest_price_is_not_offered()
    {
        var site = _screen.Write("shanxi.yaml", Gpu("hall", "300", "shanxi", "CNY"));
        Directory.CreateDirectory(Path.Combine(_screen.Folder, "rules"));
        var rules = _screen.Write("rules/shanxi.yaml", File.ReadAllText(Path.Combine(Repository.Root, "rules/shanxi.yaml"))
            .Replace("{kind: price-floor, from: 2025-01-01, value_cny_per_mwh: 0,", "{kind: price-floor, from: 2025-01-01, value_cny_per_mwh: 300,", StringComparison.Ordinal));

        _screen.Run("bid", site, "--at", "2026-03-01", "--rules", Path.GetDirectoryName(rules)!).ShouldBe(0);

        _screen.Output.ShouldContain("Not offered: 10 machines of hall in mode normal, worth 300.00: no price is below the price-floor of shanxi.yaml, 300.00.");
        _screen.Output.ShouldContain("market-rules: shanxi is read from ");
    }

    [Fact]
    public void A_limit_that_the_rules_mark_uncertain_caps_nothing_and_is_named()
    {
        _screen.Run("bid", _screen.Write("nem.yaml", Gpu("hall", "30000", "nem", "AUD")), "--at", "2026-09-01").ShouldBe(0);

        _screen.Output.ShouldContain("from 30000.00");
        _screen.Output.ShouldContain("Not capped by what nem.yaml marks uncertain: price-cap.");
    }

    [Fact]
    public void A_site_in_another_currency_than_its_market_is_not_capped_and_told_why()
    {
        _screen.Run("bid", _screen.Write("site.yaml", Gpu("hall", "9000", "ercot", "EUR")), "--at", Noon).ShouldBe(0);

        _screen.Output.ShouldContain("from 9000.00");
        _screen.Output.ShouldContain("market-currency: ");
    }

    private string Worth(string id, string value) => _screen.Write("gpu.yaml", Gpu(id, value, "ercot", "USD"));

    private static string Gpu(string id, string value, string market, string currency) => $"""
        site: gpus
        time_zone: UTC
        currency: {currency}
        market:
          operator: {market}
          settlement_point: POINT
        interconnection:
          import_limit_mw: 5
        loads:
          - id: {id}
            kind: gpu
            machines: 10
            power_w: 10000
            value_{currency.ToLowerInvariant()}_per_mwh: {value}

        """;

    [Fact]
    public void One_standard_output_cannot_hold_both_CSV_and_JSON()
    {
        _screen.Run("bid", _dadu, "--at", Noon, "--csv", "-", "--json", "-").ShouldBe(2);

        _screen.Output.ShouldBeEmpty();
        _screen.Errors.ShouldContain("--csv - and --json - both want standard output");
    }
}
