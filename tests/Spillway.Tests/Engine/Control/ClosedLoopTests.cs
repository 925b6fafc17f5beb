using NodaTime;
using Shouldly;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Control;

public sealed class ClosedLoopTests
{
    [Fact]
    public void What_does_not_follow_is_told_again_marked_reported_and_replaced()
    {
        var stand = Stand();
        stand.Fleet.Deaf.Add(9);
        var told = new List<int>();

        stand.Pass(Plants.Ceiling(15m, 300));
        for (var second = 0; second < 95; second++)
        {
            told.AddRange(stand.Turn.Machines.Where(command => command.Machine == 9).Select(_ => second));
            stand.Pass();
        }

        // A second until it has taken the command, 5 s to follow, then pauses of 5, 10, … s: three attempts until it is marked, then one a minute.
        told.ShouldBe([0, 11, 27, 93]);
        stand.Fleet.Power.Value.ShouldBe(15m);
        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.NotFollowing && alarm.IsRaised && alarm.Machines.Contains(9));
        stand.Fleet.Deaf.Clear();
        stand.Run(70);
        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.NotFollowing && !alarm.IsRaised);
        stand.Fleet.Power.Value.ShouldBe(15m);
    }

    [Fact]
    public void A_group_of_which_every_machine_is_marked_is_tried_again_until_it_starts()
    {
        var stand = Stand();
        stand.Decide(0, 10).Pass();
        stand.Run(5);
        stand.Fleet.Deaf.UnionWith(Enumerable.Range(0, 10));
        stand.Decide(3, 10).Pass();
        stand.Run(600);
        stand.Fleet.Running(0).ShouldBe(0);
        stand.State.Machines.Take(10).Count(machine => machine.Attempts >= 3).ShouldBeGreaterThan(5);

        stand.Fleet.Deaf.Clear();
        stand.Run(75);

        stand.Fleet.Running(0).ShouldBe(3);
    }

    [Fact]
    public void A_refusal_is_tried_again_without_waiting_for_the_follow_time()
    {
        var stand = Stand();
        stand.Fleet.Refusing.Add(9);
        stand.Pass(Plants.Ceiling(15m, 300));
        var told = 0;
        for (var second = 1; told == 0 && second < 20; second++)
        {
            stand.Pass();
            told = stand.Turn.Machines.Any(command => command.Machine == 9) ? second : 0;
        }

        told.ShouldBe(5);
    }

    [Fact]
    public void A_machine_that_wakes_by_itself_is_told_again_at_once()
    {
        var stand = Stand();
        stand.Pass(Plants.Ceiling(15m, 300));
        stand.Run(5);

        stand.Fleet.Befalls(9, MachineCondition.Running);
        stand.Pass();

        stand.Turn.Machines.ShouldHaveSingleItem().Machine.ShouldBe(9);
        stand.Told().ShouldBe("sleep a×1");
    }

    [Fact]
    public void A_machine_that_appears_in_an_event_is_told_at_once()
    {
        var stand = Stand();
        stand.Fleet.Befalls(3, MachineCondition.Lost);
        stand.Pass();
        stand.Pass(Plants.Ceiling(0m, 300));
        stand.Run(5);
        stand.State.Machines[3].Told.ShouldBeNull();

        stand.Fleet.Befalls(3, MachineCondition.Running);
        stand.Pass();

        stand.Turn.Machines.ShouldHaveSingleItem().Machine.ShouldBe(3);
    }

    [Fact]
    public void Machines_that_cannot_be_told_count_as_they_are()
    {
        var stand = Stand();
        foreach (var machine in Enumerable.Range(0, 4))
        {
            stand.Fleet.Befalls(machine, MachineCondition.Lost);
        }

        stand.Pass();
        stand.Pass(Plants.Ceiling(15m, 300));

        // Four lost ones count as drawing; the five come from those that can be told.
        stand.Told().ShouldBe("sleep a×5");
        stand.Turn.Machines.ShouldAllBe(command => command.Machine >= 4);
        stand.Turn.Wanted[0].Machines.ShouldBe(5);
    }

    [Fact]
    public void A_command_without_an_outcome_ends_as_unknown_and_a_late_outcome_is_reported()
    {
        var stand = Stand();
        stand.Fleet.Silent.Add(9);
        stand.Pass(Plants.Ceiling(19m, 300));
        var command = stand.Turn.Machines.ShouldHaveSingleItem().Id;
        stand.Run(14);
        stand.State.Machines[9].Pending.ShouldBe(command);

        stand.Pass().Unanswered.ShouldBe([new(command, OutcomeKind.Unknown)]);

        stand.State.Machines[9].Pending.ShouldBe(default);
        var late = FieldFrame.Empty(stand.Fleet.Now + Duration.FromSeconds(1)) with { Outcomes = [new(command, OutcomeKind.Done)] };
        var turn = Spillway.Engine.ControlStep.Decide(stand.Plant, stand.State, late);
        turn.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.OutcomeTwice && alarm.Subject == command.ToString());
    }

    [Fact]
    public void A_swing_that_nobody_ordered_names_the_machines_that_moved()
    {
        var stand = Stand(Plants.Plain with { SwingAlarm = new(new(4m), Duration.FromSeconds(5)) });
        stand.Run(5);
        stand.Decide(5, 10).Pass();
        stand.Run(15);
        stand.Alarms.ShouldNotContain(alarm => alarm.Code == AlarmCode.Swing);

        foreach (var machine in Enumerable.Range(10, 5))
        {
            stand.Fleet.Befalls(machine, MachineCondition.Asleep);
        }

        stand.Pass();

        var swing = stand.Alarms.Last(alarm => alarm.Code == AlarmCode.Swing);
        swing.Measured!.Value.Value.ShouldBe(-5m);
        swing.Machines.ShouldBe([10, 11, 12, 13, 14]);
        (swing.Before, swing.Within, swing.More).ShouldBe((new Megawatts(15m), Duration.FromSeconds(1), 0));
    }

    [Fact]
    public void A_swing_counts_the_machines_that_it_does_not_name()
    {
        var rules = Plants.Plain with { SwingAlarm = new(new(4m), Duration.FromSeconds(5)) };
        var stand = new ControlStand(Plants.Of(Halls.Site(40m, Halls.Hall("a", 30, 50m)), rules, 0));
        stand.Decide(30).Pass();
        stand.Run(10);

        foreach (var machine in Enumerable.Range(2, 27))
        {
            stand.Fleet.Befalls(machine, MachineCondition.Asleep);
        }

        stand.Pass();

        var swing = stand.Alarms.Last(alarm => alarm.Code == AlarmCode.Swing);
        swing.Machines.ShouldBe(Enumerable.Range(2, 20));
        swing.More.ShouldBe(7);
        (swing.Before, swing.Measured).ShouldBe((new Megawatts(30m), new Megawatts(-27m)));
    }

    [Fact]
    public void A_swing_that_nobody_ordered_stays_an_alarm_for_its_time_although_nothing_else_is_expected_any_more()
    {
        var stand = Stand(Plants.Plain with { SwingAlarm = new(new(4m), Duration.FromSeconds(5)) }, perFeed: 5);
        stand.Run(20);
        stand.Fleet.HasMeter = false;
        stand.Fleet.Befalls(0, FeedPosition.Tripped);
        stand.Pass();
        stand.Alarms.ShouldNotContain(alarm => alarm.Code == AlarmCode.Swing, "the breaker tells it before the meter does");

        stand.Fleet.HasMeter = true;
        stand.Pass();

        stand.Alarms.Last(alarm => alarm.Code == AlarmCode.Swing).Machines.ShouldBe([0, 1, 2, 3, 4]);
        stand.Run(3);
        stand.Alarms.Last(alarm => alarm.Code == AlarmCode.Swing).IsRaised.ShouldBeTrue();
        stand.Run(4);
        stand.Alarms.Last(alarm => alarm.Code == AlarmCode.Swing).IsRaised.ShouldBeFalse();
    }

    [Fact]
    public void Machines_that_follow_when_they_are_told_once_more_are_no_swing()
    {
        var stand = Stand(Plants.Plain with { SwingAlarm = new(new(4m), Duration.FromSeconds(5)) });
        stand.Run(5);
        stand.Fleet.Deaf.UnionWith(Enumerable.Range(0, 8));
        stand.Decide(2, 10).Pass();
        stand.Run(40);
        stand.Fleet.Power.Value.ShouldBe(18m, "two others went instead");

        stand.Fleet.Deaf.Clear();
        stand.Run(90);

        stand.Fleet.Power.Value.ShouldBeLessThanOrEqualTo(12m);
        stand.Alarms.ShouldNotContain(alarm => alarm.Code == AlarmCode.Swing);
    }

    [Fact]
    public void A_feed_that_says_open_while_its_machines_answer_is_reported()
    {
        var stand = Stand(perFeed: 2);
        stand.Fleet.Befalls(0, FeedPosition.Open);
        stand.Pass();
        stand.Fleet.Befalls(0, MachineCondition.Running);
        stand.Pass();

        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.FeedContradicts && alarm.Subject == "a-1");
    }

    [Fact]
    public void Drawing_more_than_the_import_limit_is_reported_once_and_once_again_when_it_is_over()
    {
        var stand = new ControlStand(Plants.Of(15m, Plants.Plain, Halls.Hall("a", 20, 20m)));
        stand.Run(10);

        stand.Alarms.Where(alarm => alarm.Code == AlarmCode.LimitExceeded).Select(alarm => alarm.IsRaised).ShouldBe([true, false]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Machines_lost_on_their_way_up_count_with_what_they_will_draw(bool wereTold)
    {
        var stand = new ControlStand(Plants.Of(15m, Plants.Plain, Halls.Hall("a", 10, 20m), Halls.Hall("b", 10, 50m)));
        stand.Decide(wereTold ? 0 : 5, 10).Pass();
        stand.Run(8);
        stand.Fleet.HasMeter = false;
        if (wereTold)
        {
            stand.Decide(5, 10).Pass();
        }

        var coming = wereTold ? [.. stand.Turn.Machines.Select(command => command.Machine)] : Enumerable.Range(0, 10).Where(number => stand.Fleet.Condition(number) == MachineCondition.Running).ToArray();
        coming.Length.ShouldBe(5);
        stand.Fleet.Advance(Duration.FromSeconds(1));
        stand.Pass(stand.Fleet.Observe(null, []) with { Machines = [.. coming.Select(number => new MachineNote(number, MachineCondition.Starting, 1, new(300_000m)))] });
        stand.Fleet.Advance(Duration.FromSeconds(1));
        stand.Pass(stand.Fleet.Observe(null, []) with { Machines = [.. coming.Select(number => new MachineNote(number, MachineCondition.Lost, 0, new(300_000m)))] });

        stand.Decide(10, 10).Pass();

        stand.Turn.Expected.ShouldBe(new(15m));
        stand.Told().ShouldBe("");
    }

    [Fact]
    public void What_the_meter_says_above_the_limit_and_beyond_all_that_is_on_its_way_comes_off_although_nothing_rests()
    {
        var stand = Stand();
        stand.Fleet.Befalls(0, MachineCondition.Starting);
        stand.Pass();
        stand.State.IsSettled.ShouldBeFalse();

        stand.Fleet.HouseLoad = new(3m);
        stand.Pass();

        stand.Told().ShouldBe("sleep a×3");
        stand.State.Unexplained.ShouldBe(new(3m));

        // It has gone, and machines are still on their way: no more of it is believed than the meter can mean.
        stand.Fleet.HouseLoad = new(0m);
        stand.Fleet.Befalls(1, MachineCondition.Starting);
        stand.Run(3);
        stand.State.IsSettled.ShouldBeFalse();
        stand.State.Unexplained.ShouldBeLessThanOrEqualTo(new(2m));
    }

    [Fact]
    public void A_machine_that_boots_is_told_again_until_it_answers_and_no_other_takes_its_place()
    {
        var plant = Plants.Of(Halls.Site(20m, Halls.Hall("a", 10, 20m), Halls.Hall("b", 10, 50m)), Plants.Plain, 10, outlasts: true);
        var stand = new ControlStand(plant);
        stand.Decide(2, 0).Pass();
        stand.Run(8);
        stand.Pass(Plants.Stop(5));
        stand.Run(10);
        stand.Fleet.Position(0).ShouldBe(FeedPosition.Open);
        stand.Fleet.Unreachable.UnionWith(Enumerable.Range(0, 10));
        stand.Pass(Plants.Release("stop"));
        var told = new HashSet<int>();
        for (var second = 0; second < 60; second++)
        {
            stand.Pass();
            told.UnionWith(stand.Turn.Machines.Select(command => command.Machine));
        }

        told.Count.ShouldBe(2);
        stand.Alarms.ShouldNotContain(alarm => alarm.Code == AlarmCode.NotFollowing);
        stand.Fleet.Unreachable.Clear();
        stand.Run(15);
        stand.Fleet.Running(0).ShouldBe(2);
    }

    private static ControlStand Stand(ControlRules? rules = null, int perFeed = 0)
    {
        var stand = new ControlStand(Plants.Of(Halls.Site(20m, Halls.Hall("a", 10, 20m), Halls.Hall("b", 10, 50m)), rules ?? Plants.Plain, perFeed));
        stand.Decide(10, 10).Pass();
        stand.Run(3);
        return stand;
    }
}
