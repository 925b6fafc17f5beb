using System.Text.Json;
using Shouldly;
using Spillway.Tests.App.Statements;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class ExplainCommandTests : IDisposable
{
    private const string Consumption = "2024-07-01T20:30:00Z/energy-real-time/-/consumption";

    private readonly SettleDesk _desk = new() { From = "2024-07-01", To = "2024-08-01" };

    public void Dispose() => _desk.Dispose();

    private const string AwardHeader = "interval_start_utc,contract,product,award_mw,price_usd_per_mwh,rt_award_mw,rt_price_usd_per_mwh,interval_minutes\n";

    // Two contracts are awarded something in the same interval; the row of the one stands before that of the other.
    private void Awarded()
    {
        _desk.Site(SettleDesk.OneHall + "  - {kind: ancillary, id: rrs, product: rrs-ufr, seller: nclr}\n  - {kind: day-ahead, id: da}\n");
        (_desk.From, _desk.To) = ("2026-07-01", "2026-08-01");
        _desk.PriceFile("interval_start_utc,LZ_WEST\n2026-07-01T20:00:00Z,40\n2026-07-01T20:15:00Z,60\n2026-07-01T20:30:00Z,900\n2026-07-01T20:45:00Z,1500\n");
        _desk.MeterFile(SettleDesk.Rows("main", "2026-07-01T20:00:00Z", 25, 25, 7.5m, 0));
        _desk.AwardFile(AwardHeader + "2026-07-01T20:30:00Z,rrs,rrs-ufr,30,6,0,700,15\n2026-07-01T20:30:00Z,da,day-ahead,20,41,,,15\n");
    }

    [Fact]
    public void A_line_is_walked_to_the_raw_rows_of_meter_and_prices()
    {
        _desk.WorkedHour(25, 25, 7.5m, 0).Explain(Consumption).ShouldBe(0);

        _desk.Output.ShouldContain("7.5 MWh × 900 USD = 6,750 USD (exact; the site pays)");
        _desk.Output.ShouldContain("meter.csv, row 4: 2024-07-01T20:30:00Z,main,7.5,actual");
        _desk.Output.ShouldContain("prices.csv, row 4: 2024-07-01T20:30:00Z,900");
        _desk.Output.ShouldContain("rule: ercot.yaml");
    }

    [Fact]
    public void A_blocks_line_is_walked_to_its_contract_in_the_site_file()
    {
        _desk.WorkedHour(25, 25, 0, 0).Explain("2024-07-01T20:30:00Z/fixed-block/block-1/purchase").ShouldBe(0);

        _desk.Output.ShouldContain("15 MWh × 28 USD = 420 USD");
        _desk.Output.ShouldContain("  price: ");
        _desk.Output.Split("site.yaml, row 9: - {kind: fixed-block, id: block-1").Length.ShouldBe(3, "its price and its clause stand in one row");
    }

    [Theory]
    [InlineData("coincident-peak/4cp/share/2025-07", "quantity", 13, "- {month: 2025-07, mw: 100}")]
    [InlineData("delivery/wires/ratchet", "quantity", 25, "- {month: 2025-11, mw: 95}")]
    [InlineData("delivery/wires/ratchet", "price", 20, "demand_usd_per_kw_month: 3.85")]
    [InlineData("delivery/wires/fee", "price", 21, "fee_usd_per_month: 1250")]
    public void What_a_contract_states_is_walked_to_its_own_row_of_the_site_file(string line, string what, int row, string text)
    {
        Stated().Explain("2026-07-01T20:00:00Z/" + line, "--json", "-").ShouldBe(0, _desk.Errors);

        var step = JsonDocument.Parse(_desk.Output).RootElement.GetProperty("steps").EnumerateArray().First(one => one.GetProperty("what").GetString() == what);
        (step.GetProperty("row").GetInt32(), step.GetProperty("text").GetString()).ShouldBe((row, text));
        step.GetProperty("file").GetString()!.ShouldEndWith("site.yaml");
    }

    [Fact]
    public void A_price_of_the_markets_rules_is_not_called_the_contracts_own()
    {
        Stated().Explain("2026-07-01T20:00:00Z/coincident-peak/4cp/share/2025-07").ShouldBe(0, _desk.Errors);

        _desk.Output.ShouldContain("price: the market's rules, ercot.yaml, coincident_peak_rates[2026]");
        _desk.Output.ShouldNotContain("contract's own");
    }

    [Fact]
    public void A_ratchet_over_a_metered_month_is_walked_to_the_reading_of_its_highest_demand()
    {
        Stated("");
        _desk.MeterFile(SettleDesk.Rows("main", "2026-06-10T20:00:00Z", 25), "june.csv");

        _desk.Explain("2026-07-01T20:00:00Z/delivery/wires/ratchet").ShouldBe(0, _desk.Errors);

        _desk.Output.ShouldContain("june.csv, row 2: 2026-06-10T20:00:00Z,main,25,actual");
    }

    // Peaks of last year and earlier demand that no meter file holds: the contract states them.
    private SettleDesk Stated(string earlier = "    earlier_peaks:\n      - {month: 2025-10, mw: 60}\n      - {month: 2025-11, mw: 95}\n")
    {
        _desk.Site(SettleDesk.OneHall +
            "  - kind: coincident-peak\n    id: 4cp\n    basis:\n      - {month: 2025-07, mw: 100}\n      - {month: 2025-06, mw: 100}\n      - {month: 2025-08, mw: 100}\n      - {month: 2025-09, mw: 100}\n"
            + $"  - kind: delivery\n    id: wires\n    from: {(earlier.Length > 0 ? "2026-07-01" : "2026-06-01")}\n    demand_usd_per_kw_month: 3.85\n    fee_usd_per_month: 1250\n    ratchet_ratio: 0.8\n{earlier}");
        (_desk.From, _desk.To) = ("2026-07-01", "2026-08-01");
        _desk.PriceFile("interval_start_utc,LZ_WEST\n2026-07-01T20:00:00Z,40\n2026-07-01T20:15:00Z,60\n");
        _desk.MeterFile(SettleDesk.Rows("main", "2026-07-01T20:00:00Z", 2.5m, 2.5m));
        return _desk;
    }

    [Fact]
    public void A_booked_line_tells_its_versions_and_that_a_file_has_changed_since()
    {
        _desk.WorkedHour(25, 25, 0, 0).Run("--as", "initial").ShouldBe(0);
        File.WriteAllText(_desk.At("meter.csv"), SettleDesk.MeterHeader + SettleDesk.Rows("main", "2024-07-01T20:00:00Z", 25, 25, 7.5m, 0));
        _desk.Run("--as", "final", "--difference", _desk.At("difference.csv")).ShouldBe(0);
        _desk.Output.ShouldContain("Booked version 2 (final) of 2024-07: 6,750.00 USD in 1 changed lines.");
        File.WriteAllText(_desk.At("meter.csv"), SettleDesk.MeterHeader + SettleDesk.Rows("main", "2024-07-01T20:00:00Z", 25, 25, 9m, 0));

        _desk.ExplainBooked(Consumption, "--json", "-").ShouldBe(0);

        var json = JsonDocument.Parse(_desk.Output).RootElement;
        json.GetProperty("versions").EnumerateArray().Select(one => (one.GetProperty("kind").GetString(), one.GetProperty("entry").GetString())).ShouldBe(
            [("initial", "new"), ("final", "reversal"), ("final", "new")]);
        var reading = json.GetProperty("steps")[0];
        reading.GetProperty("text").GetString()!.ShouldContain("the file has changed since and says now: 2024-07-01T20:30:00Z,main,9,actual");
        File.ReadAllLines(_desk.At("difference.csv"))[1].ShouldStartWith($"{Consumption},reading,0,7.5,MWh,900,900,0,6750.0,6750.0,main@2024-07-01T20:30:00Z#1:4,");
    }

    [Theory]
    [InlineData("day-ahead/da/purchase", "day-ahead energy, row 3", "day-ahead energy, row 3")]
    [InlineData("day-ahead/da/real-time-value", "day-ahead energy, row 3", "price row")]
    [InlineData("ancillary-award/rrs/award/rrs-ufr", "capacity, row 2", "capacity, row 2")]
    [InlineData("ancillary-imbalance/rrs/imbalance/rrs-ufr", "capacity, row 2", "capacity, row 2")]
    public void A_row_of_an_awards_file_is_an_award_and_its_price_stands_in_the_same_row(string line, string award, string price)
    {
        var rows = new Dictionary<string, string>
        {
            ["day-ahead energy, row 3"] = "awards.csv, row 3: 2026-07-01T20:30:00Z,da,day-ahead,20,41,,,15",
            ["capacity, row 2"] = "awards.csv, row 2: 2026-07-01T20:30:00Z,rrs,rrs-ufr,30,6,0,700,15",
            ["price row"] = "prices.csv, row 4: 2026-07-01T20:30:00Z,900",
        };
        Awarded();

        _desk.Explain($"2026-07-01T20:30:00Z/{line}").ShouldBe(0, _desk.Errors);

        // A folder's long name makes a line break, which is no part of what is said.
        var said = string.Join(' ', _desk.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        said.ShouldContain($" award: {_desk.At(rows[award])} ");
        said.ShouldContain($" price: {_desk.At(rows[price])} ");
        said.ShouldNotContain("reading:");
    }

    [Fact]
    public void Every_line_is_explained_by_a_row_that_is_called_what_its_file_holds()
    {
        Awarded();
        _desk.Run("--csv", _desk.At("lines.csv")).ShouldBe(0, _desk.Errors);
        var cells = File.ReadAllLines(_desk.At("lines.csv")).Select(row => row.Split(',')).ToList();
        var file = Array.IndexOf(cells[0], "reading_file");
        var lines = cells.Skip(1).Where(row => row[1] == "2026-07-01T20:30:00Z").ToList();

        foreach (var row in lines)
        {
            _desk.Explain(row[0], "--json", "-").ShouldBe(0, _desk.Errors);
            var steps = JsonDocument.Parse(_desk.Output).RootElement.GetProperty("steps").EnumerateArray()
                .Select(step => step.GetProperty("what").GetString()).Where(what => what is "reading" or "award");
            steps.ShouldBe(row[file] switch { "awards.csv" => ["award"], "meter.csv" => ["reading"], _ => [] }, row[0]);
        }

        lines.Select(row => row[file]).Distinct().Order(StringComparer.Ordinal).ShouldBe(["", "awards.csv", "meter.csv"]);
    }

    [Fact]
    public void A_corrected_award_is_told_from_a_corrected_reading()
    {
        Awarded();
        _desk.Run("--as", "initial").ShouldBe(0, _desk.Errors);
        File.WriteAllText(_desk.At("awards.csv"), AwardHeader + "2026-07-01T20:30:00Z,rrs,rrs-ufr,30,6,10,700,15\n2026-07-01T20:30:00Z,da,day-ahead,20,42,,,15\n2026-07-01T20:45:00Z,da,day-ahead,4,40,,,15\n");
        File.WriteAllText(_desk.At("meter.csv"), SettleDesk.MeterHeader + SettleDesk.Rows("main", "2026-07-01T20:00:00Z", 25, 24, 7.5m, 0));

        _desk.Run("--as", "final", "--difference", _desk.At("difference.csv")).ShouldBe(0, _desk.Errors);

        File.ReadAllLines(_desk.At("difference.csv")).Skip(1).Select(row => row.Split(',')).Select(row => (row[0][14..16] + row[0][20..], row[1])).ShouldBe(
            [
                ("15/energy-real-time/-/consumption", "reading"), ("30/day-ahead/da/purchase", "award"),
                ("30/ancillary-imbalance/rrs/imbalance/rrs-ufr", "award"), ("45/day-ahead/da/purchase", "award"), ("45/day-ahead/da/real-time-value", "award"),
            ],
            ignoreOrder: true);
        _desk.Output.ShouldContain("  award: 4 lines, ");
    }

    [Fact]
    public void A_line_that_is_not_there_is_refused_by_its_name()
    {
        _desk.WorkedHour(25, 25, 0, 0).Explain("2024-07-01T21:00:00Z/energy-real-time/-/consumption").ShouldBe(1);
        _desk.Errors.ShouldContain("SW4226");

        _desk.ExplainBooked(Consumption).ShouldBe(1);
        _desk.Errors.ShouldContain("SW4226");
    }

    [Theory]
    [InlineData("--as", "monthly")]
    [InlineData("--close")]
    public void Options_that_make_no_sense_are_usage_errors(params string[] more) => _desk.WorkedHour(25).Run(more).ShouldBe(2);

    [Fact]
    public void Only_whole_local_months_are_booked()
    {
        _desk.To = "2024-07-31";

        _desk.WorkedHour(25).Run("--as", "initial").ShouldBe(1);

        _desk.Errors.ShouldContain("SW4221");
    }
}
