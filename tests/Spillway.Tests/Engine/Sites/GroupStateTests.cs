using CsCheck;
using Shouldly;
using Spillway.Engine.Sites;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Sites;

public sealed class GroupStateTests
{
    private static readonly Minutes _quarter = Halls.Quarter;

    [Fact]
    public void A_start_draws_full_power_and_produces_nothing_until_its_restart_is_over()
    {
        var group = Halls.Hall("a", 10, 100m) with { RestartTime = new(20m) };
        var first = GroupState.Settled(group, 0).Run(group, 1, 10, _quarter);
        var second = first.After.Run(group, 1, 10, _quarter);
        var third = second.After.Run(group, 1, 10, _quarter);

        first.Energy.ToMegawattHours().Value.ShouldBe(2.5m);
        first.RestartMachineMinutes.Value.ShouldBe(150m);
        first.ProducingMachineMinutes.Value.ShouldBe(0m);
        first.Starts.ShouldBe(10);
        second.RestartMachineMinutes.Value.ShouldBe(50m);
        second.ProducingMachineMinutes.Value.ShouldBe(100m);
        second.Starts.ShouldBe(0);
        third.ProducingMachineMinutes.Value.ShouldBe(150m);
    }

    [Fact]
    public void A_stop_before_the_restart_is_over_throws_the_rest_away()
    {
        var group = Halls.Hall("a", 10, 100m) with { RestartTime = new(20m) };
        var stopped = GroupState.Settled(group, 0).Run(group, 1, 10, _quarter).After.Run(group, 0, 0, _quarter);
        var again = stopped.After.Run(group, 1, 10, _quarter);

        stopped.Energy.ShouldBe(ExactEnergy.Zero);
        again.RestartMachineMinutes.Value.ShouldBe(150m);
    }

    [Fact]
    public void The_machines_furthest_from_producing_stop_first()
    {
        var group = Halls.Hall("a", 10, 100m) with { RestartTime = new(40m) };
        var mixed = GroupState.Settled(group, 6).Run(group, 1, 10, _quarter).After;
        var fewer = mixed.Run(group, 1, 6, _quarter);

        fewer.RestartMachineMinutes.Value.ShouldBe(0m);
        fewer.ProducingMachineMinutes.Value.ShouldBe(90m);
    }

    [Fact]
    public void Minimum_times_count_machines_and_are_forgotten_once_served()
    {
        var group = Halls.Hall("a", 10, 100m) with { MinimumUpTime = new(30m), MinimumDownTime = new(15m) };
        var state = GroupState.Settled(group, 4);
        state.MustRun(group).ShouldBe(0);

        var risen = state.Run(group, 1, 7, _quarter).After;
        risen.MustRun(group).ShouldBe(3);
        risen.Run(group, 1, 7, _quarter).After.MustRun(group).ShouldBe(0);
        risen.Run(group, 1, 7, _quarter).After.ShouldSatisfyAllConditions(
            served => served.Cohorts.Length.ShouldBe(2),
            served => served.Cohorts[0].ShouldBe(new Cohort(7, 1, Minutes.Zero, Cohort.LongAgo)));

        var fallen = GroupState.Settled(group, 10).Run(group, 1, 6, new(5m)).After;
        fallen.MayRun(group).ShouldBe(6);
        fallen.Run(group, 1, 6, new(10m)).After.MayRun(group).ShouldBe(10);
    }

    [Fact]
    public void A_change_of_mode_is_no_start()
    {
        var group = Halls.Hall("a", 10, 100m).WithModes() with { RestartTime = new(10m) };
        var low = GroupState.Settled(group, 10).Run(group, 2, 10, _quarter);

        low.Starts.ShouldBe(0);
        low.Energy.ToMegawattHours().Value.ShouldBe(1.25m);
        low.ProducingMachineMinutes.Value.ShouldBe(150m);
        low.After.ModeIndex.ShouldBe(2);
    }

    [Fact]
    public void Machines_that_sleep_draw_their_sleep()
    {
        var group = Halls.Hall("a", 10, 100m);
        var sleepy = new LoadGroup(
            group.Id, group.Kind, 10, [new("off", new(10_000m), new(0m)), group.Modes[1]], 1, new(1m), Minutes.Zero, Minutes.Zero, Minutes.Zero, Money.Zero, group.Value, new(0m));

        GroupState.Settled(sleepy, 0).Run(sleepy, 0, 0, new(60m)).Energy.ToMegawattHours().Value.ShouldBe(0.1m);
        GroupState.Settled(sleepy, 4).Run(sleepy, 1, 4, new(60m)).Energy.ToMegawattHours().Value.ShouldBe(4.06m);
    }

    [Fact]
    public void An_interval_that_changes_nothing_returns_the_same_state()
    {
        var group = Halls.Hall("a", 10, 100m);
        var state = GroupState.Settled(group, 10);

        state.Run(group, 1, 10, _quarter).After.ShouldBeSameAs(state);
    }

    [Fact]
    public void Machines_are_neither_made_nor_lost_and_minutes_add_up() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 60]).Array[1, 20].Sample(steps =>
        {
            var group = Halls.Hall("a", 5, 100m) with { RestartTime = new(25m), MinimumUpTime = new(20m), MinimumDownTime = new(35m) };
            var state = GroupState.Settled(group, 3);
            foreach (var (running, minutes) in steps)
            {
                var run = state.Run(group, 1, running, new(minutes + 1m));
                run.After.Cohorts.Sum(cohort => cohort.Machines).ShouldBe(5);
                run.After.Running.ShouldBe(running);
                (run.ProducingMachineMinutes + run.RestartMachineMinutes).Value.ShouldBe(running * (minutes + 1m));
                run.Starts.ShouldBe(Math.Max(0, running - state.Running));
                state = run.After;
            }
        });
}
