using NodaTime;
using Shouldly;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Xunit;

namespace Spillway.Tests.Engine.Control;

/// <summary>Ten feeds of two machines each, opened in 0.2 s; the last safe moment is 1.2 s before the deadline.</summary>
public sealed class ShedTests
{
    [Fact]
    public void What_has_not_followed_at_the_last_safe_moment_is_opened_and_no_feed_more()
    {
        var stand = Stand();
        stand.Fleet.Deaf.UnionWith([9, 8, 5]);

        stand.Pass(Plants.Ceiling(12m, 10));
        stand.Told().ShouldBe("sleep a×8");
        stand.Run(8);
        stand.Fleet.Power.Value.ShouldBe(15m);

        // 9 and 8 stand behind one feed, 5 behind another whose second machine sleeps already.
        stand.Pass();
        stand.Told().ShouldBe("open a-5, open a-3");
        stand.Pass();
        stand.Fleet.Power.Value.ShouldBe(12m);
        stand.Run(10);
        stand.Fleet.Power.Value.ShouldBe(12m);
        stand.Alarms.ShouldNotContain(alarm => alarm.Code == AlarmCode.PromiseMissed);
    }

    [Fact]
    public void Firmware_that_follows_leaves_the_feeds_closed()
    {
        var stand = Stand();

        stand.Pass(Plants.Ceiling(2m, 10));
        stand.Run(15);

        stand.Fleet.Power.Value.ShouldBe(2m);
        stand.State.Feeds.ShouldAllBe(feed => feed.Told == null);
    }

    [Fact]
    public void A_deadline_too_short_for_firmware_is_kept_by_feeds()
    {
        var stand = Stand(followsWithinS: 20);

        var promise = stand.Pass(Plants.Ceiling(11m, 1)).Answers[0].Promise!;

        promise.ShouldBe(new Promise(new(9m), Duration.FromMilliseconds(200), ShedPath.Breakers, new(0.95m), new(0m), new(0m)));
        stand.Told().ShouldBe("sleep a×9, open a-5, open a-4, open a-3, open a-2, open a-1");
        stand.Pass();
        stand.Fleet.Power.Value.ShouldBe(10m);
    }

    [Fact]
    public void Without_a_meter_the_machines_own_watts_are_the_proof()
    {
        var stand = Stand();
        stand.Fleet.HasMeter = false;
        stand.Run(20);
        stand.Fleet.Deaf.UnionWith([9, 8]);

        stand.Pass(Plants.Ceiling(12m, 10));
        stand.Run(9);

        stand.Told().ShouldBe("open a-5");
        stand.Pass();
        stand.Fleet.Power.Value.ShouldBe(12m);
    }

    [Fact]
    public void A_feed_that_does_not_open_is_replaced_by_the_next_and_reported()
    {
        var stand = Stand();
        stand.Fleet.Deaf.UnionWith(Enumerable.Range(0, 20));
        stand.Fleet.Stuck.Add(4);

        stand.Pass(Plants.Ceiling(18m, 5));
        stand.Run(4);
        stand.Told().ShouldBe("open a-5");
        stand.Run(3);

        stand.Fleet.Power.Value.ShouldBe(18m);
        stand.Fleet.Position(3).ShouldBe(FeedPosition.Open);
        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.FeedNotFollowing && alarm.Subject == "a-5");
    }

    [Fact]
    public void A_total_stop_uses_every_rung()
    {
        var stand = Stand();
        stand.Fleet.Deaf.UnionWith([0, 1]);

        stand.Pass(Plants.Stop(10));
        stand.Told().ShouldBe("sleep a×10, sleep b×10");
        stand.Run(3);

        // Feeds open as soon as everything behind them rests; the last one when time is up.
        stand.Fleet.Position(0).ShouldBe(FeedPosition.Closed);
        stand.Fleet.Position(9).ShouldBe(FeedPosition.Open);
        stand.Run(7);
        stand.State.Feeds.ShouldAllBe(feed => feed.Position == FeedPosition.Open);
        stand.Fleet.Power.Value.ShouldBe(0m);
        stand.Turn.Bounds.CeilingBy.ShouldBe(new("stop"));
    }

    [Fact]
    public void What_the_desk_opened_it_closes_again_within_the_ramp_and_what_others_opened_it_leaves()
    {
        var stand = Stand(up: 60m);
        stand.Fleet.Befalls(9, FeedPosition.Open);
        stand.Run(2);
        stand.Pass(Plants.Stop(3));
        stand.Run(5);
        stand.Fleet.Power.Value.ShouldBe(0m);

        stand.Pass(Plants.Release("stop"));
        var last = stand.Fleet.Power.Value;
        for (var second = 0; second < 60; second++)
        {
            stand.Pass();
            (stand.Fleet.Power.Value - last).ShouldBeLessThanOrEqualTo(2m);
            last = stand.Fleet.Power.Value;
        }

        stand.Fleet.Power.Value.ShouldBe(18m);
        stand.Fleet.Position(9).ShouldBe(FeedPosition.Open);
        stand.State.Feeds[9].Told.ShouldBeNull();
    }

    [Fact]
    public void What_somebody_else_opened_stays_open_although_its_feedback_was_lost_meanwhile()
    {
        var stand = OneHall();
        stand.Pass(Plants.Stop(3));
        stand.Run(10);
        stand.Pass(Plants.Release("stop"));
        stand.Run(60);
        stand.Fleet.Position(0).ShouldBe(FeedPosition.Closed);

        stand.Fleet.Befalls(0, FeedPosition.Unknown);
        stand.Pass();
        stand.Fleet.Befalls(0, FeedPosition.Open);

        stand.Run(600);

        stand.Fleet.Position(0).ShouldBe(FeedPosition.Open);
    }

    [Fact]
    public void What_the_desk_opened_and_somebody_closed_and_opened_again_stays_open()
    {
        var stand = OneHall();
        stand.Pass(Plants.Hold("a", false));
        stand.Run(3);
        stand.Pass(Plants.Stop(3));
        stand.Run(10);
        stand.Fleet.Position(0).ShouldBe(FeedPosition.Open);
        stand.Pass(Plants.Release("stop"));
        stand.Fleet.Befalls(0, FeedPosition.Closed);
        stand.Pass();
        stand.Fleet.Befalls(0, FeedPosition.Open);
        stand.Pass();

        stand.Pass(Plants.Release("hold-a-False"));
        stand.Run(600);

        stand.Fleet.Position(0).ShouldBe(FeedPosition.Open);
        stand.Fleet.Position(1).ShouldBe(FeedPosition.Closed);
    }

    [Fact]
    public void A_stop_overtakes_a_command_to_close_that_is_still_on_its_way()
    {
        var stand = OneHall();
        stand.Pass(Plants.Stop(3));
        stand.Run(10);
        stand.Fleet.Stuck.UnionWith([0, 1]);
        stand.Fleet.Silent.UnionWith([-1, -2]);
        stand.Pass(Plants.Release("stop"));
        stand.Told().ShouldBe("close a-1");

        stand.Pass(Plants.Stop(3) with { Id = new("again") });

        stand.Told().ShouldBe("open a-1");
        stand.Pass();
        stand.Told().ShouldBe("");
    }

    [Fact]
    public void A_feed_that_is_stuck_and_slow_does_not_keep_the_next_one_from_its_turn()
    {
        var plant = Plants.Of(Halls.Site(20m, Halls.Hall("a", 10, 50m)), Plants.Plain, 5);
        var stand = new ControlStand(new(plant.Site, plant.Groups, [.. plant.Feeds.Select(static feed => feed with { OpenWithin = Duration.FromSeconds(5) })], plant.Rules));
        stand.Decide(10).Pass();
        stand.Fleet.Deaf.UnionWith(Enumerable.Range(0, 10));
        stand.Fleet.Stuck.Add(1);

        stand.Pass(Plants.Ceiling(5m, 10));
        stand.Run(30);

        stand.Fleet.Power.Value.ShouldBe(5m);
    }

    [Fact]
    public void What_is_locked_out_is_neither_commanded_nor_opened_nor_closed_and_the_promise_says_what_that_takes_away()
    {
        var stand = Stand();
        stand.Pass(Plants.LockGroup("b"), Plants.LockFeed("a-1"));

        var promise = stand.Pass(Plants.Stop(5)).Answers[0].Promise!;
        stand.Run(10);

        promise.LockedOut.Value.ShouldBe(12m);
        promise.LeftOver.Value.ShouldBe(12m);
        promise.Reduction.Value.ShouldBe(8m);
        stand.Fleet.Power.Value.ShouldBe(12m);
        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.PromiseMissed);

        stand.Pass(Plants.UnlockGroup("b"));
        stand.Told().ShouldBe("sleep b×10, open b-1, open b-2, open b-3, open b-4, open b-5");
    }

    [Fact]
    public void A_load_that_is_nobodys_is_taken_into_account_so_that_the_ceiling_holds_at_the_meter()
    {
        var stand = Stand();
        stand.Fleet.HouseLoad = new(3m);
        stand.Run(10);

        stand.Pass(Plants.Ceiling(12m, 30));
        stand.Run(8);

        stand.Fleet.Power.Value.ShouldBeLessThanOrEqualTo(12m);
        stand.Fleet.Power.Value.ShouldBeGreaterThan(10m);
        stand.State.Feeds.ShouldAllBe(feed => feed.Told == null);
    }

    [Fact]
    public void The_ladder_says_how_much_goes_in_which_time()
    {
        var stand = Stand();

        var ladder = ShedLadder.Of(stand.Plant, stand.State);

        ladder.Steps().ShouldBe([new(Duration.FromMilliseconds(200), new(20m))]);
        ladder.Rungs.Length.ShouldBe(12);
        ladder.Rungs[0].ShouldBe(new(0, null, new(10m), Duration.FromSeconds(5), new(20m), 0m, new(0.5m)));
    }

    [Fact]
    public void The_ladder_never_says_more_than_the_meter()
    {
        var stand = Stand();

        // The meter is ahead of what the machines last said.
        stand.Fleet.HouseLoad = new(-8m);
        stand.Run(10);

        ShedLadder.Of(stand.Plant, stand.State).Steps().ShouldBe([new(Duration.FromMilliseconds(200), new(12m))]);
    }

    [Fact]
    public void The_share_that_follows_is_learnt_and_the_next_promise_rests_on_it()
    {
        var stand = Stand(perFeed: 0);
        stand.Fleet.Deaf.UnionWith([9, 8]);
        stand.Pass(Plants.Ceiling(12m, 30));
        stand.Run(70);
        stand.Pass(Plants.Release("ceiling-12"));
        stand.Run(30);

        var learnt = stand.State.Responses[0];

        learnt.Events.ShouldBe(1);
        learnt.Shares[0].ShouldBe(0);
        learnt.Shares[1].ShouldBe(0.75);
        learnt.Shares[2].ShouldBeGreaterThanOrEqualTo(0.75);
        stand.Fleet.Deaf.Clear();
        stand.Run(70);
        var promise = stand.Pass(Plants.Ceiling(12m, 6, OrderRank.Protection, "again")).Answers[0].Promise!;
        promise.Reduction.Value.ShouldBeLessThan(8m);
        promise.LeftOver.Value.ShouldBeGreaterThan(0m);
        promise.Confidence.Value.ShouldBeGreaterThan(0.5m);
    }

    [Fact]
    public void No_feed_is_opened_for_an_operators_ceiling_that_would_take_the_site_below_an_obligation()
    {
        var stand = Stand();
        stand.Pass(Plants.Floor(11m), Plants.Floor(5m), Plants.Ceiling(3m, 5, OrderRank.OperatorHold));
        stand.Run(15);
        stand.Fleet.Power.Value.ShouldBe(11m);

        stand.Pass(Plants.Release("floor-11"));

        // The deadline is long over: feeds go at once, but not the one behind which the fifth machine runs.
        stand.Turn.Feeds.ShouldNotBeEmpty();
        stand.Turn.Expected.ShouldBe(new(5m));
        for (var second = 0; second < 20; second++)
        {
            stand.Fleet.Power.Value.ShouldBeGreaterThanOrEqualTo(5m);
            stand.Pass();
        }

        stand.Fleet.Power.Value.ShouldBe(5m);
    }

    [Fact]
    public void A_feed_is_opened_for_protection_although_that_takes_the_site_below_an_obligation()
    {
        var stand = Stand();
        stand.Fleet.Deaf.UnionWith(Enumerable.Range(0, 20));
        stand.Pass(Plants.Floor(5m), Plants.Ceiling(5m, 5));
        stand.Run(12);

        stand.Fleet.Power.Value.ShouldBe(4m, "feeds take two machines each");
    }

    // Ten machines of 1 MW behind two feeds.
    private static ControlStand OneHall()
    {
        var stand = new ControlStand(Plants.Of(Halls.Site(20m, Halls.Hall("a", 10, 50m)), Plants.Plain, 5));
        stand.Decide(10).Pass();
        stand.Run(3);
        return stand;
    }

    private static ControlStand Stand(int followsWithinS = 2, decimal? up = null, int perFeed = 2)
    {
        var site = Halls.Site(30m, Halls.Hall("a", 10, 20m), Halls.Hall("b", 10, 50m));
        var limits = new Spillway.Engine.Sites.SiteLimits(new(30m), null, up is { } rise ? new(rise) : null);
        var rules = Plants.Plain with { Staleness = Plants.Plain.Staleness with { Meter = Duration.FromSeconds(5) } };
        var stand = new ControlStand(Plants.Of(site with { Limits = limits }, rules, perFeed), followsWithinS);
        stand.Decide(10, 10).Pass();
        stand.Run(3);
        return stand;
    }
}
