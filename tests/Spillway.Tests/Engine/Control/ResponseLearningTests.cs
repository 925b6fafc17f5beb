using NodaTime;
using Shouldly;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites;
using Xunit;

namespace Spillway.Tests.Engine.Control;

/// <summary>What a fall teaches about the machines, and what only about the ramp.</summary>
public sealed class ResponseLearningTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(60)]
    [InlineData(3600)]
    public void A_drill_teaches_how_fast_machines_follow_and_never_how_slow_the_ramp_is(int? rampMwPerMinute)
    {
        var stand = Stand(rampMwPerMinute);
        stand.Pass(Plants.Ceiling(50m, 120, OrderRank.OperatorHold, "drill"));
        stand.Run(100);
        stand.Fleet.Power.Value.ShouldBe(50m);
        stand.Pass(Plants.Release("drill"));
        stand.Run(20);
        stand.Fleet.Power.Value.ShouldBe(100m);

        // Machines sleep 5 s after they were told; a second of a ramp of 3600 MW/min lets the whole drill go at once.
        var learnt = stand.State.Responses[0];
        learnt.Events.ShouldBe(rampMwPerMinute == 60 ? 0 : 1);
        learnt.Shares.ShouldBe(rampMwPerMinute == 60 ? [] : [0.0, 1.0, 1.0, 1.0, 1.0]);
        var promise = stand.Pass(Plants.Ceiling(50m, 10)).Answers[0].Promise!;
        promise.Path.ShouldBe(ShedPath.Firmware);
        promise.Within.ShouldBe(Duration.FromSeconds(5));
        promise.LeftOver.Value.ShouldBe(0m);
        stand.Run(10);
        stand.State.Feeds.ShouldAllBe(feed => feed.Told == null);
        stand.Fleet.Power.Value.ShouldBe(50m);
    }

    [Fact]
    public void An_order_that_no_ramp_holds_back_teaches_where_there_is_a_ramp_too()
    {
        var stand = Stand(60);
        stand.Pass(Plants.Ceiling(50m, 30));
        stand.Run(20);
        stand.Pass(Plants.Release("ceiling-50"));
        stand.Run(5);

        stand.State.Responses[0].ShouldSatisfyAllConditions(
            learnt => learnt.Events.ShouldBe(1),
            learnt => learnt.Shares.ShouldBe([0.0, 1.0, 1.0, 1.0, 1.0]));
    }

    [Theory]
    [InlineData(2, new[] { 0.0, 1.0, 1.0, 1.0, 1.0 })]
    [InlineData(100, new[] { 0.0, 1.0, 1.0, 1.0, 1.0 })]
    public void An_order_that_ends_before_machines_could_follow_says_nothing_of_later(int seconds, double[] shares)
    {
        var stand = Stand(null);
        for (var time = 0; time < 2; time++)
        {
            stand.Pass(Plants.Ceiling(50m, 30, id: "short" + time));
            stand.Run(seconds);
            stand.Pass(Plants.Release("short" + time));
            stand.Run(60);
            stand.Fleet.Power.Value.ShouldBe(100m);
        }

        stand.State.Responses[0].Events.ShouldBe(2);
        stand.State.Responses[0].Shares.ShouldBe(shares);
        stand.Pass(Plants.Ceiling(50m, 10)).Answers[0].Promise!.Path.ShouldBe(ShedPath.Firmware);
    }

    [Fact]
    public void Machines_that_had_their_time_and_did_not_follow_are_not_expected_to_later()
    {
        var stand = Stand(null, followsWithinS: 40);
        stand.Pass(Plants.Ceiling(50m, 120));
        stand.Run(10);
        stand.Pass(Plants.Release("ceiling-50"));
        stand.Run(60);

        stand.State.Responses[0].Shares.ShouldBe([0.0, 0.0, 0.0, 0.0, 0.0]);
    }

    [Fact]
    public void A_fall_is_not_learnt_from_when_the_ramp_adds_machines_to_it_later()
    {
        var stand = Stand(60);
        stand.Pass(Plants.Ceiling(60m, 30));
        stand.Run(3);
        stand.State.Events[0].ShouldNotBeNull();

        stand.Pass(Plants.Ceiling(40m, 30, OrderRank.OperatorHold));
        stand.Run(60);

        stand.Fleet.Power.Value.ShouldBe(40m);
        stand.Pass(Plants.Release("ceiling-40"), Plants.Release("ceiling-60"));
        stand.Run(5);
        stand.State.Responses[0].Events.ShouldBe(0);
    }

    [Fact]
    public void Machines_that_were_told_before_do_not_make_those_told_now_look_fast()
    {
        // They take 6 s, one more than declared; the third would seem to take four where the fall of the first counted for it.
        var stand = Stand(60, followsWithinS: 6);
        stand.Pass(Plants.Ceiling(98m, 60, OrderRank.OperatorHold, "drill"));
        stand.Pass();
        stand.Fleet.Power.Value.ShouldBe(100m);

        stand.Pass(Plants.Ceiling(97m, 60));
        stand.Told().ShouldBe("sleep a×1");
        stand.Run(30);
        stand.Fleet.Power.Value.ShouldBe(97m);
        stand.Pass(Plants.Release("ceiling-97"), Plants.Release("drill"));
        stand.Run(5);

        stand.State.Responses[0].Events.ShouldBe(0);
    }

    private static ControlStand Stand(int? rampMwPerMinute, int followsWithinS = 5)
    {
        var site = Halls.Site(120m, Halls.Hall("a", 100, 20m));
        var limits = new SiteLimits(new(120m), rampMwPerMinute is { } ramp ? new(ramp) : null, null);
        var stand = new ControlStand(Plants.Of(site with { Limits = limits }, Plants.Plain, 10), followsWithinS);
        stand.Decide(100).Pass();
        stand.Run(3);
        return stand;
    }
}
