using NodaTime;
using Shouldly;
using Spillway.Engine.Commands.Control;
using Xunit;

namespace Spillway.Tests.Engine.Control;

/// <summary>An order that comes before all machines have been heard: the least valuable go, heard or not.</summary>
public sealed class UnheardTests
{
    // The worse of two groups is heard last.
    private const int Worse = 10;

    [Fact]
    public void The_least_valuable_machines_are_told_before_they_are_heard()
    {
        var stand = Stand();
        stand.Pass(Order(14m));

        stand.Told().ShouldBe("sleep b×6");
        stand.Turn.Answers.ShouldHaveSingleItem().Promise!.Reduction.Value.ShouldBe(6m);
        stand.Pass();
        stand.Told().ShouldBe("", "what was told is believed until it should have followed");
        stand.Fleet.Unheard.Clear();
        stand.Run(10);
        (stand.Fleet.Running(0), stand.Fleet.Running(1)).ShouldBe((10, 4));
        stand.Told().ShouldBe("");
    }

    [Fact]
    public void Of_a_group_those_that_are_heard_go_first()
    {
        var stand = Stand();
        stand.Fleet.Unheard.ExceptWith([10, 11, 12]);
        stand.Pass();

        stand.Pass(Order(15m));

        stand.Turn.Machines.Select(command => command.Machine).Order().ShouldBe([10, 11, 12, 18, 19]);
    }

    [Fact]
    public void Nothing_is_told_unheard_where_nothing_has_to_come_off()
    {
        var stand = Stand();

        stand.Decide(10, 4);
        stand.Pass();

        stand.Told().ShouldBe("");
    }

    [Fact]
    public void One_that_could_not_be_reached_unheard_counts_as_it_is_and_another_goes()
    {
        var stand = Stand();
        stand.Fleet.Unreachable.UnionWith([18, 19]);
        stand.Pass(Order(14m));
        stand.Told().ShouldBe("sleep b×6");

        stand.Pass();

        stand.Told().ShouldBe("sleep b×2");
        stand.Turn.Machines.Select(command => command.Machine).ShouldBeSubsetOf([10, 11, 12, 13]);
    }

    [Fact]
    public void One_that_does_not_follow_unheard_is_believed_no_longer_than_it_may_take()
    {
        var stand = Stand();
        stand.Fleet.Deaf.UnionWith(Enumerable.Range(Worse, 10));
        stand.Pass(Order(14m));

        for (var second = 0; second < 8; second++)
        {
            stand.Pass();
        }

        stand.State.Wanted[0].Machines.ShouldBe(8, "four of the worse group are still to be told, the rest come from the better one");
        stand.State.Wanted[1].Machines.ShouldBe(6);
    }

    [Fact]
    public void An_order_that_was_carried_out_before_the_desk_started_anew_tells_nobody_unheard()
    {
        var stand = Stand();
        stand.Fleet.Unheard.Clear();
        stand.Pass(Order(14m));
        stand.Run(8);

        stand.Pass(FieldFrame.Empty(stand.Fleet.Now) with { IsRestart = true });
        stand.Pass();
        stand.Told().ShouldBe("");

        stand.Pass(FieldFrame.Empty(stand.Fleet.Now + Duration.FromSeconds(1)) with { Orders = [Order(12m)] });
        stand.Told().ShouldNotBe("", "a new order does not wait until all have been heard");
    }

    private static Spillway.Engine.Signals.Orders.Order Order(decimal mw) => Plants.Ceiling(mw, 60);

    private static ControlStand Stand() =>
        new(Plants.Of(20m, Plants.Plain, Halls.Hall("a", 10, 50m), Halls.Hall("b", 10, 20m)), hasMeter: false, unheard: [.. Enumerable.Range(Worse, 10)]);
}
