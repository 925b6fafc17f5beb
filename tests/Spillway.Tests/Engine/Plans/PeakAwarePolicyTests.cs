using NodaTime;
using Shouldly;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Forecasts.CoincidentPeaks;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Tests.Engine.Forecasts.CoincidentPeaks;
using Spillway.Tests.Simulation.Independent;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Plans;

public sealed class PeakAwarePolicyTests
{
    private static readonly YearlyCapacityPrice _rate = new(75_527m);
    private static readonly SortedDictionary<Instant, double> _loads = DrawnLoad.Years(2021, 2022);
    private static readonly Instant _likely = Likeliest();

    [Fact]
    public void A_likely_peak_stops_what_its_price_makes_run_at_a_loss_and_says_so()
    {
        var chance = new PeakEstimator(DrawnLoad.Book(_loads), "ERCOT", DrawnLoad.Zone, [7], PeakSettings.Frozen).At(_likely).Probability;

        var answer = Choose(_likely, value: 100m);

        answer.Plan[0].ModeIndex.ShouldBe(0);
        answer.Plan[0].Machines.ShouldBe(0);
        answer.Plan[0].Reason.Code.ShouldBe(ReasonCode.CoincidentPeak);
        answer.Plan[0].Reason.Newest.ShouldBe(new EnergyPrice(20m));
        answer.Plan[0].Reason.Worth.ShouldBe(new EnergyPrice(100m));
        answer.Plan[0].Reason.Expected!.Value.Value.ShouldBe(20m + ((decimal)chance * _rate.Value), 0.005m);
        answer.Plan[0].Reason.FollowsFrom.ShouldBe(_likely - Halls.Slot().Length);
    }

    [Fact]
    public void A_load_that_is_worth_more_than_the_price_with_the_peak_runs_on() =>
        Choose(_likely, value: 1_000_000m).Plan[0].Reason.Code.ShouldBe(ReasonCode.PriceBelowValue);

    [Fact]
    public void At_night_the_other_policy_decides_alone() =>
        Choose(DrawnLoad.Local(2022, 7, 20, 3), value: 100m).Plan[0].Reason.Code.ShouldBe(ReasonCode.PriceBelowValue);

    [Fact]
    public void What_the_other_policy_stops_keeps_its_reason() =>
        Choose(_likely, value: 10m).Plan[0].Reason.Code.ShouldBe(ReasonCode.PriceAboveValue);

    [Fact]
    public void Under_a_block_that_is_sold_back_below_the_price_the_peak_is_added_to_what_stopping_brings()
    {
        var policy = new PeakAwarePolicy(new SellBackPolicy(new StrikePolicy()), _rate, DrawnLoad.Zone, PublicationBook.Empty);
        var night = policy.Choose(policy.InitialMemory, UnderABlock(DrawnLoad.Local(2022, 7, 20, 3)));
        var peak = policy.Choose(policy.InitialMemory, UnderABlock(_likely));

        night.Plan[0].Reason.ShouldBe(new Reason(
            ReasonCode.SellBackSpread, new(20m), new(18m), new(16m), FollowsFrom: DrawnLoad.Local(2022, 7, 20, 3) - Halls.Slot().Length));
        night.Plan[0].Machines.ShouldBe(5);
        peak.Plan[0].Machines.ShouldBe(0);
        peak.Plan[0].Reason.Code.ShouldBe(ReasonCode.CoincidentPeak);
        peak.Plan[0].Reason.Expected!.Value.Value.ShouldBeGreaterThan(16m);
    }

    private static PolicyQuestion UnderABlock(Instant at)
    {
        var question = Question(at, 18m, [.. _loads.Select(DrawnLoad.Published)]);
        var load = question.Site.Loads[0];
        return question with
        {
            Frame = question.Frame with { SellBack = [new(load.Power(load.NormalModeIndex, 5), new(4m))] },
            Groups = [GroupState.Settled(load, 5)],
        };
    }

    [Fact]
    public void A_load_published_later_is_not_seen_and_the_memory_asked_again_answers_the_same()
    {
        var policy = new PeakAwarePolicy(new StrikePolicy(), _rate, DrawnLoad.Zone, PublicationBook.Empty);
        var known = _loads.Select(DrawnLoad.Published).ToList();
        var early = policy.Choose(policy.InitialMemory, Question(_likely, 100m, [.. known.Where(one => one.KnownAt <= _likely)]));
        var all = policy.Choose(policy.InitialMemory, Question(_likely, 100m, [.. known]));

        early.Plan[0].Reason.ShouldBe(all.Plan[0].Reason);
        policy.Choose(early.Memory, Question(_likely, 100m, [])).Plan[0].Reason.ShouldBe(all.Plan[0].Reason);
    }

    private static PolicyAnswer Choose(Instant at, decimal value)
    {
        var policy = new PeakAwarePolicy(new StrikePolicy(), _rate, DrawnLoad.Zone, PublicationBook.Empty);
        return policy.Choose(policy.InitialMemory, Question(at, value, [.. _loads.Select(DrawnLoad.Published)]));
    }

    private static PolicyQuestion Question(Instant at, decimal value, IReadOnlyList<Publication> known)
    {
        var length = Halls.Slot().Length;
        var prices = PriceHistory.Empty([EngineSites.Point], 0).With(new(at - length, new(20m), [20.0]));
        var site = Halls.Site(10m, Halls.Hall("a", 5, value));
        return new(site, new(at, length), false, prices, SignalFrame.Empty with { Publications = [.. known] }, []);
    }

    private static Instant Likeliest()
    {
        var estimator = new PeakEstimator(DrawnLoad.Book(_loads), "ERCOT", DrawnLoad.Zone, [7], PeakSettings.Frozen);
        return PeakSummer.Of(estimator, 2022, DrawnLoad.Zone, [7], PeakSettings.Frozen).Estimates.MaxBy(one => one.Probability).Start;
    }
}
