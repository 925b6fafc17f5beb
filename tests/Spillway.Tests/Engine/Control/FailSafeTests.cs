using NodaTime;
using Shouldly;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Control;

/// <summary>Each line of the fail-safe table, with its default and with a harder reaction.</summary>
public sealed class FailSafeTests
{
    [Fact]
    public void A_stale_price_holds_the_site_as_it_is_and_orders_still_work()
    {
        var stand = Stand();
        stand.Pass(FieldFrame.Empty(stand.Fleet.Now) with { NewestPriceAt = stand.Fleet.Now - Duration.FromMinutes(31) });

        stand.Decide(0, 0).Pass();

        stand.Told().ShouldBe("");
        stand.Turn.Wanted[0].Because.Kind.ShouldBe(CauseKind.FailSafe);
        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.StalePrice);
        stand.Pass(Plants.Ceiling(12m, 30));
        stand.Told().ShouldBe("sleep a×8");
        stand.Run(5);
        stand.Pass(Plants.Release("ceiling-12"));
        stand.Run(5);
        stand.Fleet.Power.Value.ShouldBe(12m, "nothing is raised on a price that is not known");
    }

    [Fact]
    public void A_desk_that_gets_ready_for_long_has_lost_no_clock()
    {
        var stand = new ControlStand(Plants.Of(20m, Plants.Plain, Halls.Hall("a", 10, 50m)), firstAfterS: 120);

        stand.Alarms.ShouldNotContain(static alarm => alarm.Code == AlarmCode.LostClock);
        stand.Decide(4).Pass();
        stand.Run(5);
        stand.Fleet.Running(0).ShouldBe(4);
        stand.Pass(Duration.FromSeconds(120));
        stand.Alarms.ShouldContain(static alarm => alarm.Code == AlarmCode.LostClock && alarm.IsRaised);
    }

    [Theory]
    [InlineData(FailSafeReaction.GoOn, 4)]
    [InlineData(FailSafeReaction.Hold, 20)]
    [InlineData(FailSafeReaction.ComeDown, 6)]
    [InlineData(FailSafeReaction.Stop, 0)]
    public void A_stale_price_is_answered_as_the_table_says(FailSafeReaction reaction, int machines)
    {
        var stand = Stand(table => table with { StalePrice = reaction, SafePower = new(6m) });
        stand.Pass(FieldFrame.Empty(stand.Fleet.Now) with { NewestPriceAt = stand.Fleet.Now - Duration.FromMinutes(31) });
        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.StalePrice);
        stand.Decide(2, 2).Pass();
        stand.Run(5);

        Running(stand).ShouldBe(machines);
        stand.Pass(FieldFrame.Empty(stand.Fleet.Now) with { NewestPriceAt = stand.Fleet.Now });
        stand.Alarms.Last(alarm => alarm.Code == AlarmCode.StalePrice).IsRaised.ShouldBeFalse();
        stand.Run(20);
        Running(stand).ShouldBe(4, "the decision is carried out once the price is known");
    }

    [Theory]
    [InlineData(FailSafeReaction.GoOn, 4)]
    [InlineData(FailSafeReaction.Hold, 20)]
    [InlineData(FailSafeReaction.ComeDown, 6)]
    [InlineData(FailSafeReaction.Stop, 0)]
    public void A_stale_meter_is_answered_as_the_table_says(FailSafeReaction reaction, int machines)
    {
        var stand = Stand(table => table with { StaleMeter = reaction, SafePower = new(6m) });
        stand.Fleet.HasMeter = false;
        stand.Run(20);
        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.StaleMeter);
        stand.Decide(2, 2).Pass();
        stand.Run(5);

        Running(stand).ShouldBe(machines);
        stand.Fleet.HasMeter = true;
        stand.Pass();
        stand.Alarms.Last(alarm => alarm.Code == AlarmCode.StaleMeter).IsRaised.ShouldBeFalse();
    }

    [Theory]
    [InlineData(FailSafeReaction.GoOn, "sleep a×5, sleep b×8")]
    [InlineData(FailSafeReaction.ComeDown, "sleep a×5, sleep b×9")]
    public void A_lost_group_is_let_be_or_makes_the_site_come_down(FailSafeReaction reaction, string told)
    {
        var stand = Stand(table => table with { LostGroup = reaction, SafePower = new(6m) });
        foreach (var machine in Enumerable.Range(0, 5))
        {
            stand.Fleet.Befalls(machine, MachineCondition.Lost);
        }

        stand.Pass();
        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.LostGroup && alarm.Subject == "a");
        var all = stand.Turn.Machines;
        stand.Decide(2, 2).Pass();

        Sleeping(stand, [.. all, .. stand.Turn.Machines]).ShouldBe(told);
        stand.Run(5);
        stand.Fleet.Power.Value.ShouldBe(reaction == FailSafeReaction.GoOn ? 7m : 6m, "those that are lost draw on");
    }

    [Theory]
    [InlineData(FailSafeReaction.Hold, false)]
    [InlineData(FailSafeReaction.Stop, true)]
    public void A_lost_group_is_held_or_parted(FailSafeReaction reaction, bool isParted)
    {
        var stand = Stand(table => table with { LostGroup = reaction });
        foreach (var machine in Enumerable.Range(0, 5))
        {
            stand.Fleet.Befalls(machine, MachineCondition.Lost);
        }

        stand.Pass();
        stand.Decide(2, 2).Pass();

        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.LostGroup && alarm.Subject == "a");
        stand.Turn.Machines.Count(command => command.Machine < 10 && !isParted).ShouldBe(0);
        stand.Turn.Machines.Count(command => command.Machine >= 10).ShouldBe(8);
        stand.Fleet.Position(0).ShouldBe(isParted ? FeedPosition.Open : FeedPosition.Closed);
        stand.Fleet.Position(5).ShouldBe(FeedPosition.Closed);
        stand.Run(5);
        stand.Fleet.Position(0).ShouldBe(isParted ? FeedPosition.Open : FeedPosition.Closed);
        stand.Pass(Plants.Hold("a", true));
        stand.Run(12);
        stand.Fleet.Position(0).ShouldBe(FeedPosition.Closed);
    }

    [Fact]
    public void A_clock_that_steps_back_an_hour_holds_the_site_and_no_deadline_is_lost()
    {
        var stand = Stand();
        stand.Fleet.Deaf.UnionWith([8, 9]);
        stand.Pass(Plants.Ceiling(12m, 10));

        stand.Pass(-Duration.FromHours(1));
        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.LostClock);
        stand.Run(9);

        stand.Fleet.Power.Value.ShouldBeLessThanOrEqualTo(12m);
        stand.Decide(0, 0).Pass();
        stand.Told().ShouldBe("");
        stand.Run(60);
        stand.Alarms.Last(alarm => alarm.Code == AlarmCode.LostClock).IsRaised.ShouldBeFalse();
        stand.Fleet.Power.Value.ShouldBe(0m, "the decision is carried out once the clock is trusted again");
    }

    [Theory]
    [InlineData(FailSafeReaction.GoOn, 4)]
    [InlineData(FailSafeReaction.Hold, 20)]
    [InlineData(FailSafeReaction.ComeDown, 6)]
    [InlineData(FailSafeReaction.Stop, 0)]
    public void A_lost_clock_is_answered_as_the_table_says(FailSafeReaction reaction, int machines)
    {
        var stand = Stand(table => table with { LostClock = reaction, SafePower = new(6m) });
        stand.Pass(-Duration.FromHours(1));
        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.LostClock);
        stand.Decide(2, 2).Pass();
        stand.Run(5);

        Running(stand).ShouldBe(machines);
        stand.Run(80);
        stand.Alarms.Last(alarm => alarm.Code == AlarmCode.LostClock).IsRaised.ShouldBeFalse();
        Running(stand).ShouldBe(4, "the decision is carried out once the clock is trusted again");
    }

    [Theory]
    [InlineData(FailSafeReaction.GoOn, "sleep b×8")]
    [InlineData(FailSafeReaction.Hold, "")]
    [InlineData(FailSafeReaction.ComeDown, "sleep b×9")]
    [InlineData(FailSafeReaction.Stop, "sleep b×10")]
    public void A_restart_in_an_event_is_answered_as_the_table_says(FailSafeReaction reaction, string told)
    {
        // 18 MW are allowed, and two machines of the first group sleep for that: nobody has heard that group when the desk is back.
        var stand = Stand(table => table with { RestartInEvent = reaction, SafePower = new(9m) });
        stand.Pass(Plants.Ceiling(18m, 30));
        stand.Run(4);
        stand.Pass(FieldFrame.Empty(stand.Fleet.Now) with { IsRestart = true });
        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.Restarted);
        Hear(stand, 10);
        stand.Decide(2, 2).Pass();
        var all = stand.Turn.Machines;
        stand.Pass();

        Sleeping(stand, [.. all, .. stand.Turn.Machines]).ShouldBe(told);
        Hear(stand, 0);
        stand.Run(20);
        stand.Alarms.Last(alarm => alarm.Code == AlarmCode.Restarted).IsRaised.ShouldBeFalse();
        Running(stand).ShouldBe(4, "the decision is carried out once all have been heard");
    }

    [Fact]
    public void A_restart_in_an_event_keeps_the_order_ends_what_nobody_answers_and_raises_nothing_until_all_are_heard()
    {
        var stand = Stand();
        stand.Fleet.Silent.UnionWith(Enumerable.Range(0, 20));
        stand.Pass(Plants.Ceiling(12m, 30), Plants.Ceiling(18m, 30));
        var given = stand.Turn.Machines.Select(command => command.Id).ToList();
        stand.Run(4);

        // The desk dies and starts again; half the machines have not been heard when the order is released.
        var back = stand.Fleet.Now + Duration.FromMinutes(2);
        stand.Pass(FieldFrame.Empty(back) with { IsRestart = true });
        stand.Turn.Unanswered.Select(outcome => outcome.Command).ShouldBe(given, ignoreOrder: true);
        stand.State.Orders.Length.ShouldBe(2);
        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.Restarted);

        var heard = Enumerable.Range(0, 10).Select(machine => new MachineNote(machine, machine < 2 ? MachineCondition.Running : MachineCondition.Asleep, machine < 2 ? 1 : 0, new(machine < 2 ? 1_000_000m : 0m)));
        stand.Pass(FieldFrame.Empty(back + Duration.FromSeconds(1)) with { Meter = Metered(1), Machines = [.. heard], Orders = [Plants.Release("ceiling-12")] });
        stand.Told().ShouldBe("");
        var others = Enumerable.Range(10, 10).Select(machine => new MachineNote(machine, MachineCondition.Running, 1, new(1_000_000m)));
        stand.Pass(FieldFrame.Empty(back + Duration.FromSeconds(2)) with { Meter = Metered(2), Machines = [.. others] });
        stand.Told().ShouldBe("wake a×6");
        stand.Alarms.Last(alarm => alarm.Code == AlarmCode.Restarted).IsRaised.ShouldBeFalse();

        MeterSample Metered(int second) => new(back + Duration.FromSeconds(second), new(12m));
    }

    [Fact]
    public void A_desk_that_may_not_leave_the_site_running_feeds_the_watchdogs_as_long_as_it_lives()
    {
        Stand().Turn.FeedsWatchdogs.ShouldBeFalse();
        Stand(table => table with { DeskDead = FailSafeReaction.Stop }).Turn.FeedsWatchdogs.ShouldBeTrue();
    }

    [Fact]
    public void A_machine_is_not_given_up_for_commands_that_a_desk_took_with_it()
    {
        var stand = new ControlStand(Plants.Of(20m, Plants.Plain, Halls.Hall("a", 2, 50m)));
        stand.Decide(2).Pass(Plants.Hold("a", false));
        stand.Run(10);
        stand.Fleet.Deaf.Add(0);
        stand.Fleet.Silent.Add(0);
        stand.Pass(Plants.Release("hold-a-False"));
        for (var kill = 0; kill < 10; kill++)
        {
            for (var second = 0; second < 300 && stand.State.Machines[0].Pending == CommandId.None; second++)
            {
                stand.Pass();
            }

            // The other machine's outcomes come in; this one's never does.
            stand.Pass();
            stand.State.Machines[0].Attempts.ShouldBe(1, $"kill {kill}");
            stand.Pass(FieldFrame.Empty(stand.Fleet.Now) with { IsRestart = true });
            stand.Fleet.Befalls(0, MachineCondition.Asleep);
            stand.Fleet.Befalls(1, MachineCondition.Running);
        }

        stand.Alarms.ShouldNotContain(static alarm => alarm.Code == AlarmCode.NotFollowing);
    }

    [Fact]
    public void What_a_desk_told_with_its_last_breath_is_told_at_once_by_the_next_not_when_a_start_would_have_been_over()
    {
        // A start takes 25 minutes here, and the wake never left the desk.
        var plant = Plants.Of(20m, Plants.Plain, Halls.Hall("a", 2, 50m));
        var group = plant.Groups[0];
        var slow = group with { Abilities = group.Abilities with { HashWithin = Duration.FromMinutes(25) } };
        var stand = new ControlStand(new(plant.Site, [slow], [], plant.Rules));
        stand.Decide(2).Pass(Plants.Hold("a", false));
        stand.Run(10);
        stand.Fleet.Deaf.Add(0);
        stand.Fleet.Silent.Add(0);
        stand.Pass(Plants.Release("hold-a-False"));
        stand.Pass();
        stand.State.Machines[0].Pending.ShouldNotBe(CommandId.None);

        stand.Pass(FieldFrame.Empty(stand.Fleet.Now) with { IsRestart = true });
        stand.Fleet.Befalls(0, MachineCondition.Asleep);
        stand.Fleet.Befalls(1, MachineCondition.Running);
        stand.Fleet.Deaf.Clear();
        stand.Fleet.Silent.Clear();
        stand.Run(10);

        stand.Fleet.Running(0).ShouldBe(2);
    }

    private static int Running(ControlStand stand) => stand.Fleet.Running(0) + stand.Fleet.Running(1);

    private static void Hear(ControlStand stand, int first)
    {
        foreach (var machine in Enumerable.Range(first, 10))
        {
            stand.Fleet.Befalls(machine, stand.Fleet.Condition(machine));
        }
    }

    private static string Sleeping(ControlStand stand, IEnumerable<MachineCommand> commands) => string.Join(", ", commands
        .Where(command => command.Action == ControlAction.Sleep)
        .GroupBy(command => stand.Plant.GroupOfMachine[command.Machine])
        .OrderBy(told => told.Key)
        .Select(told => $"sleep {stand.Plant.Groups[told.Key].Load.Id}×{told.Select(command => command.Machine).Distinct().Count()}"));

    private static ControlStand Stand(Func<FailSafeTable, FailSafeTable>? change = null)
    {
        var table = FailSafeTable.Default;
        var rules = Plants.Plain with { FailSafe = change is null ? table : change(table) };
        var stand = new ControlStand(Plants.Of(Halls.Site(20m, Halls.Hall("a", 10, 20m), Halls.Hall("b", 10, 50m)), rules, 2));
        stand.Decide(10, 10).Pass();
        stand.Run(3);
        return stand;
    }
}
