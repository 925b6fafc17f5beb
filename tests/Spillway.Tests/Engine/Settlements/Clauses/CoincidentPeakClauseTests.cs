using NodaTime;
using Shouldly;
using Spillway.Engine;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Sites.Contracts;
using Xunit;

namespace Spillway.Tests.Engine.Settlements.Clauses;

public sealed class CoincidentPeakClauseTests
{
    private static readonly Duration _quarter = Duration.FromMinutes(15);
    private static readonly Instant _peak = Ledger.Local(2025, 7, 30, 16, 45);

    [Theory]
    [InlineData(100, 1_888_175.00)]
    [InlineData(30, 566_452.50)]
    public void A_year_of_one_peak_costs_a_quarter_of_its_demand_times_the_rate(double demand, double cost)
    {
        var lines = Year(2026).Settle(Charge(0m, (decimal)demand, 0m, 0m));

        lines.Count.ShouldBe(12);
        Math.Round(lines.Sum(line => line.Amount.Value), 2, MidpointRounding.AwayFromZero).ShouldBe((decimal)cost);
        lines[0].Quantity.ShouldBe((decimal)demand / 4m);
        lines[0].Price.ShouldBe(6_293.91666667m);
        lines[0].Id.ToString().ShouldBe("2026-01-01T06:00:00Z/coincident-peak/4cp/share/2025-07");
    }

    [Fact]
    public void Four_peaks_are_four_lines_a_month_that_add_up_to_their_mean() =>
        Math.Round(Year(2026).Settle(Charge(100m, 100m, 30m, 0m)).Sum(line => line.Amount.Value), 2).ShouldBe(Math.Round(57.5m * 75_527m, 2));

    [Fact]
    public void A_day_of_february_is_a_share_of_twenty_nine_in_a_leap_year()
    {
        var charge = Charge(new CoincidentPeak(new(2027, 6), null, _quarter, new(29m)));

        var line = Ledger.Days(new(2028, 2, 28), new(2028, 3, 1), _ => 1m, _ => 40m).Settle(charge).ShouldHaveSingleItem();

        line.Quantity.ShouldBe(29m * 0.068965517m);
    }

    [Fact]
    public void Demand_that_no_contract_states_is_read_from_the_meter_at_the_official_interval()
    {
        var lines = Year(2026).Earlier(_peak - _quarter, 20m).Earlier(_peak, 7.5m).Earlier(_peak + _quarter, 20m)
            .Settle(Charge(new CoincidentPeak(new(2025, 7), _peak, _quarter, null)));

        lines[0].Quantity.ShouldBe(30m);
        lines[0].Basis.Reading!.Value.Start.ShouldBe(_peak);
    }

    [Fact]
    public void A_reading_of_five_minutes_counts_for_its_part_of_the_interval()
    {
        var five = Duration.FromMinutes(5);

        Year(2026).Earlier(_peak, 1m, 5).Earlier(_peak + five, 2m, 5).Earlier(_peak + (five * 2), 3m, 5)
            .Settle(Charge(new CoincidentPeak(new(2025, 7), _peak, _quarter, null)))[0].Quantity.ShouldBe(24m);
    }

    [Fact]
    public void A_peak_that_nothing_tells_is_refused_by_its_instant()
    {
        var refused = Should.Throw<RefusedException>(() => Year(2026).Settle(Charge(new CoincidentPeak(new(2025, 7), _peak, _quarter, null))));

        refused.Code.ShouldBe(ClauseErrors.NoPeakDemand);
        refused.Message.ShouldContain("2025-07-30T21:45:00Z");
    }

    [Fact]
    public void A_peak_that_the_meter_covers_in_part_is_refused() =>
        Should.Throw<RefusedException>(() => Year(2026).Earlier(_peak, 1m, 5).Settle(Charge(new CoincidentPeak(new(2025, 7), _peak, _quarter, null))))
            .Code.ShouldBe(ClauseErrors.NoPeakDemand);

    [Fact]
    public void Peaks_that_are_not_all_known_are_refused() =>
        Should.Throw<RefusedException>(() => Year(2027).Settle(Charge(100m, 100m, 100m, 100m))).Message.ShouldContain("peaks of 2026, and 0 are known");

    [Fact]
    public void A_charge_year_without_a_rate_is_refused()
    {
        var charge = Charge(100m, 100m, 100m, 100m) with { Rates = [new(2027, new(75_527m), "rules")] };

        Should.Throw<RefusedException>(() => Year(2026).Settle(charge)).Code.ShouldBe(ClauseErrors.NoRate);
    }

    // One settled interval a day is enough for a clause that goes by days.
    private static Ledger Year(int year)
    {
        var ledger = new Ledger();
        for (var day = new LocalDate(year, 1, 1); day.Year == year; day = day.PlusDays(1))
        {
            ledger.Add(Ledger.Local(day.Year, day.Month, day.Day), 1m, 40m);
        }

        return ledger;
    }

    private static CoincidentPeakCharge Charge(params decimal[] demands) => new(
        new("4cp"),
        4,
        [.. demands.Select((demand, index) => new CoincidentPeak(new(2025, 6 + index), null, _quarter, new(demand)))],
        [new(CoincidentPeakCharge.EveryYear, new(75_527m), "clause:rate_per_mw_year")]);

    private static CoincidentPeakCharge Charge(CoincidentPeak peak) => new(
        new("4cp"), 1, [peak], [new(CoincidentPeakCharge.EveryYear, new(75_527m), "clause:rate_per_mw_year")]);
}
