using NodaTime;
using Shouldly;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Orders;
using Xunit;

namespace Spillway.Tests.Engine.Control;

public sealed class OrderTests
{
    [Fact]
    public void A_ceiling_is_carried_out_and_promised_in_the_pass_in_which_it_comes()
    {
        var stand = Stand();

        var turn = stand.Pass(Plants.Ceiling(12m, 30));

        stand.Told().ShouldBe("sleep a×8");
        var answer = turn.Answers.ShouldHaveSingleItem();
        answer.Verdict.ShouldBe(OrderVerdict.Accepted);
        answer.Promise.ShouldBe(new Promise(new(8m), Duration.FromSeconds(5), ShedPath.Firmware, new(0.5m), new(0m), new(0m)));
        stand.Run(3);
        stand.Fleet.Power.Value.ShouldBe(12m);
    }

    [Fact]
    public void The_same_order_twice_is_one_order()
    {
        var stand = Stand();
        stand.Pass(Plants.Ceiling(12m, 30));

        var again = stand.Pass(Plants.Ceiling(12m, 30));

        again.Answers.ShouldHaveSingleItem().Verdict.ShouldBe(OrderVerdict.Known);
        stand.Told().ShouldBe("");
        stand.State.Orders.Length.ShouldBe(1);
        stand.Pass(Plants.Ceiling(12m, 30) with { Power = new(13m) }).Answers[0].Verdict.ShouldBe(OrderVerdict.IdTaken);
    }

    [Fact]
    public void A_reduction_becomes_a_ceiling_below_what_was_measured_when_it_was_accepted()
    {
        var stand = Stand();
        var reduction = Plants.Order("by-5", OrderKind.Reduction, OrderRank.Protection) with { Power = new(5m), Within = Duration.FromSeconds(30) };

        stand.Pass(reduction).Answers[0].Level.ShouldBe(new(15m));
        stand.Run(5);
        stand.Fleet.Power.Value.ShouldBe(15m);

        // It is not taken off again from what is left.
        stand.Pass(reduction).Answers[0].Level.ShouldBe(new(15m));
        stand.Told().ShouldBe("");
    }

    [Fact]
    public void A_reduction_beyond_what_is_drawn_takes_everything_and_says_what_is_short()
    {
        var answer = Stand().Pass(Plants.Order("by-27", OrderKind.Reduction, OrderRank.Protection) with { Power = new(27m), Within = Duration.FromSeconds(30) }).Answers[0];

        answer.Level.ShouldBe(new(0m));
        (answer.Promise!.Reduction.Value + answer.Promise.LeftOver.Value).ShouldBe(27m);
        answer.Promise.LeftOver.Value.ShouldBeGreaterThanOrEqualTo(7m, "20 MW are drawn");
    }

    [Fact]
    public void An_operators_hold_does_not_undo_one_of_a_higher_rank()
    {
        var stand = Stand();
        stand.Pass(Plants.Hold("a", false) with { Rank = OrderRank.Protection });
        stand.Run(5);
        stand.Fleet.Running(0).ShouldBe(0);

        stand.Pass(Plants.Hold("a", true)).Answers[0].Verdict.ShouldBe(OrderVerdict.Accepted);
        stand.Run(30);

        stand.Fleet.Running(0).ShouldBe(0);
        stand.Pass(Plants.Release("hold-a-False"));
        stand.Run(30);
        stand.Fleet.Running(0).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Protection_and_the_emergency_stop_find_a_place_however_many_orders_hold()
    {
        var stand = Stand();
        const int Most = 1000;
        stand.Pass([.. Enumerable.Range(0, Most).Select(static number => Plants.Hold("a", true) with { Id = new($"hold-{number}") })]);

        stand.Pass(Plants.Hold("a", false)).Answers[0].Verdict.ShouldBe(OrderVerdict.TooMany);
        stand.Pass(Plants.Ceiling(12m, 30)).Answers[0].Verdict.ShouldBe(OrderVerdict.Accepted);
        stand.Pass(Plants.Stop()).Answers[0].Verdict.ShouldBe(OrderVerdict.Accepted);
    }

    [Fact]
    public void An_order_ends_by_itself_and_by_a_release()
    {
        var stand = Stand();
        stand.Pass(Plants.Ceiling(12m, 30) with { Until = stand.Fleet.Now + Duration.FromSeconds(6) });
        stand.Run(4);
        stand.Fleet.Power.Value.ShouldBe(12m);

        stand.Pass().Endings.ShouldHaveSingleItem().ShouldBe(new(new("ceiling-12"), null));

        stand.Told().ShouldBe("wake a×8");
        stand.Pass(Plants.Ceiling(5m, 30));
        stand.Pass(Plants.Release("ceiling-5")).Endings.ShouldHaveSingleItem().By.ShouldBe(new("release-ceiling-5"));
        stand.State.Orders.ShouldBeEmpty();
    }

    [Fact]
    public void Orders_that_cannot_hold_are_refused_with_the_reason()
    {
        var stand = Stand();

        Verdict(Plants.Hold("c", true)).ShouldBe(OrderVerdict.UnknownGroup);
        Verdict(Plants.LockFeed("c-1")).ShouldBe(OrderVerdict.UnknownFeed);
        Verdict(Plants.Release("nothing")).ShouldBe(OrderVerdict.NothingToEnd);
        Verdict(Plants.UnlockGroup("a")).ShouldBe(OrderVerdict.NothingToEnd);
        Verdict(Plants.Ceiling(-1m, 30)).ShouldBe(OrderVerdict.BadFigure);
        Verdict(Plants.Ceiling(1m, -1)).ShouldBe(OrderVerdict.BadFigure);
        Verdict(Plants.Order("x", OrderKind.Ceiling, OrderRank.Protection)).ShouldBe(OrderVerdict.BadFigure);
        Verdict(Plants.Ceiling(1m, 30, OrderRank.Economics)).ShouldBe(OrderVerdict.BadFigure);
        Verdict(Plants.Ceiling(1m, 30) with { Until = stand.Fleet.Now }).ShouldBe(OrderVerdict.AlreadyOver);
        stand.State.Orders.ShouldBeEmpty();

        OrderVerdict Verdict(Order order) => stand.Pass(order).Answers.ShouldHaveSingleItem().Verdict;
    }

    [Fact]
    public void Among_ceilings_the_lowest_holds_and_among_floors_the_highest()
    {
        var stand = Stand();

        stand.Pass(Plants.Ceiling(12m, 30), Plants.Ceiling(9m, 30), Plants.Floor(3m), Plants.Floor(4m));

        stand.Turn.Bounds.ShouldBe(new(new(4m), new(9m), new("floor-4"), new("ceiling-9")));
    }

    [Fact]
    public void Where_orders_cross_the_higher_rank_holds_and_the_lower_is_told_what_is_left()
    {
        var stand = Stand();
        stand.Pass(Plants.Ceiling(6m, 30));

        var floor = stand.Pass(Plants.Floor(10m)).Answers[0];

        floor.Verdict.ShouldBe(OrderVerdict.AcceptedWithinHigher);
        floor.Bound.ShouldBe(new(6m));
        var hold = stand.Pass(Plants.Ceiling(2m, 30, OrderRank.OperatorHold)).Answers[0];
        hold.Verdict.ShouldBe(OrderVerdict.AcceptedWithinHigher);
        hold.Bound.ShouldBe(new(6m));
        stand.Turn.Bounds.ShouldBe(new(new(6m), new(6m), new("floor-10"), new("ceiling-6")));
    }

    [Fact]
    public void An_obligation_to_draw_is_not_cut_by_economics()
    {
        var stand = Stand();
        stand.Pass(Plants.Floor(7m));

        stand.Decide(0, 0).Pass();
        stand.Run(5);

        // The most valuable go on.
        stand.Fleet.Power.Value.ShouldBe(7m);
        stand.Fleet.Running(1).ShouldBe(7);
        stand.Turn.Wanted[1].Because.ShouldBe(new(CauseKind.Floor, new("floor-7")));
    }

    [Fact]
    public void A_hold_goes_before_economics_and_gives_way_to_a_ceiling_last()
    {
        var stand = Stand();

        stand.Pass(Plants.Hold("a", true), Plants.Hold("b", false));
        stand.Told().ShouldBe("sleep b×10");
        stand.Pass(Plants.Ceiling(4m, 30));
        stand.Told().ShouldBe("sleep a×6");
        stand.Run(3);
        stand.Pass(Plants.Release("hold-b-False"));
        stand.Told().ShouldBe("");
        stand.Fleet.Running(0).ShouldBe(4);
    }

    private static ControlStand Stand()
    {
        var stand = new ControlStand(Plants.Of(20m, Plants.Plain, Halls.Hall("a", 10, 20m), Halls.Hall("b", 10, 50m)));
        stand.Decide(10, 10).Pass();
        return stand;
    }
}
