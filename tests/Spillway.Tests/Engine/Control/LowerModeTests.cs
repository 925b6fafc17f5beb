using Shouldly;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Control;

/// <summary>A ceiling that leaves time is met by lower modes where that costs less than sleep.</summary>
public sealed class LowerModeTests
{
    // Machines of 1 MW, or 0.5 in the low mode; a change of mode and a sleep each take 5 s, the meter 3, the margin 1.
    private const int EnoughS = 14;

    [Fact]
    public void A_group_of_equal_worth_goes_over_to_its_lower_mode_and_nobody_sleeps()
    {
        var stand = Stand(Halls.Hall("a", 10, 50m).WithModes(), Halls.Hall("b", 10, 200m));

        stand.Pass(Plants.Ceiling(15m, EnoughS));

        stand.Told().ShouldBe("low a×10");
        var promise = stand.Turn.Answers.ShouldHaveSingleItem().Promise!;
        (promise.Path, promise.Reduction.Value, promise.LeftOver.Value, promise.Within.TotalSeconds).ShouldBe((ShedPath.Graceful, 5m, 0m, 5));
        stand.Run(10);
        stand.Fleet.Power.Value.ShouldBe(15m);
        stand.Told().ShouldBe("");
    }

    [Fact]
    public void Where_there_is_no_time_for_others_to_take_its_place_machines_sleep()
    {
        var stand = Stand(Halls.Hall("a", 10, 50m).WithModes(), Halls.Hall("b", 10, 200m));

        stand.Pass(Plants.Ceiling(15m, EnoughS - 1));

        stand.Told().ShouldBe("sleep a×5");
        stand.Turn.Answers[0].Promise!.Path.ShouldBe(ShedPath.Firmware);
    }

    [Fact]
    public void What_a_lower_mode_does_not_take_off_sleeps_and_a_mode_that_takes_too_much_is_left()
    {
        var stand = Stand(Halls.Hall("a", 10, 50m).WithModes(), Halls.Hall("b", 10, 200m));
        stand.Pass(Plants.Ceiling(12m, EnoughS));
        stand.Told().ShouldBe("sleep a×6, low a×4", "5 MW by the mode, then 3 MW of half a MW each");
        stand.Turn.Answers[0].Promise!.Path.ShouldBe(ShedPath.Firmware);

        var small = Stand(Halls.Hall("a", 10, 50m).WithModes(), Halls.Hall("b", 10, 200m));
        small.Pass(Plants.Ceiling(16m, EnoughS));
        small.Told().ShouldBe("sleep a×4");
    }

    [Fact]
    public void A_lower_mode_of_a_better_group_goes_before_machines_that_earn_more_for_each_MW()
    {
        // Half the power for nine tenths of the hash: a MWh less costs a fifth of what the group earns by the MWh.
        var efficient = new LoadGroup(new("a"), "miner", 10, [new("off", new(0m), new(0m)), new("normal", new(1_000_000m), new(1000m)), new("low", new(500_000m), new(900m))],
            1, new(1m), Minutes.Zero, Minutes.Zero, Minutes.Zero, Money.Zero, null, new(0m));
        var worse = new LoadGroup(new("b"), "miner", 10, [new("off", new(0m), new(0m)), new("normal", new(1_000_000m), new(800m))],
            1, new(1m), Minutes.Zero, Minutes.Zero, Minutes.Zero, Money.Zero, null, new(0m));
        var stand = Stand(efficient, worse);
        stand.Decide([10, 10], null, new Hashprice(50m)).Pass();

        stand.Pass(Plants.Ceiling(14m, EnoughS));

        stand.Told().ShouldBe("sleep b×1, low a×10");
    }

    [Fact]
    public void A_tighter_order_without_time_leaves_lowered_what_is_lowered_and_lets_the_rest_sleep()
    {
        var stand = Stand(Halls.Hall("a", 10, 50m).WithModes(), Halls.Hall("b", 10, 200m));
        stand.Pass(Plants.Ceiling(15m, EnoughS));
        stand.Run(10);

        stand.Pass(Plants.Ceiling(14m, 6, OrderRank.Protection));

        stand.Told().ShouldBe("sleep a×2");
    }

    [Fact]
    public void A_machine_that_does_not_go_over_is_replaced_before_the_deadline()
    {
        var stand = Stand(Halls.Hall("a", 10, 50m).WithModes(), Halls.Hall("b", 10, 200m));
        stand.Fleet.Deaf.UnionWith([0, 1, 2]);

        stand.Pass(Plants.Ceiling(15m, EnoughS));
        stand.Run(EnoughS);

        stand.Fleet.Power.Value.ShouldBeLessThanOrEqualTo(15m);
    }

    [Fact]
    public void A_machine_that_refused_its_start_is_told_the_lower_mode_alone_whenever_the_order_comes()
    {
        var again = 0;
        for (var second = 1; second <= 60; second++)
        {
            var stand = Stand(Halls.Hall("a", 10, 50m).WithModes(), Halls.Hall("b", 10, 200m));
            stand.Decide(0, 10).Run(10);
            stand.Fleet.Refusing.UnionWith([0, 1, 2]);
            stand.Decide(10, 10).Run(second);
            var due = ControlStep.Decide(stand.Plant, stand.State, FieldFrame.Empty(stand.State.Now + NodaTime.Duration.FromSeconds(1)));
            again += due.Machines.Any(command => command.Machine < 3) ? 1 : 0;

            stand.Pass(Plants.Ceiling(15m, EnoughS));

            stand.Turn.Machines.Select(command => command.Machine).ShouldBeUnique($"second {second}");
            stand.Turn.Machines.ShouldAllBe(command => command.ModeIndex != 1, $"second {second}");
        }

        again.ShouldBeGreaterThan(0, "in some of these seconds the start was due to be told again");
    }

    [Fact]
    public void After_the_order_the_group_comes_back_to_its_mode_as_the_ramp_lets_it()
    {
        var rules = Plants.Plain;
        var site = Halls.Site(20m, Halls.Hall("a", 10, 50m).WithModes(), Halls.Hall("b", 10, 200m));
        var stand = new ControlStand(Plants.Of(site with { Limits = site.Limits with { RampUpPerMinute = new(60m) } }, rules, 0));
        stand.Decide(10, 10).Pass();
        stand.Pass(Plants.Ceiling(15m, EnoughS));
        stand.Run(10);

        stand.Pass(Plants.Release("ceiling-15"));

        stand.Turn.Machines.Length.ShouldBeLessThan(10);
        stand.Run(15);
        stand.Fleet.Power.Value.ShouldBe(20m);
    }

    [Fact]
    public void An_import_limit_alone_lowers_no_mode()
    {
        var stand = new ControlStand(Plants.Of(15m, Plants.Plain, Halls.Hall("a", 10, 50m).WithModes(), Halls.Hall("b", 10, 200m)));

        stand.Decide(10, 10).Pass();

        stand.State.Wanted[0].ModeIndex.ShouldBe(1);
    }

    private static ControlStand Stand(params LoadGroup[] groups)
    {
        var stand = new ControlStand(Plants.Of(20m, Plants.Plain, groups));
        stand.Decide([.. groups.Select(group => group.Machines)], null, new Hashprice(50m)).Pass();
        return stand;
    }
}
