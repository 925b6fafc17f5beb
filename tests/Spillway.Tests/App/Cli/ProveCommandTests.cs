using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Spillway.App.Proofs;
using Spillway.Journal.Sqlite;
using Spillway.Tests.App.Statements;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class ProveCommandTests : IDisposable
{
    private readonly Screen _screen = new();
    private readonly string _bundle;

    public ProveCommandTests() => _bundle = Path.Combine(_screen.Folder, "july.proof");

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void A_statement_is_proved_and_the_bundle_is_whole()
    {
        Prove().ShouldBe(0, _screen.Errors);
        _screen.Output.ShouldContain("12 lines, root ");
        File.ReadAllText(Path.Combine(_screen.Folder, VerifyPage.FileName)).ShouldBe(VerifyPage.Text);

        _screen.Run("verify", _bundle).ShouldBe(0, _screen.Output);
        _screen.Output.ShouldContain("a key of this data folder (active)");
        _screen.Output.ShouldContain("Whole: it is as it was signed, and it adds up.");

        _screen.Run("verify", _bundle, "--json", "-").ShouldBe(0);
        var found = JsonDocument.Parse(_screen.Output).RootElement;
        found.GetProperty("totals").GetProperty("total_usd").GetDecimal().ShouldBe(-33_320.00m);
        found.GetProperty("lines").GetInt64().ShouldBe(12);
        found.GetProperty("faults").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void The_clauses_stand_in_it_as_the_site_file_words_them()
    {
        Prove().ShouldBe(0, _screen.Errors);

        File.ReadAllText(_bundle).ShouldContain("""
            "part":"clause","contract":"block-1","kind":"fixed-block","line":9,"text":"  - kind: fixed-block\n    id: block-1   # the first\n    mw: 60\n    price_usd_per_mwh: 28"}
            """.Trim());
    }

    [Fact]
    public void A_broken_bundle_exits_with_1_and_names_what_is_wrong_first()
    {
        Prove().ShouldBe(0, _screen.Errors);
        File.WriteAllText(_bundle, File.ReadAllText(_bundle).Replace("\"quality\":\"actual\"", "\"quality\":\"Actual\"", StringComparison.Ordinal));

        _screen.Run("verify", _bundle).ShouldBe(1);

        _screen.Output.ShouldContain("First wrong: line 9 of the file: leaf 8, reading site@2024-07-01T20:00:00Z#1:2: it is not what was signed");
        _screen.Run("prove", "--line", "x", "--bundle", _bundle, "--out", _bundle + "2").ShouldBe(1);
        _screen.Errors.ShouldContain("[SW7104]");
    }

    [Fact]
    public void One_line_is_proved_without_the_others()
    {
        Prove().ShouldBe(0, _screen.Errors);
        var file = Path.Combine(_screen.Folder, "line.proof");

        _screen.Run("prove", "--line", "2024-07-01T20:30:00Z/fixed-block/block-1/real-time-value", "--bundle", _bundle, "--out", file).ShouldBe(0, _screen.Errors);
        _screen.Run("verify", file).ShouldBe(0, _screen.Output);
        _screen.Output.ShouldStartWith("One line of a bundle");
        File.ReadAllText(file).ShouldNotContain("consumption");

        _screen.Run("prove", "--line", "nothing", "--bundle", _bundle, "--out", file).ShouldBe(1);
        _screen.Errors.ShouldContain("[SW7103]");
    }

    [Fact]
    public void A_bundle_of_another_key_than_the_published_one_is_refused()
    {
        Prove().ShouldBe(0, _screen.Errors);

        _screen.Run("verify", _bundle, "--key", "somebody-else").ShouldBe(1);

        _screen.Output.ShouldContain("and somebody-else was wanted");
    }

    [Fact]
    public void A_bundle_made_after_its_key_was_revoked_cannot_be()
    {
        Prove().ShouldBe(0, _screen.Errors);
        _screen.Run("keys", "list", "--json", "-").ShouldBe(0);
        var key = JsonDocument.Parse(_screen.Output).RootElement.GetProperty("keys")[0].GetProperty("key_id").GetString()!;
        _screen.Run("keys", "revoke", key, "--because", "lost").ShouldBe(0);

        Prove().ShouldBe(1);
        _screen.Errors.ShouldContain("[SW7001]");
        _screen.Run("verify", _bundle).ShouldBe(0, "what was signed before stays good");
    }

    [Fact]
    public void A_journal_written_anew_as_a_whole_shows_against_an_earlier_bundle()
    {
        Prove().ShouldBe(0, _screen.Errors);
        _screen.Run("verify", "--against", _bundle).ShouldBe(0, _screen.Output);

        Directory.Delete(SqliteJournal.FolderIn(_screen.Terminal.DataFolder), recursive: true);
        _screen.Run("keys", "rotate").ShouldBe(0);
        _screen.Run("keys", "rotate").ShouldBe(0);

        _screen.Run("verify").ShouldBe(0, "in itself it is whole");
        _screen.Run("verify", "--against", _bundle).ShouldBe(1);
        _screen.Output.ShouldContain("head-differs: record 2");
        _screen.Output.ShouldContain("the journal was written anew");
    }

    [Fact]
    public async Task The_records_the_journal_took_in_the_range_are_in_it()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2024, 7, 1, 3, 30, 0, TimeSpan.Zero));
        await using (var journal = SqliteJournal.Open(SqliteJournal.FolderIn(_screen.Terminal.DataFolder), time, new()))
        {
            for (var hour = 0; hour < 30; hour++)
            {
                time.Advance(TimeSpan.FromHours(1));
                await journal.AppendAsync([new("test.fact", 1, Encoding.UTF8.GetBytes($$"""{"hour":{{hour}}}"""))], CancellationToken.None);
            }
        }

        Prove().ShouldBe(0, _screen.Errors);

        // The day in Texas is 05:00 to 05:00 UTC: of 04:30, 05:30 … the second to the twenty-fifth.
        var bundle = File.ReadAllText(_bundle);
        bundle.ShouldContain("\\\"hour\\\":1}");
        bundle.ShouldContain("\\\"hour\\\":24}");
        bundle.ShouldNotContain("\\\"hour\\\":0}");
        bundle.ShouldNotContain("\\\"hour\\\":25}");
        _screen.Run("verify", _bundle).ShouldBe(0, _screen.Output);
        _screen.Output.ShouldContain("24 journal records");

        Prove("--without-journal").ShouldBe(0, _screen.Errors);
        File.ReadAllText(_bundle).ShouldNotContain("journal-head");
    }

    [Fact]
    public void Contracts_of_every_kind_are_recomputed_line_by_line()
    {
        _screen.Run("keys", "init").ShouldBe(0);
        var (site, prices, meter, awards) = EveryKind();

        _screen.Run("prove", site, "--prices", prices, "--meter", meter, "--awards", awards, "--from", "2026-07-01", "--to", "2026-07-02", "--out", _bundle).ShouldBe(0, _screen.Errors);

        _screen.Run("verify", _bundle).ShouldBe(0, _screen.Output);
        var names = File.ReadAllLines(_bundle).Where(line => line.Contains("\"part\":\"line\"", StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line).RootElement)
            .GroupBy(line => (line.GetProperty("charge").GetString(), line.GetProperty("component").GetString())).Select(group => group.Last().GetProperty("line").GetString()!).ToList();
        names.Count.ShouldBeGreaterThan(15);
        foreach (var name in names)
        {
            _screen.Run("prove", "--line", name, "--bundle", _bundle, "--out", _bundle + ".line").ShouldBe(0, name + _screen.Errors);
            _screen.Run("verify", _bundle + ".line").ShouldBe(0, name + _screen.Output);
        }
    }

    [Theory]
    [InlineData("    customers:\n      - {customer: acme, group: miners, share_ratio: 0.4}\n      # zenith has the cheaper half\n      - customer: zenith\n        group: miners\n        share_ratio: 0.333\n    curtailment_credit_usd_per_mwh: 5\n")]
    [InlineData("    # zenith asked for this\n    customers:  # zenith, acme and others\n      # zenith pays late, acme does not\n\n      - customer: acme  # before zenith\n        # as zenith has it: group\n        group: miners\n        share_ratio: 0.4\n      - customer: zenith\n        group: miners  # not as acme\n        share_ratio: 0.333\n    # acme and zenith\n    curtailment_credit_usd_per_mwh: 5  # zenith wanted 7, acme 6\n    # acme's and zenith's clause ends\n")]
    [InlineData("    customers: # acme, zenith\n      [ # acme, zenith ]\n      {customer: acme, group: miners, share_ratio: 0.4}, # zenith }\n      {customer: zenith, group: miners, # acme's }\n       share_ratio: 0.333} # acme ]\n      ] # zenith, acme\n    curtailment_credit_usd_per_mwh: 5\n")]
    [InlineData("    customers: [{customer: acme, group: miners, share_ratio: 0.4}, {customer: zenith, group: miners, share_ratio: 0.333}]\n    curtailment_credit_usd_per_mwh: 5\n")]
    public void The_line_of_one_customer_is_proved_without_a_word_of_the_others(string customers)
    {
        _screen.Run("keys", "init").ShouldBe(0);
        var site = _screen.Write("site.yaml", SettleDesk.OneHall + "  - kind: hosting\n    id: tenants\n    price_basis: fixed\n    price_usd_per_mwh: 65\n" + customers);
        var prices = _screen.Write("prices.csv", "interval_start_utc,LZ_WEST\n2024-07-01T20:00:00Z,40\n2024-07-01T20:15:00Z,60\n");
        var meter = _screen.Write("meter.csv", SettleDesk.MeterHeader + SettleDesk.Rows("main", "2024-07-01T20:00:00Z", 25, 20));
        _screen.Run("prove", site, "--prices", prices, "--meter", meter, "--from", "2024-07-01", "--to", "2024-07-02", "--out", _bundle).ShouldBe(0, _screen.Errors);
        _screen.Run("verify", _bundle).ShouldBe(0, _screen.Output);
        var whole = File.ReadAllText(_bundle);

        foreach (var (own, other) in new[] { ("acme", "zenith"), ("zenith", "acme") })
        {
            _screen.Run("prove", "--line", $"2024-07-01T20:15:00Z/hosting/tenants/share/{own}", "--bundle", _bundle, "--out", _bundle + ".line").ShouldBe(0, _screen.Errors);
            var line = File.ReadAllText(_bundle + ".line");
            line.ShouldContain($"\"contract\":\"tenants/{own}\",\"kind\":\"hosting-customer\"");
            line.ShouldContain(own == "acme" ? "share_ratio: 0.4" : "share_ratio: 0.333");
            line.ShouldContain("curtailment_credit_usd_per_mwh: 5");
            line.ShouldNotContain(other);
            whole.ShouldContain($"\"contract\":\"tenants/{own}\"");
            _screen.Run("verify", _bundle + ".line").ShouldBe(0, _screen.Output);
        }

        // Without the customer's own words it is not whole.
        File.WriteAllLines(_bundle + ".cut", Without(File.ReadAllLines(_bundle + ".line"), "hosting-customer"));
        _screen.Run("verify", _bundle + ".cut").ShouldBe(1);
        _screen.Output.ShouldContain("'clause tenants/zenith', which the line names, is not there");
    }

    [Fact]
    public void A_bundle_of_the_format_before_and_a_line_of_it_are_still_read()
    {
        var old = Repository.Path("tests", "Spillway.Tests", "App", "Proofs", "format-2.proof");

        _screen.Run("verify", old).ShouldBe(0, _screen.Output);
        _screen.Run("prove", "--line", "2024-07-01T20:15:00Z/hosting/tenants/share/acme", "--bundle", old, "--out", _bundle + ".line").ShouldBe(0, _screen.Errors);
        _screen.Run("verify", _bundle + ".line").ShouldBe(0, _screen.Output);
    }

    [Fact]
    public void The_page_alone_can_be_written()
    {
        var page = Path.Combine(_screen.Folder, "page.html");

        _screen.Run("prove", "--page", page).ShouldBe(0);

        File.ReadAllText(page).ShouldBe(VerifyPage.Text);
    }

    [Theory]
    [InlineData("Give SITE.yaml, or --line with --bundle, or --page.")]
    [InlineData("--out is missing.", "--line", "x", "--bundle", "y")]
    [InlineData("--bundle is missing.", "--line", "x", "--out", "y")]
    [InlineData("Give --meter FILE, or --journal PATH", "site.yaml", "--from", "2024-07-01", "--to", "2024-07-02", "--out", "y")]
    [InlineData("--anchor 'nowhere' is no place", "site.yaml", "--meter", "m", "--from", "2024-07-01", "--to", "2024-07-02", "--out", "y", "--anchor", "nowhere")]
    public void What_is_asked_for_must_be_clear(string says, params string[] arguments)
    {
        _screen.Run(["prove", .. arguments]).ShouldBe(2);

        _screen.Errors.ShouldContain(says);
    }

    private (string Site, string Prices, string Meter, string Awards) EveryKind()
    {
        var prices = new StringBuilder("interval_start_utc,LZ_WEST,LZ_WEST@LZEW\n");
        var meter = new StringBuilder(SettleDesk.MeterHeader);
        var awards = new StringBuilder("interval_start_utc,contract,product,award_mw,price_usd_per_mwh,rt_award_mw,rt_price_usd_per_mwh\n");
        for (var quarter = 0; quarter < 96; quarter++)
        {
            var start = new DateTime(2026, 7, 1, 5, 0, 0, DateTimeKind.Utc).AddMinutes(15 * quarter).ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
            prices.Append(CultureInfo.InvariantCulture, $"{start},{(quarter * 37 % 200) - 20}.{quarter % 100:00},{(quarter * 37 % 200) - 20}.{quarter % 100:00}13\n");
            meter.Append(CultureInfo.InvariantCulture, $"{start},site,{quarter * 17 % 25}.{quarter % 10}37,actual\n");
            if (quarter % 4 == 0)
            {
                awards.Append(CultureInfo.InvariantCulture, $"{start},dam,day-ahead,40,{20 + quarter},,\n{start},reserve,rrs-ufr,30,6.25,{quarter % 31},{quarter * 9}\n");
            }
        }

        return (
            _screen.Write("site.yaml", EveryKindOfContract), _screen.Write("prices.csv", prices.ToString()),
            _screen.Write("meter.csv", meter.ToString()), _screen.Write("awards.csv", awards.ToString()));
    }

    private int Prove(params string[] more)
    {
        if (!Directory.Exists(Path.Combine(_screen.Terminal.DataFolder, "keys")))
        {
            _screen.Run("keys", "init").ShouldBe(0);
        }

        var site = _screen.Write("site.yaml",
            """
            site: worked
            time_zone: America/Chicago
            currency: USD
            market: {operator: ercot, settlement_point: LZ_WEST}
            interconnection: {import_limit_mw: 100}
            loads:
              - {id: miners, kind: miner, machines: 40000, power_w: 2500, value_usd_per_mwh: 106.6}
            contracts:
              - kind: fixed-block
                id: block-1   # the first
                mw: 60
                price_usd_per_mwh: 28

            desk:
              policy: strike

            """);
        var (prices, meter) = ("interval_start_utc,LZ_WEST\n", SettleDesk.MeterHeader);
        foreach (var (minute, price, energy) in new[] { (0, "40", "25"), (15, "60", "25"), (30, "900", "0"), (45, "1500", "0") })
        {
            prices += $"2024-07-01T20:{minute:00}:00Z,{price}\n";
            meter += $"2024-07-01T20:{minute:00}:00Z,site,{energy},actual\n";
        }

        return _screen.Run([
            "prove", site, "--prices", _screen.Write("prices.csv", prices), "--meter", _screen.Write("meter.csv", meter),
            "--from", "2024-07-01", "--to", "2024-07-02", "--out", _bundle, .. more]);
    }

    private const string EveryKindOfContract =
        """
        site: rich
        time_zone: America/Chicago
        currency: USD
        market: {operator: ercot, settlement_point: LZ_WEST}
        interconnection: {import_limit_mw: 150}
        loads:
          - {id: hall, kind: miner, machines: 40000, power_w: 2500, value_usd_per_mwh: 106.6}
        contracts:
          - kind: fixed-block
            id: block
            mw: 60
            price_usd_per_mwh: 28
            sell_back_spread_usd_per_mwh: 1.5
          - kind: index
            id: retail
            adder_usd_per_mwh: 2.5
            loss_factor_ratio: 1.02
            fee_usd_per_mwh: 0.63
            fee_usd_per_month: 310
            rounding: cent
          - kind: day-ahead
            id: dam
          - kind: trade
            id: bilateral
            side: sell
            mw: 20
            price_usd_per_mwh: 41
          - kind: ancillary
            id: reserve
            product: rrs-ufr
            seller: nclr
            qualified_mw: 30
          - kind: emergency-response
            id: ers
            mw: 20
            price_usd_per_mw_h: 4.36
            time_periods:
              - {days: weekdays, from_hour: 13, to_hour: 16}
          - kind: coincident-peak
            id: fourcp
            rate_usd_per_mw_year: 75527
            basis:
              - {month: 2025-06, mw: 0}
              - {month: 2025-07, mw: 100}
              - {month: 2025-08, mw: 0}
              - {month: 2025-09, mw: 0}
          - kind: delivery
            id: wires
            demand_usd_per_kw_month: 3.85
            energy_usd_per_mwh: 0.42
            ratchet_ratio: 0.8
            fee_usd_per_month: 1250
            from: 2026-07-01
            earlier_peaks:
              - {month: 2026-06, mw: 150}
          - kind: hosting
            id: tenants
            price_basis: fixed
            price_usd_per_mwh: 65
            curtailment_credit_usd_per_mwh: 12
            uptime_ratio: 0.95
            uptime_credit_usd_per_mwh: 20
            customers:
              - {customer: acme, group: hall, share_ratio: 0.4}

        """;

    // Each leaf is followed by its path.
    private static IEnumerable<string> Without(string[] lines, string word)
    {
        var at = Array.FindIndex(lines, line => line.Contains(word, StringComparison.Ordinal));
        return [.. lines[..at], .. lines[(at + 2)..]];
    }
}
