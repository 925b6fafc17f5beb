using NodaTime;
using Shouldly;
using Spillway.App.Rules;
using Spillway.Engine;
using Spillway.Engine.Sites.Rules;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Rules;

/// <summary>What the files of the other markets state, where one rule gives way to the next.</summary>
public sealed class OtherMarketTests
{
    private readonly RuleLibrary _library = RuleLibrary.Open("no-such-folder");

    [Fact]
    public void Every_file_of_the_program_can_be_read_and_says_where_each_value_is_from()
    {
        var all = _library.All();

        all.Select(one => one.Market).ShouldBe(["caiso", "ercot", "nem", "nordpool", "shanxi", "sichuan"]);
        foreach (var row in all.SelectMany(one => one.Periods.SelectMany(period => RuleRows.Of(period, one.Currency))))
        {
            row.Source.ShouldNotBeEmpty(row.Rule);
            (row.Value.ToString().Length > 0).ShouldBe(row.IsKnown, row.Rule);
        }
    }

    [Fact]
    public void Stretches_follow_one_another_without_a_gap_to_the_end_of_time()
    {
        foreach (var periods in _library.All().Select(one => one.Periods))
        {
            periods.Zip(periods.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From && pair.First.From < pair.First.To);
            periods[^1].To.ShouldBe(Instant.MaxValue);
        }
    }

    [Fact]
    public void Nord_Pool_prices_quarter_hours_since_delivery_on_the_first_of_October_2025()
    {
        var nordpool = _library.Require("nordpool");
        var boundary = Instant.FromUtc(2025, 9, 30, 22, 0);

        nordpool.At(boundary - Duration.Epsilon).Interval(IntervalKind.DayAhead).ShouldBe(Duration.FromHours(1));
        nordpool.At(boundary).Interval(IntervalKind.DayAhead).ShouldBe(Duration.FromMinutes(15));
        nordpool.At(boundary).Limit(PriceLimitKind.PriceCap).ShouldBe(new EnergyPrice(4000m));
        nordpool.At(boundary).Limit(PriceLimitKind.PriceFloor).ShouldBe(new EnergyPrice(-500m));
        Should.Throw<RefusedException>(() => nordpool.At(boundary - Duration.Epsilon).Interval(IntervalKind.Settlement)).Code.ShouldBe(RuleErrors.Uncertain);
        nordpool.At(boundary).Gate(GateKind.DayAheadOffers)!.At(new LocalDate(2025, 10, 26)).ShouldBe(Instant.FromUtc(2025, 10, 25, 10, 0));
        nordpool.At(boundary).Gate(GateKind.DayAheadOffers)!.At(new LocalDate(2025, 10, 28)).ShouldBe(Instant.FromUtc(2025, 10, 27, 11, 0));
        var offers = nordpool.At(boundary).Items.Offers.ShouldHaveSingleItem();
        (offers.PriceStep.Required(), offers.QuantityStep.Required(), offers.BlockAtMost.Required()).ShouldBe((new EnergyPrice(0.01m), new Megawatts(0.1m), new Megawatts(900m)));
    }

    [Theory]
    [InlineData("2025-06-30", 17_500, 1_573_700)]
    [InlineData("2025-07-01", 20_300, 1_823_600)]
    [InlineData("2026-06-30", 20_300, 1_823_600)]
    public void The_national_electricity_market_has_a_cap_and_a_threshold_a_financial_year(string day, int cap, int threshold)
    {
        var rules = _library.Require("nem").At(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value);

        rules.Interval(IntervalKind.Settlement).ShouldBe(Duration.FromMinutes(5));
        rules.Limit(PriceLimitKind.PriceCap).ShouldBe(new EnergyPrice(cap));
        rules.Limit(PriceLimitKind.PriceFloor).ShouldBe(new EnergyPrice(-1000m));
        var cumulative = rules.Items.CumulativePrice.ShouldNotBeNull();
        (cumulative.Intervals.Required(), cumulative.Threshold.Required()).ShouldBe((2016, new EnergyPrice(threshold)));
        (cumulative.Cap.Required(), cumulative.Floor.Required()).ShouldBe((new EnergyPrice(600m), new EnergyPrice(-600m)));
    }

    [Fact]
    public void A_cap_that_has_not_been_found_is_refused_and_not_taken_from_the_year_before()
    {
        var rules = _library.Require("nem").At(new LocalDate(2026, 7, 1));

        Should.Throw<RefusedException>(() => rules.Limit(PriceLimitKind.PriceCap)).What.ShouldContain("nem: price_limits[price-cap].value_aud_per_mwh (nem.yaml, line");
        Should.Throw<RefusedException>(() => rules.Items.CumulativePrice!.Threshold.Required()).Code.ShouldBe(RuleErrors.Uncertain);
    }

    [Fact]
    public void Shanxi_has_ninety_six_periods_between_zero_and_fifteen_hundred()
    {
        var rules = _library.Require("shanxi").At(new LocalDate(2025, 6, 1));

        (NodaConstants.MinutesPerDay / (int)rules.Interval(IntervalKind.Settlement).TotalMinutes).ShouldBe(96);
        (rules.Limit(PriceLimitKind.PriceFloor), rules.Limit(PriceLimitKind.PriceCap)).ShouldBe((EnergyPrice.Zero, new EnergyPrice(1500m)));
        _library.Require("shanxi").Currency.ShouldBe("CNY");
    }

    [Fact]
    public void Sichuan_has_a_price_of_the_wet_season_that_somebody_must_give()
    {
        var zone = _library.Require("sichuan").At(new LocalDate(2024, 7, 1)).Items.SeasonalPrices.ShouldHaveSingleItem();

        zone.Holds(new LocalDate(2024, 4, 30)).ShouldBeFalse();
        zone.Holds(new LocalDate(2024, 5, 1)).ShouldBeTrue();
        zone.Holds(new LocalDate(2024, 10, 31)).ShouldBeTrue();
        zone.Holds(new LocalDate(2024, 11, 1)).ShouldBeFalse();
        Should.Throw<RefusedException>(() => zone.Price.Required()).What.ShouldContain("sichuan: seasonal_prices[surplus-zone].price_cny_per_mwh");
    }
}
