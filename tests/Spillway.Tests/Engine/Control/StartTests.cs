using Shouldly;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Xunit;

namespace Spillway.Tests.Engine.Control;

/// <summary>Starts that do not get on: 5 s are declared, so that 7.5 s are the limit.</summary>
public sealed class StartTests
{
    [Fact]
    public void A_machine_that_is_still_starting_after_its_time_is_reported_told_again_and_replaced()
    {
        var stand = Stand(canReboot: false);
        var told = new List<string>();

        Get(stand, 9, stuckFor: 40, told);

        // A second until it has taken the command, 5 s to get there, then pauses of 5 and 10 s: as any machine that does not follow.
        told.ShouldBe(["0 Wake", "11 Wake", "27 Wake"]);
        stand.Alarms.First(alarm => alarm.Code == AlarmCode.NotFollowing).Machines.ShouldBe([9]);
        stand.Fleet.Running(0).ShouldBe(10, "nine of ten run, the stuck one is no longer counted, and b has none to give");
        stand.State.Machines[9].Attempts.ShouldBe(3);
    }

    [Fact]
    public void A_start_in_time_is_not_told_again()
    {
        var stand = Stand(canReboot: true);
        var told = new List<string>();

        Get(stand, 9, stuckFor: 5, told);
        stand.Fleet.Befalls(9, MachineCondition.Running);
        stand.Run(120);

        told.ShouldBe(["0 Wake"]);
        stand.Alarms.ShouldBeEmpty();
        stand.State.Machines[9].Attempts.ShouldBe(0);
    }

    [Fact]
    public void A_stuck_machine_is_started_anew_once_after_its_last_attempt_and_never_again_until_it_ran()
    {
        var stand = Stand(canReboot: true);
        var told = new List<string>();

        Get(stand, 9, stuckFor: 400, told);

        told.Count(what => what.EndsWith("Reboot", StringComparison.Ordinal)).ShouldBe(1);
        told[3].ShouldEndWith("Reboot");
        told.Skip(4).ShouldAllBe(what => what.EndsWith("Wake", StringComparison.Ordinal));
        stand.Fleet.Befalls(9, MachineCondition.Running);
        stand.Run(5);
        stand.Alarms.Last(alarm => alarm.Code == AlarmCode.NotFollowing).IsRaised.ShouldBeFalse();
    }

    [Fact]
    public void No_controller_is_started_anew_while_an_order_is_in_force()
    {
        var stand = Stand(canReboot: true);
        stand.Pass(Plants.Ceiling(19.5m, 30, id: "grid"));
        var told = new List<string>();

        Get(stand, 9, stuckFor: 400, told);

        told.ShouldAllBe(what => what.EndsWith("Wake", StringComparison.Ordinal));
    }

    [Fact]
    public void A_machine_that_gets_stuck_by_itself_is_found_although_it_was_told_nothing()
    {
        var stand = Stand(canReboot: false);
        stand.Run(60);

        stand.Fleet.Deaf.Add(3);
        stand.Fleet.Befalls(3, MachineCondition.Starting);
        stand.Run(7);
        stand.Alarms.ShouldBeEmpty();
        stand.Run(2);

        stand.Alarms.ShouldHaveSingleItem().Machines.ShouldBe([3]);
        stand.State.Machines[3].Told.ShouldBe(ControlAction.Wake);
    }

    [Fact]
    public void A_start_that_never_ends_does_not_keep_the_meter_from_being_compared()
    {
        var stand = Stand(canReboot: false);
        stand.Run(30);
        stand.State.IsSettled.ShouldBeTrue();

        stand.Fleet.Deaf.Add(3);
        stand.Fleet.Befalls(3, MachineCondition.Starting);
        stand.Run(5);
        stand.State.IsSettled.ShouldBeFalse();
        stand.Run(600);

        stand.State.IsSettled.ShouldBeTrue();
    }

    /// <summary>Wakes a machine that gets as far as starting, and notes what it is told, second by second.</summary>
    private static void Get(ControlStand stand, int machine, int stuckFor, List<string> told)
    {
        stand.Decide(9, 10).Pass();
        stand.Run(20);
        var sleeper = Enumerable.Range(0, 10).Single(number => stand.Fleet.Condition(number) == MachineCondition.Asleep);
        sleeper.ShouldBe(machine);
        stand.Fleet.Deaf.Add(machine);
        stand.Decide(10, 10).Pass();
        stand.Fleet.Befalls(machine, MachineCondition.Starting);
        for (var second = 0; second <= stuckFor; second++)
        {
            told.AddRange(stand.Turn.Machines.Where(command => command.Machine == machine).Select(command => $"{second} {command.Action}"));
            stand.Pass();
        }
    }

    private static ControlStand Stand(bool canReboot)
    {
        var plant = Plants.Of(20m, Plants.Plain, Halls.Hall("a", 10, 50m), Halls.Hall("b", 10, 50m));
        var groups = plant.Groups.Select(group => group with { Abilities = group.Abilities with { CanReboot = canReboot } });
        var stand = new ControlStand(new Plant(plant.Site, [.. groups], plant.Feeds, plant.Rules));
        stand.Decide(10, 10).Pass();
        stand.Run(3);
        return stand;
    }
}
