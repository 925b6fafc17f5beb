using System.Text.Json;
using NodaTime;
using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Statements;

/// <summary>The worked hour of the settlement reference, from files to JSON, to the cent.</summary>
public sealed class WorkedHourTests : IDisposable
{
    private readonly SettleDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void The_machines_stop_for_two_quarters_and_the_block_is_sold_back()
    {
        var statement = _desk.WorkedHour(25, 25, 0, 0).Statement();

        statement.Charge("energy-real-time").ShouldBe(2_500.00m);
        statement.Charge("fixed-block").ShouldBe(-35_820.00m);
        statement.Number("total_usd").ShouldBe(-33_320.00m);
        statement.Number("production_revenue_usd").ShouldBe(5_330.00m);
        statement.Number("power_credits_usd").ShouldBe(35_160.00m);
        statement.Number("energy_mwh").ShouldBe(50m);
        statement.ChargeOf("fixed-block").Number("energy_mwh").ShouldBe(60m);
        statement.Number("settled_intervals").ShouldBe(4);
    }

    [Fact]
    public void Thirty_megawatts_kept_on_cost_what_they_draw()
    {
        var statement = _desk.WorkedHour(25, 25, 7.5m, 7.5m).Statement();

        statement.Charge("energy-real-time").ShouldBe(20_500.00m);
        statement.Charge("fixed-block").ShouldBe(-35_820.00m);
        statement.Number("total_usd").ShouldBe(-15_320.00m);
        statement.Number("production_revenue_usd").ShouldBe(6_929.00m);
    }

    [Fact]
    public void The_names_and_the_order_of_the_statement_stay_as_they_are()
    {
        _desk.WorkedHour(25, 25, 0, 0).Run("--json", "-").ShouldBe(0);

        var json = JsonDocument.Parse(_desk.Output).RootElement;
        json.EnumerateObject().Select(property => property.Name).ShouldBe(
        [
            "site", "from_utc", "to_utc", "currency", "total_usd", "charges", "energy_mwh", "power_credits_usd",
            "production_revenue_usd", "settled_intervals", "open_intervals", "unsettled_usd", "production", "bridge", "bridge_plan", "next_year_peaks", "notes", "inputs",
        ]);
        json.GetProperty("from_utc").GetString().ShouldBe("2024-07-01T05:00:00Z");
        json.GetProperty("to_utc").GetString().ShouldBe("2024-07-02T05:00:00Z");
        json.GetProperty("charges")[0].EnumerateObject().Select(property => property.Name).ShouldBe(
            ["charge", "contract", "amount_usd", "energy_mwh", "lines"]);
        json.ChargeOf("energy-real-time").GetProperty("contract").ValueKind.ShouldBe(JsonValueKind.Null);
        json.ChargeOf("fixed-block").GetProperty("contract").GetString().ShouldBe("block-1");
    }

    [Fact]
    public void Intervals_without_a_reading_stay_open_and_their_block_stands_apart()
    {
        var statement = _desk.WorkedHour(25, 25, 0, 0).Statement();

        statement.Number("open_intervals").ShouldBe(92);
        statement.Number("unsettled_usd").ShouldBe(92 * 15m * 28m);
        statement.Notes().ShouldContain(note => note.StartsWith("92 intervals are open", StringComparison.Ordinal));
    }

    [Fact]
    public void Metered_load_is_priced_at_the_energy_weighted_price_and_the_block_at_the_zones()
    {
        _desk.PriceFile("interval_start_utc,LZ_WEST,LZ_WEST@LZEW\n2024-07-01T20:00:00Z,40,41\n2024-07-01T20:15:00Z,60,\n");
        _desk.MeterFile(SettleDesk.Rows("main", "2024-07-01T20:00:00Z", 25, 25));

        var statement = _desk.Statement();

        statement.Charge("energy-real-time").ShouldBe((25m * 41m) + (25m * 60m));
        statement.Charge("fixed-block").ShouldBe((15m * (28m - 40m)) + (15m * (28m - 60m)));
        statement.Notes().ShouldContain(note => note.StartsWith("LZ_WEST@LZEW has no price in 1 intervals: LZ_WEST stands in", StringComparison.Ordinal));
    }

    [Fact]
    public void Several_blocks_are_used_in_file_order_each_with_its_own_price()
    {
        _desk.Site(SettleDesk.OneHall.Replace("mw: 60, price_usd_per_mwh: 28}", "mw: 40, price_usd_per_mwh: 28}\n  - {kind: fixed-block, id: block-2, mw: 20, price_usd_per_mwh: 50}", StringComparison.Ordinal));

        // 12 MWh use the first block of 10 and 2 of the second block's 5.
        var statement = _desk.WorkedHour(25, 25, 12, 0).Statement();

        statement.Number("power_credits_usd").ShouldBe((3m * (900m - 50m)) + (10m * (1500m - 28m)) + (5m * (1500m - 50m)));
        statement.GetProperty("charges").EnumerateArray().Select(charge => charge.GetProperty("contract").GetString()).ShouldBe([null, "block-1", "block-2"]);
    }

    [Fact]
    public void Every_line_can_be_recomputed_from_the_csv_alone()
    {
        var csv = _desk.At("lines.csv");
        var statement = _desk.WorkedHour(25, 25, 7.5m, 7.25m);

        statement.Run("--csv", csv).ShouldBe(0);

        var rows = File.ReadAllLines(csv).Select(line => line.Split(',')).ToList();
        var names = rows[0].ToList();
        rows.Skip(1).Count().ShouldBe(4 + 8);
        rows.Skip(1).ShouldAllBe(row => row.Length == names.Count);
        foreach (var row in rows.Skip(1))
        {
            (Figure(row, "quantity") * Figure(row, "price_usd_per_unit")).ShouldBe(Figure(row, "amount_usd"));
            row[names.IndexOf("rule_version")].ShouldStartWith("ercot.yaml ");
        }

        rows.Skip(1).Sum(row => Figure(row, "amount_usd")).ShouldBe(2_500m + (7.5m * 900m) + (7.25m * 1500m) - 35_820m);
        rows[3][names.IndexOf("line")].ShouldBe("2024-07-01T20:30:00Z/energy-real-time/-/consumption");
        rows[3][names.IndexOf("reading_file")].ShouldBe("meter.csv");
        rows[3][names.IndexOf("reading_row")].ShouldBe("4");
        rows[3][names.IndexOf("price_file")].ShouldBe("prices.csv");

        decimal Figure(string[] row, string name) => decimal.Parse(row[names.IndexOf(name)], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void An_ancillary_award_is_paid_ahead_and_is_a_physical_obligation_under_the_old_rules()
    {
        _desk.Site(SettleDesk.OneHall + "  - {kind: ancillary, id: rrs, product: rrs-ufr}\n");
        _desk.AwardFile("interval_start_utc,contract,product,award_mw,price_usd_per_mwh\n2024-07-01T20:00:00Z,rrs,rrs-ufr,30,6\n");

        var statement = _desk.WorkedHour(25, 25, 0, 0).Statement();

        statement.Charge("ancillary-award").ShouldBe(-180.00m);
        statement.GetProperty("charges").EnumerateArray().Count().ShouldBe(3);
        statement.Number("total_usd").ShouldBe(-33_500.00m);
        statement.Notes().ShouldContain("In 2 intervals less was drawn than contract 'rrs' had to keep running, first 0 of 7.5 MWh at 2024-07-01T20:30:00Z: the award is paid here, the market may take it back.");
    }

    [Fact]
    public void A_contract_without_awards_says_that_it_makes_no_line()
    {
        _desk.Site(SettleDesk.OneHall + "  - {kind: ancillary, id: rrs, product: rrs-ufr}\n  - {kind: day-ahead, id: ahead, to: 2024-01-01}\n");

        _desk.WorkedHour(25, 25, 0, 0).Statement().Notes().Where(static note => note.Contains("has no award", StringComparison.Ordinal)).ShouldHaveSingleItem()
            .ShouldBe("Contract 'rrs' has no award in the range and no line: give --awards FILE where something was awarded.");
    }

    [Fact]
    public void Day_ahead_energy_of_open_intervals_is_owed_at_its_price_and_named()
    {
        _desk.Site(SettleDesk.OneHall + "  - {kind: day-ahead, id: ahead}\n");
        _desk.AwardFile("interval_start_utc,contract,product,award_mw,price_usd_per_mwh\n2024-07-01T20:00:00Z,ahead,day-ahead,40,55\n");

        var statement = _desk.WorkedHour(25, 25).Statement();

        // Half of the hour is settled, with the award's purchase and its real-time value; the other half is only owed.
        statement.Charge("day-ahead").ShouldBe((20m * 55m) - (10m * 40m) - (10m * 60m));
        statement.Number("unsettled_usd").ShouldBe((94 * 15m * 28m) + (20m * 55m));
        statement.Notes().ShouldContain("Awards of contract 'ahead' over 20 MWh and 1100.00 USD lie in open intervals: what they were bought for is in no total and stands with what is not settled, without what real time gives back.");
    }

    [Fact]
    public void What_is_owed_ahead_for_open_intervals_ends_with_the_contract_and_counts_what_was_sold()
    {
        (_desk.From, _desk.To) = ("2024-07-01", "2024-07-03");
        _desk.Site(SettleDesk.OneHall + "  - {kind: day-ahead, id: ahead, to: 2024-07-02}\n  - {kind: day-ahead, id: back, from: 2024-07-02}\n  - {kind: ancillary, id: rrs, product: rrs-ufr}\n");
        _desk.AwardFile(
            """
            interval_start_utc,contract,product,award_mw,price_usd_per_mwh,interval_minutes
            2024-07-01T20:35:00Z,ahead,day-ahead,60,48,5
            2024-07-02T04:45:00Z,ahead,day-ahead,40,55,15
            2024-07-02T05:00:00Z,ahead,day-ahead,40,55,15
            2024-07-02T06:00:00Z,back,day-ahead,-30,70,60
            2024-07-02T06:00:00Z,rrs,rrs-ufr,30,6,60

            """);

        // Two days of a block; five minutes of 60 MW, a quarter of an hour of 40 MW, none after the contract's end; an hour of 30 MW sold.
        _desk.WorkedHour(25, 25).Statement().Number("unsettled_usd").ShouldBe((190 * 15m * 28m) + (5m * 48m) + (10m * 55m) - (30m * 70m));
    }

    [Fact]
    public void Prices_beyond_the_markets_limits_of_their_day_are_said_once_and_those_outside_the_range_are_not()
    {
        _desk.PriceFile("interval_start_utc,LZ_WEST\n2024-06-30T20:00:00Z,77777\n2024-07-01T20:00:00Z,99999\n2024-07-01T20:15:00Z,-9000\n2024-07-01T20:30:00Z,-300\n");

        _desk.MeterFile(SettleDesk.Rows("main", "2024-07-01T20:00:00Z", 25, 25, 25)).Statement().Notes()
            .Where(static note => note.Contains("prices of", StringComparison.Ordinal) && note.Contains("beyond", StringComparison.Ordinal)).ShouldBe(
            [
                "2 prices of LZ_WEST are below the price-floor of ercot.yaml; the furthest is -9000 at 2024-07-01T20:15:00Z, beyond -251; they are taken as they are.",
                "1 prices of LZ_WEST are above the real-time-offer-cap of ercot.yaml; the furthest is 99999 at 2024-07-01T20:00:00Z, beyond 5000; they are taken as they are.",
            ]);
    }

    [Fact]
    public void Limits_of_another_market_are_its_own()
    {
        _desk.Site(
            """
            site: tower
            market: {operator: shanxi, settlement_point: PROVINCE}
            time_zone: Asia/Shanghai
            currency: CNY
            interconnection: {import_limit_mw: 100}
            loads:
              - {id: miners, kind: miner, machines: 40000, power_w: 2500, value_cny_per_mwh: 606}

            """);
        (_desk.From, _desk.To) = ("2026-07-01", "2026-07-02");
        _desk.PriceFile("interval_start_utc,PROVINCE\n2026-07-01T00:00:00Z,2000\n2026-07-01T00:15:00Z,-80\n");

        var notes = _desk.MeterFile(SettleDesk.Rows("main", "2026-07-01T00:00:00Z", 25, 25)).Statement().Notes().ToList();

        notes.ShouldContain(static note => note.Contains("above the price-cap of shanxi.yaml; the furthest is 2000", StringComparison.Ordinal));
        notes.ShouldContain(static note => note.Contains("below the price-floor of shanxi.yaml; the furthest is -80", StringComparison.Ordinal));
    }

    [Fact]
    public void An_award_that_is_not_carried_is_bought_back_under_the_new_rules()
    {
        (_desk.From, _desk.To) = ("2026-07-01", "2026-07-02");
        _desk.Site(SettleDesk.OneHall + "  - {kind: ancillary, id: rrs, product: rrs-ufr}\n");
        _desk.PriceFile("interval_start_utc,LZ_WEST\n2026-07-01T20:00:00Z,40\n2026-07-01T20:15:00Z,60\n2026-07-01T20:30:00Z,900\n2026-07-01T20:45:00Z,1500\n");
        _desk.MeterFile(SettleDesk.Rows("main", "2026-07-01T20:00:00Z", 25, 25, 0, 0));
        _desk.AwardFile(
            """
            interval_start_utc,contract,product,award_mw,price_usd_per_mwh,rt_award_mw,rt_price_usd_per_mwh,deployed_mw
            2026-07-01T20:00:00Z,rrs,rrs-ufr,30,6,30,5,
            2026-07-01T20:15:00Z,rrs,rrs-ufr,30,6,30,5,
            2026-07-01T20:30:00Z,rrs,rrs-ufr,30,6,0,700,
            2026-07-01T20:45:00Z,rrs,rrs-ufr,30,6,0,1200,

            """);

        var statement = _desk.Statement();

        statement.Charge("ancillary-award").ShouldBe(-180.00m);
        statement.Charge("ancillary-imbalance").ShouldBe(14_250.00m);
        statement.ChargeOf("ancillary-award").GetProperty("energy_mwh").ValueKind.ShouldBe(JsonValueKind.Null);
        statement.Number("total_usd").ShouldBe(-33_320m - 180m + 14_250m);
    }

    [Theory]
    [InlineData(100, 1_888_175.00)]
    [InlineData(30, 566_452.50)]
    public void A_peak_of_the_year_before_is_paid_over_the_next_year(double drawn, double owed)
    {
        (_desk.From, _desk.To) = ("2026-01-01", "2027-01-01");
        var basis = string.Concat(new[] { ("06", 0), ("07", drawn), ("08", 0), ("09", 0) }.Select(peak => $"\n      - {{month: 2025-{peak.Item1}, mw: {peak.Item2}}}"));
        _desk.Site($"{SettleDesk.OneHall.Split("contracts:")[0]}contracts:\n  - kind: coincident-peak\n    id: 4cp\n    rate_usd_per_mw_year: 75527\n    basis:{basis}\n");
        var starts = Enumerable.Range(0, 35_040).Select(index => Instant.FromUtc(2026, 1, 1, 6, 0) + (Duration.FromMinutes(15) * index)).ToList();
        _desk.PriceFile("interval_start_utc,LZ_WEST\n" + string.Concat(starts.Select(at => $"{at},30\n")));
        _desk.MeterFile(string.Concat(starts.Select(at => $"{at},main,0,actual\n")));

        _desk.Statement().Charge("coincident-peak").ShouldBe((decimal)owed);
    }
}
