using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Units;
using Xunit;
using static Spillway.Tests.Engine.Settlements.Baselines.Loads;

namespace Spillway.Tests.Engine.Settlements.Baselines;

public sealed class DeliveryTests
{
    private static readonly Instant _told = Start;

    [Fact]
    public void The_five_minutes_before_count_each_sample_as_long_as_it_holds()
    {
        // 100 MW for four of the five minutes, 50 for the last one; what came before and after counts nothing.
        PowerSample[] samples = [Sample(-600, 900m), Sample(-360, 100m), Sample(-60, 50m), Sample(0, 0m), Sample(30, 0m)];

        InstructionBaseline.Of(samples, _told).ShouldBe(new InstructionBaseline(new Megawatts(90m), new(1m)));
    }

    [Fact]
    public void A_baseline_that_is_not_covered_says_how_far_it_is()
    {
        InstructionBaseline.Of([Sample(-60, 50m)], _told).ShouldBe(new InstructionBaseline(new Megawatts(50m), new(0.2m)));
        InstructionBaseline.Of([Sample(0, 50m)], _told).ShouldBe(new InstructionBaseline(null, new(0m)));
    }

    [Fact]
    public void Even_samples_give_their_plain_mean() => Gen.Int[0, 200].Array[300].Sample(powers =>
    {
        var samples = powers.Select((power, second) => Sample(second - 300, power)).ToList();

        InstructionBaseline.Of(samples, _told).Power!.Value.Value.ShouldBe((decimal)powers.Sum() / 300m, 0.000001m);
    });

    [Theory]
    [InlineData(71.5, 71.5, DeliveryVerdict.Delivered)]
    [InlineData(71.6, 71.5, DeliveryVerdict.TooLittle)]
    [InlineData(70, 55, DeliveryVerdict.Delivered)]
    [InlineData(70, 54.9, DeliveryVerdict.TooMuch)]
    [InlineData(100, 0, DeliveryVerdict.TooLittle)]
    public void Thirty_megawatts_asked_of_a_hundred_are_delivered_from_twenty_eight_and_a_half_to_forty_five(double highest, double lowest, DeliveryVerdict verdict)
    {
        var delivery = Delivery.Of(DeliveryBand.LoadResource, new(30m), new(100m), [new((decimal)highest), new((decimal)lowest)]);

        delivery.Verdict.ShouldBe(verdict);
        delivery.Least.ShouldBe(new Megawatts(100m - (decimal)highest));
        delivery.MostShare.ShouldBe(new Ratio((100m - (decimal)lowest) / 30m));
    }

    [Fact]
    public void Two_failures_within_365_days_disqualify_and_no_two_further_apart()
    {
        var first = Instant.FromUtc(2024, 3, 1, 12, 0);

        FailureRecord.TwoInAYear([first, first + Duration.FromDays(365)]).DisqualifiedAt().ShouldBeNull();
        FailureRecord.TwoInAYear([first + Duration.FromDays(364), first]).DisqualifiedAt().ShouldBe(first + Duration.FromDays(364));
        FailureRecord.TwoInAYear([first]).At(first + Duration.FromDays(364)).ShouldBe(1);
        FailureRecord.TwoInAYear([first]).At(first + Duration.FromDays(365)).ShouldBe(0);
        FailureRecord.TwoInAYear([first]).At(first - Duration.Epsilon).ShouldBe(0);
    }

    [Fact]
    public void A_firm_service_level_asks_nothing_but_the_level()
    {
        new FirmServiceLevel(new(20m)).Excess(new(20m)).ShouldBe(Megawatts.Zero);
        new FirmServiceLevel(new(20m)).Excess(new(23m)).ShouldBe(new Megawatts(3m));
    }

    [Fact]
    public void Curtailing_two_hours_today_costs_a_tenth_of_them_tomorrow_by_ten_of_ten()
    {
        // Today 100 MW like the nine days before it; off from 15:00 to 17:00 it takes 100 ÷ 10 MW off both hours: 20 MWh at 80 $.
        var history = Flat(BusinessDays([.. Enumerable.Repeat(100m, 10)]));
        var today = EventDay.PlusDays(-1);
        var next = new Interval(Start, End);

        var loss = BaselineLoss.Of(BaselineRules.TenOfTen, BaselineDays.None, history, Off(today, 15, 16), next, new(80m));

        loss.ShouldBe(new BaselineLoss(new(20m), new(1600m)));
        BaselineLoss.Of(BaselineRules.TenOfTen, BaselineDays.None, history, Off(today, 12, 13), next, new(80m))!.Value.Amount.ShouldBe(Money.Zero);
        BaselineLoss.Of(BaselineRules.ThreeOfTenHigh, BaselineDays.None, history, Off(today, 15, 16), next, new(80m))!.Value.Amount.ShouldBe(Money.Zero);
        BaselineLoss.Of(BaselineRules.TenOfTen, new([], [today]), history, Off(today, 15, 16), next, new(80m)).ShouldBeNull();
    }

    [Fact]
    public void Curtailing_never_raises_a_baseline() => Gen.Select(Gen.Int[1, 200].Array[10], Gen.Int[0, 200], Gen.Int[1, 10]).Sample(
        (loads, less, take) =>
        {
            var history = Flat(BusinessDays([.. loads.Select(load => (decimal)load)]));
            var rules = new BaselineRules(10, take, DayPick.Highest, DayKind.BusinessDays, null, 60);
            ImmutableArray<KeyValuePair<LocalDateTime, Megawatts>> curtailed =
                [KeyValuePair.Create(EventDay.PlusDays(-1) + new LocalTime(15, 0), new Megawatts(Math.Max(0, loads[0] - less)))];

            BaselineLoss.Of(rules, BaselineDays.None, history, curtailed, new(Start, End), new(50m))!.Value.Energy.Value.ShouldBeGreaterThanOrEqualTo(0m);
        },
        iter: 100);

    private static ImmutableArray<KeyValuePair<LocalDateTime, Megawatts>> Off(LocalDate day, params int[] hours) =>
        [.. hours.Select(hour => KeyValuePair.Create(day + new LocalTime(hour, 0), Megawatts.Zero))];

    private static PowerSample Sample(int seconds, decimal megawatts) => new(_told + Duration.FromSeconds(seconds), new(megawatts));
}
