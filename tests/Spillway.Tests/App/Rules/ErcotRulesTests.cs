using NodaTime;
using Shouldly;
using Spillway.App.Rules;
using Spillway.Engine;
using Spillway.Engine.Sites.Rules;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Rules;

/// <summary>ERCOT's file, on both sides of 2025-12-05 00:00 Central.</summary>
public sealed class ErcotRulesTests
{
    private static readonly MarketRules _ercot = RuleLibrary.Open("no-such-folder").Require("ercot");
    private static readonly Instant _boundary = Instant.FromUtc(2025, 12, 5, 6, 0);

    [Fact]
    public void The_co_optimised_regime_begins_at_midnight_in_Central_time_and_not_a_tick_before()
    {
        var (before, after) = (_ercot.At(_boundary - Duration.Epsilon), _ercot.At(_boundary));

        (before.Regime().Id, before.Regime().Imbalance).ShouldBe(("ordc", ImbalanceRegime.Physical));
        (after.Regime().Id, after.Regime().Imbalance).ShouldBe(("rtc-b", ImbalanceRegime.Financial));
        _ercot.At(new LocalDate(2025, 12, 4)).Regime().Id.ShouldBe("ordc");
        _ercot.At(new LocalDate(2025, 12, 5)).Regime().Id.ShouldBe("rtc-b");
        (after.Version.Regime, after.Version.Since, after.From).ShouldBe(("rtc-b", _boundary, _boundary));
        before.To.ShouldBe(_boundary);
    }

    [Fact]
    public void The_reserve_adder_is_a_term_of_the_price_until_the_boundary_only()
    {
        Dictionary<string, EnergyPrice> with = new() { ["LZLMP"] = new(40m), ["RTRSVPOR"] = new(2m), ["RTRDP"] = new(1m) };
        Dictionary<string, EnergyPrice> without = new() { ["LZLMP"] = new(40m), ["RTRDP"] = new(1m) };

        _ercot.At(_boundary - Duration.Epsilon).Price(with).ShouldBe(new(43m));
        _ercot.At(_boundary).Price(without).ShouldBe(new(41m));
        Should.Throw<RefusedException>(() => _ercot.At(_boundary).Price(with)).Code.ShouldBe(RuleErrors.WrongTerms);
        Should.Throw<RefusedException>(() => _ercot.At(_boundary - Duration.Epsilon).Price(without)).Code.ShouldBe(RuleErrors.WrongTerms);
    }

    [Theory]
    [InlineData(-400, 100, -251)]
    [InlineData(-400, 150, -250)]
    [InlineData(-251.01, 0, -251)]
    public void The_floor_comes_after_the_adders(double energy, double adder, double price) =>
        _ercot.At(_boundary).Price(new Dictionary<string, EnergyPrice> { ["LZLMP"] = new((decimal)energy), ["RTRDP"] = new((decimal)adder) })
            .ShouldBe(new((decimal)price));

    [Theory]
    [InlineData("2010-12-01", 2250, 2250)]
    [InlineData("2011-01-31", 2250, 2250)]
    [InlineData("2011-02-01", 3000, 3000)]
    [InlineData("2012-08-01", 4500, 4500)]
    [InlineData("2013-06-01", 5000, 5000)]
    [InlineData("2014-06-01", 7000, 7000)]
    [InlineData("2021-02-15", 9000, 9000)]
    [InlineData("2022-01-01", 5000, 5000)]
    [InlineData("2025-12-04", 5000, 5000)]
    [InlineData("2025-12-05", 2000, 5000)]
    public void Offer_caps_are_those_of_their_day(string day, int realTime, int dayAhead)
    {
        var rules = _ercot.At(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value);

        rules.Limit(PriceLimitKind.RealTimeOfferCap).ShouldBe(new EnergyPrice(realTime));
        rules.Limit(PriceLimitKind.DayAheadOfferCap).ShouldBe(new EnergyPrice(dayAhead));
        rules.Limit(PriceLimitKind.PriceFloor).ShouldBe(new EnergyPrice(-251m));
        rules.Limit(PriceLimitKind.PriceCap).ShouldBeNull();
    }

    [Fact]
    public void Metered_load_and_financial_positions_settle_at_two_prices_of_one_zone()
    {
        _ercot.At(_boundary).PointType(SettlementUse.Physical).ShouldBe(SettlementPointType.ZoneEnergyWeighted);
        _ercot.At(_boundary).PointType(SettlementUse.Financial).ShouldBe(SettlementPointType.Zone);
    }

    [Fact]
    public void Intervals_are_five_minutes_of_dispatch_a_quarter_hour_of_settlement_and_an_hour_day_ahead()
    {
        var rules = _ercot.At(_boundary);

        new[] { IntervalKind.Dispatch, IntervalKind.Settlement, IntervalKind.DayAhead }.Select(kind => rules.Interval(kind).TotalMinutes).ShouldBe([5, 15, 60]);
    }

    [Fact]
    public void Contingency_reserve_is_held_two_hours_before_the_boundary_and_one_after()
    {
        _ercot.At(_boundary - Duration.Epsilon).Ancillary("ecrs").Sustained.Required().ShouldBe(Duration.FromHours(2));
        _ercot.At(_boundary).Ancillary("ecrs").Sustained.Required().ShouldBe(Duration.FromHours(1));
        _ercot.At(_boundary).Ancillary("non-spin").Sustained.Required().ShouldBe(Duration.FromHours(4));
        _ercot.At(_boundary).Ancillary("rrs-ufr").Sustained.Required().ShouldBe(Duration.MaxValue);
        _ercot.At(_boundary).Ancillary("ecrs").Sellers.Required().ShouldBe(["clr", "nclr"]);
        Should.Throw<RefusedException>(() => _ercot.At(new LocalDate(2023, 6, 9)).Ancillary("ecrs")).Code.ShouldBe(RuleErrors.NotInForce);
    }

    [Fact]
    public void What_nobody_knows_is_refused_with_market_rule_line_and_the_way_to_give_it()
    {
        var relay = _ercot.At(_boundary).Ancillary("rrs-ufr");

        relay.Response.IsKnown.ShouldBeFalse();
        var refusal = Should.Throw<RefusedException>(() => relay.Response.Required());
        refusal.Code.ShouldBe(RuleErrors.Uncertain);
        refusal.Message.ShouldMatch(@"^ercot: ancillary\[rrs-ufr\]\.response_seconds \(ercot\.yaml, line [0-9]+\) is marked uncertain");
        refusal.Message.ShouldContain("spillway rules show MARKET --yaml");
        Should.Throw<RefusedException>(() => _ercot.At(_boundary).Parameter("rrs-nclr-share").Value.Required());
    }

    [Fact]
    public void Peaks_are_the_official_quarter_hours_by_their_start()
    {
        _ercot.OfficialPeaks.Length.ShouldBe(16);
        _ercot.OfficialPeaks[0].ShouldBe(new OfficialPeak(2022, 6, Instant.FromUtc(2022, 6, 23, 21, 45), new(76_803.5m)));
        _ercot.OfficialPeaks.Where(peak => peak.Year == 2024).Select(peak => peak.Start.InZone(_ercot.Zone).TimeOfDay.ToString("HH:mm", null))
            .ShouldBe(["17:30", "16:45", "16:45", "15:45"]);
        var method = _ercot.At(_boundary).Items.CoincidentPeak.ShouldNotBeNull();
        (method.Id, method.PeaksPerYear, method.Basis).ShouldBe(("4cp", 4, PeakBasis.PreviousYear));
        method.Interval.ShouldBe(Duration.FromMinutes(15));
    }

    [Theory]
    [InlineData(2024, 66_757)]
    [InlineData(2025, 68_547)]
    [InlineData(2026, 75_527)]
    public void A_megawatt_at_the_peaks_has_a_rate_a_year_of_charges(int year, int rate) =>
        _ercot.PeakRate(year).Rate.Required().ShouldBe(new YearlyCapacityPrice(rate));

    [Fact]
    public void A_year_without_a_rate_is_refused_with_the_years_that_have_one() =>
        Should.Throw<RefusedException>(() => _ercot.PeakRate(2023)).What.ShouldContain("it has 2024, 2025, 2026");

    [Fact]
    public void Day_ahead_results_come_at_half_past_one_of_the_day_before_on_both_sides_of_a_clock_change()
    {
        var gate = _ercot.At(_boundary).Gate(GateKind.DayAheadResults).ShouldNotBeNull();

        gate.At(new LocalDate(2026, 3, 8)).ShouldBe(Instant.FromUtc(2026, 3, 7, 19, 30));
        gate.At(new LocalDate(2026, 3, 9)).ShouldBe(Instant.FromUtc(2026, 3, 8, 18, 30));
        gate.At(new LocalDate(2026, 11, 2)).ShouldBe(Instant.FromUtc(2026, 11, 1, 19, 30));
    }

    [Fact]
    public void Before_the_nodal_market_nothing_is_stated() =>
        Should.Throw<RefusedException>(() => _ercot.At(new LocalDate(2010, 11, 30))).What.ShouldContain("2010-12-01T06:00:00Z");
}
