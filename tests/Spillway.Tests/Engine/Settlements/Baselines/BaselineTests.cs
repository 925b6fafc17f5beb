using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Units;
using Xunit;
using static Spillway.Tests.Engine.Settlements.Baselines.Loads;

namespace Spillway.Tests.Engine.Settlements.Baselines;

public sealed class BaselineTests
{
    private static readonly decimal[] _ten = [100, 90, 80, 110, 70, 60, 120, 50, 40, 130];

    [Fact]
    public void Ten_of_ten_is_the_mean_of_the_last_ten_business_days()
    {
        var baseline = Made(BaselineRules.TenOfTen, _ten);

        // 850 ÷ 10; two hours.
        baseline!.Intervals.Select(one => one.Power.Value).ShouldBe([85m, 85m]);
        baseline.Intervals[0].ShouldBe(new(EventDay + new LocalTime(15, 0), new(85m), new(85m), new(40m), new(130m)));
        baseline.Days.Length.ShouldBe(10);
        baseline.Days.ShouldAllBe(day => day.DayOfWeek <= IsoDayOfWeek.Friday);
        baseline.Adjustment.ShouldBeNull();
    }

    [Fact]
    public void Three_of_ten_high_is_the_mean_of_the_three_highest()
    {
        var baseline = Made(BaselineRules.ThreeOfTenHigh, _ten);

        // 130 + 120 + 110 = 360.
        baseline!.Intervals[1].Power.ShouldBe(new Megawatts(120m));
        baseline.Days.Length.ShouldBe(3);
    }

    [Theory]
    [InlineData(110, 110, 1.1)]
    [InlineData(200, 120, 1.2)]
    [InlineData(10, 80, 0.8)]
    public void Fifteen_of_twenty_follows_the_day_of_the_event_by_twenty_percent_at_most(int today, int expected, double factor)
    {
        // Five days at 40 are left out, the other fifteen are at 100.
        decimal[] loads = [.. Enumerable.Repeat(100m, 8), .. Enumerable.Repeat(40m, 5), .. Enumerable.Repeat(100m, 7)];
        var history = Flat([.. BusinessDays(loads), (EventDay, today)]);

        var baseline = Baseline.Of(BaselineRules.FifteenOfTwenty, BaselineDays.None, history, Start, End);

        baseline!.Intervals[0].Unadjusted.ShouldBe(new Megawatts(100m));
        baseline.Intervals[0].Power.ShouldBe(new Megawatts(expected));
        baseline.Adjustment.ShouldBe(new DayLevel(new((decimal)factor), Megawatts.Zero));
    }

    [Fact]
    public void A_difference_is_added_and_its_cap_is_a_share_of_the_baseline()
    {
        var up = new SameDayAdjustment(AdjustmentForm.Difference, Duration.FromHours(4), Duration.FromHours(1), new(0.20m), IsUpOnly: false);
        var history = Flat([.. BusinessDays(_ten), (EventDay, 97m)]);

        Baseline.Of(BaselineRules.TenOfTen with { Adjustment = up }, BaselineDays.None, history, Start, End)!.Intervals[0].Power.ShouldBe(new Megawatts(97m));
        Baseline.Of(BaselineRules.TenOfTen with { Adjustment = up with { Cap = new(0.10m) } }, BaselineDays.None, history, Start, End)!.Intervals[0].Power.ShouldBe(new Megawatts(93.5m));
    }

    [Fact]
    public void An_adjustment_that_only_goes_up_never_lowers()
    {
        var up = SameDayAdjustment.TwentyPercent with { IsUpOnly = true };
        var history = Flat([.. BusinessDays(_ten), (EventDay, 50m)]);

        Baseline.Of(BaselineRules.TenOfTen with { Adjustment = up }, BaselineDays.None, history, Start, End)!.Intervals[0].Power.ShouldBe(new Megawatts(85m));
    }

    [Fact]
    public void A_day_that_was_not_metered_before_the_event_adjusts_nothing()
    {
        var baseline = Made(BaselineRules.TenOfTen with { Adjustment = SameDayAdjustment.TwentyPercent }, _ten);

        baseline!.Adjustment.ShouldBeNull();
        baseline.Intervals[0].Power.ShouldBe(new Megawatts(85m));
    }

    [Fact]
    public void Event_days_and_holidays_are_passed_over()
    {
        var days = BusinessDays([.. Enumerable.Repeat(0m, 2), .. Enumerable.Repeat(60m, 10)]).ToList();
        var not = new BaselineDays([days[0].Day], [days[1].Day]);

        Baseline.Of(BaselineRules.TenOfTen, not, Flat(days), Start, End)!.Intervals[0].Power.ShouldBe(new Megawatts(60m));
    }

    [Fact]
    public void A_weekend_event_looks_at_weekends_where_the_programme_says_like_days()
    {
        var saturday = new LocalDate(2024, 8, 24);
        var history = Flat(Enumerable.Range(1, 40).Select(back => saturday.PlusDays(-back))
            .Select(day => (day, day.DayOfWeek >= IsoDayOfWeek.Saturday ? 30m : 90m)));

        var like = Baseline.Of(BaselineRules.TenOfTen with { Days = DayKind.SameKind }, BaselineDays.None, history, At(saturday, 15), At(saturday, 17));
        var any = Baseline.Of(BaselineRules.TenOfTen with { Days = DayKind.AnyDay }, BaselineDays.None, history, At(saturday, 15), At(saturday, 17));

        like!.Intervals[0].Power.ShouldBe(new Megawatts(30m));
        like.Days.ShouldAllBe(day => day.DayOfWeek >= IsoDayOfWeek.Saturday);

        // Ten days back from a Saturday: eight business days and one weekend, (8 × 90 + 2 × 30) ÷ 10.
        any!.Intervals[0].Power.ShouldBe(new Megawatts(78m));
    }

    [Fact]
    public void Too_few_days_make_no_baseline_and_are_named()
    {
        Made(BaselineRules.TenOfTen, _ten[..9]).ShouldBeNull();
        Baseline.Eligible(BaselineRules.TenOfTen, BaselineDays.None, Flat(BusinessDays(_ten[..9])), Start, End).Length.ShouldBe(9);
        Made(BaselineRules.TenOfTen with { MostDaysBack = 10 }, _ten).ShouldBeNull();
    }

    [Fact]
    public void The_middle_days_are_those_without_the_highest_and_lowest()
    {
        // Of 100 90 80 110 70 60: without 110 and 60.
        Made(BaselineRules.TenOfTen with { Window = 6, Take = 4, Pick = DayPick.Middle }, _ten[..6])!.Intervals[0].Power.ShouldBe(new Megawatts(85m));
        Made(BaselineRules.TenOfTen with { Window = 6, Take = 2, Pick = DayPick.Nearest }, _ten[..6])!.Intervals[0].Power.ShouldBe(new Megawatts(95m));
    }

    [Fact]
    public void The_hour_that_a_day_has_twice_counts_once_and_the_day_without_it_is_passed_over()
    {
        var zone = Texas;
        var back = new LocalDate(2024, 11, 3);
        var forward = new LocalDate(2024, 3, 10);
        var hours = EventHour.Of(At(back, 0), At(back, 4), Hour, zone, back);
        var twice = LoadHistory.Of([new(At(back, 0) + Hour, new(10m)), new(At(back, 0) + (2 * Hour), new(20m))], Hour, zone);
        var skipped = Flat([(forward, 5m)]);

        hours.Length.ShouldBe(4);
        twice.At(back + new LocalTime(1, 0)).ShouldBe(new Megawatts(15m));
        skipped.Mean(forward, [new(0, new(2, 0))]).ShouldBeNull();
        skipped.Mean(forward, [new(0, new(3, 0))]).ShouldBe(new Megawatts(5m));
    }

    [Fact]
    public void An_event_past_midnight_compares_the_same_hours_of_the_next_day()
    {
        var days = Enumerable.Range(1, 20).Select(back => (EventDay.PlusDays(-back), (decimal)back));
        var baseline = Baseline.Of(
            BaselineRules.TenOfTen with { Window = 1, Take = 1, Days = DayKind.AnyDay }, BaselineDays.None, Flat([.. days, (EventDay, 0m)]), At(EventDay, 23), At(EventDay.PlusDays(1), 1));

        // The day before draws 1 in its last hour, the event's own day 0 in its first: what stands for the hour after midnight.
        baseline!.Intervals.Select(one => one.Power.Value).ShouldBe([1m, 0m]);
    }

    [Fact]
    public void A_baseline_lies_between_its_lowest_and_its_highest_day_and_rises_with_all_of_them() =>
        (from loads in Gen.Decimal[0m, 500m].Select(load => Math.Round(load, 3)).Array[20]
         from take in Gen.Int[1, 20]
         from pick in Gen.Enum<DayPick>()
         from more in Gen.Int[0, 50]
         select (loads, take, pick, more)).Sample(
            row =>
            {
                var rules = new BaselineRules(20, row.take, row.pick, DayKind.BusinessDays, null, 60);
                var one = Made(rules, row.loads)!.Intervals[0];
                var raised = Made(rules, [.. row.loads.Select(load => load + row.more)])!.Intervals[0];

                one.Power.ShouldBeInRange(one.Lowest, one.Highest);
                (raised.Power - one.Power).Value.ShouldBe(row.more, 0.000001m);
                Made(rules with { Pick = DayPick.Highest }, row.loads)!.Intervals[0].Power.ShouldBeGreaterThanOrEqualTo(one.Power - new Megawatts(0.000001m));
            },
            iter: 50);

    private static Baseline? Made(BaselineRules rules, decimal[] loads) => Baseline.Of(rules, BaselineDays.None, Flat(BusinessDays(loads)), Start, End);
}
