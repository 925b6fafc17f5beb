using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Statements;

/// <summary>Contracts of every kind from files to the statement.</summary>
public sealed class ContractStatementTests : IDisposable
{
    private const string Awards = "interval_start_utc,contract,product,award_mw,price_usd_per_mwh,rt_award_mw,rt_price_usd_per_mwh,interval_minutes\n";

    private readonly SettleDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void The_worked_hour_with_an_award_in_both_regimes()
    {
        _desk.Site(SettleDesk.OneHall + "  - {kind: ancillary, id: rrs, product: rrs-ufr, seller: nclr}\n");
        _desk.WorkedHour(25, 25, 0, 0).AwardFile("interval_start_utc,contract,product,award_mw,price_usd_per_mwh,interval_minutes\n2024-07-01T20:00:00Z,rrs,rrs-ufr,30,6,60\n");

        var statement = _desk.Statement();

        statement.Charge("ancillary-award").ShouldBe(-180m);
        statement.Number("total_usd").ShouldBe(-33_500m);
    }

    [Fact]
    public void After_the_change_of_regime_the_award_is_bought_back()
    {
        _desk.Site(SettleDesk.OneHall + "  - {kind: ancillary, id: rrs, product: rrs-ufr, seller: nclr}\n");
        (_desk.From, _desk.To) = ("2026-07-01", "2026-07-02");
        _desk.PriceFile("interval_start_utc,LZ_WEST\n2026-07-01T20:00:00Z,40\n2026-07-01T20:15:00Z,60\n2026-07-01T20:30:00Z,900\n2026-07-01T20:45:00Z,1500\n");
        _desk.MeterFile(SettleDesk.Rows("main", "2026-07-01T20:00:00Z", 25, 25, 0, 0));
        _desk.AwardFile(Awards + """
            2026-07-01T20:00:00Z,rrs,rrs-ufr,30,6,30,1,15
            2026-07-01T20:15:00Z,rrs,rrs-ufr,30,6,30,1,15
            2026-07-01T20:30:00Z,rrs,rrs-ufr,30,6,0,700,15
            2026-07-01T20:45:00Z,rrs,rrs-ufr,30,6,0,1200,15

            """);

        var statement = _desk.Statement();

        statement.Charge("ancillary-award").ShouldBe(-180m);
        statement.Charge("ancillary-imbalance").ShouldBe(14_250m);
        statement.Charge("energy-real-time").ShouldBe(2_500m);
        statement.Charge("fixed-block").ShouldBe(-35_820m);
    }

    [Fact]
    public void An_award_of_a_product_that_the_market_did_not_have_yet_is_refused_with_its_line()
    {
        _desk.Site(SettleDesk.OneHall + "  - {kind: ancillary, id: reserve, product: ecrs}\n");
        (_desk.From, _desk.To) = ("2022-07-01", "2022-07-02");
        _desk.PriceFile("interval_start_utc,LZ_WEST\n2022-07-01T20:00:00Z,40\n2022-07-01T20:15:00Z,60\n");
        _desk.MeterFile(SettleDesk.Rows("main", "2022-07-01T20:00:00Z", 25, 25));
        _desk.AwardFile("interval_start_utc,contract,product,award_mw,price_usd_per_mwh,interval_minutes\n2022-07-01T20:00:00Z,reserve,ecrs,30,6,60\n");

        _desk.Run().ShouldBe(1);

        _desk.Errors.ShouldContain("awards.csv, line 2");
        _desk.Errors.ShouldContain("2023-06-10T05:00:00Z");
    }

    [Fact]
    public void A_financial_award_that_does_not_say_what_was_carried_is_refused_with_its_line()
    {
        _desk.Site(SettleDesk.OneHall + "  - {kind: ancillary, id: rrs, product: rrs-ufr, seller: nclr}\n");
        (_desk.From, _desk.To) = ("2026-07-01", "2026-07-02");
        _desk.PriceFile("interval_start_utc,LZ_WEST\n2026-07-01T20:00:00Z,40\n2026-07-01T20:15:00Z,60\n");
        _desk.MeterFile(SettleDesk.Rows("main", "2026-07-01T20:00:00Z", 25, 25));
        _desk.AwardFile("interval_start_utc,contract,product,award_mw,price_usd_per_mwh,interval_minutes\n2026-07-01T20:00:00Z,rrs,rrs-ufr,30,6,60\n");

        _desk.Run().ShouldBe(1);

        _desk.Errors.ShouldContain("awards.csv, line 2");
        _desk.Errors.ShouldContain("SW4251");
    }

    [Fact]
    public void Retail_wires_and_a_sale_stand_beside_the_block()
    {
        _desk.Site(SettleDesk.OneHall + """
              - {kind: index, id: retail, adder_usd_per_mwh: 2.5, loss_factor_ratio: 1.02, rounding: cent}
              - {kind: trade, id: sale, side: sell, mw: 20, price_usd_per_mwh: 41, from: 2024-07-01, to: 2024-07-02}
              - {kind: delivery, id: wires, demand_usd_per_kw_month: 3.1, from: 2024-07-01}

            """);

        var statement = _desk.WorkedHour(25, 25, 0, 0).Statement();

        statement.ChargeOf("energy-real-time").GetProperty("contract").GetString().ShouldBe("retail");
        statement.Charge("retail-adder").ShouldBe((50m * 1.02m * 2.5m) + (25m * 0.02m * 100m));
        // A day of July: 100 MW at 100 USD/MW and day, but for the ninth decimal of a month.
        statement.Charge("delivery").ShouldBe(10_000m, 0.01m);
        statement.GetProperty("charges").EnumerateArray().Single(charge => charge.GetProperty("contract").GetString() == "sale")
            .GetProperty("amount_usd").GetDecimal().ShouldBe((5m * (40m + 60m + 900m + 1_500m)) - (20m * 41m));
    }

    [Fact]
    public void Peaks_of_the_year_before_are_read_from_meter_files_that_reach_back()
    {
        _desk.Site(SettleDesk.OneHall + "  - {kind: coincident-peak, id: 4cp}\n");
        (_desk.From, _desk.To) = ("2026-01-01", "2026-01-02");
        _desk.PriceFile("interval_start_utc,LZ_WEST\n2026-01-01T06:00:00Z,40\n2026-01-01T06:15:00Z,40\n");
        _desk.MeterFile(SettleDesk.Rows("main", "2026-01-01T06:00:00Z", 25, 25));
        // The official intervals of 2025 end at 17:00, 17:00, 17:00 and 17:30 Central.
        _desk.MeterFile(
            SettleDesk.Rows("main", "2025-06-19T21:45:00Z", 0) + SettleDesk.Rows("main", "2025-07-30T21:45:00Z", 25)
            + SettleDesk.Rows("main", "2025-08-18T21:45:00Z", 7.5m) + SettleDesk.Rows("main", "2025-09-04T22:15:00Z", 0),
            "last-year.csv");

        // 130 MW over four peaks at 75,527 a MW and year, one of 31 days of a twelfth.
        _desk.Statement().Charge("coincident-peak").ShouldBe(Math.Round(32.5m * 75_527m / 12m / 31m, 2), 0.01m);
    }

    [Fact]
    public void A_month_that_nobody_nominated_is_refused_by_its_name()
    {
        _desk.Site(SettleDesk.OneHall.Replace("id: block-1,", "id: block-1, nominations: [{month: 2024-06, share_ratio: 1}],", StringComparison.Ordinal));

        _desk.WorkedHour(25, 25, 0, 0).Run().ShouldBe(1);

        _desk.Errors.ShouldContain("'block-1'");
        _desk.Errors.ShouldContain("2024-07");
    }
}
