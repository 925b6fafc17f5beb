using NodaTime;
using Shouldly;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Xunit;

namespace Spillway.Tests.Engine.Control;

/// <summary>A ceiling is what the meter says: 20 machines of 1 MW that sleep within 5 s.</summary>
public sealed class CeilingTests
{
    [Fact]
    public void Machines_that_draw_more_than_their_plate_are_brought_below_the_ceiling_although_one_is_always_on_its_way()
    {
        var stand = Stand(Plants.Plain with { StartPatience = new(100m) });
        stand.Fleet.ShareOfPlate = 1.02m;
        foreach (var number in Enumerable.Range(1, 19))
        {
            stand.Fleet.Befalls(number, MachineCondition.Running);
        }

        stand.Fleet.Befalls(15, MachineCondition.Starting);
        stand.Pass();
        stand.Pass(Plants.Ceiling(15m, 30));
        stand.Run(30);

        stand.State.IsSettled.ShouldBeFalse();
        stand.Fleet.Power.Value.ShouldBeLessThanOrEqualTo(15m);
        stand.Fleet.Power.Value.ShouldBeGreaterThan(13.5m);
        stand.Run(60);
        stand.State.IsSettled.ShouldBeFalse();
        stand.Fleet.Power.Value.ShouldBeLessThanOrEqualTo(15m);
        stand.Fleet.Power.Value.ShouldBeGreaterThan(13.5m);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(900)]
    public void Machines_whose_commands_nobody_answers_are_replaced_in_time(int outcomeWithinS)
    {
        var stand = Stand(Plants.Plain with { OutcomeWithin = Duration.FromSeconds(outcomeWithinS) });
        stand.Fleet.Deaf.UnionWith([9, 8]);
        stand.Fleet.Silent.UnionWith([9, 8]);

        stand.Pass(Plants.Ceiling(15m, 30));
        stand.Told().ShouldBe("sleep a×5");
        stand.Run(30);

        stand.Fleet.Power.Value.ShouldBe(15m);
        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.NotFollowing && alarm.IsRaised);

        // When they follow after all, no more rest than the ceiling asks for.
        stand.Fleet.Deaf.Clear();
        stand.Fleet.Silent.Clear();
        stand.Run(outcomeWithinS + 90);
        stand.Fleet.Power.Value.ShouldBe(15m);
        stand.Alarms.Last(alarm => alarm.Code == AlarmCode.NotFollowing).IsRaised.ShouldBeFalse();
    }

    [Fact]
    public void What_is_late_long_before_the_deadline_is_waited_for()
    {
        var stand = Stand();
        stand.Fleet.Deaf.Add(9);

        stand.Pass(Plants.Ceiling(15m, 300));
        stand.Run(10);

        stand.Fleet.Power.Value.ShouldBe(16m);
        stand.Alarms.ShouldNotContain(alarm => alarm.Code == AlarmCode.NotFollowing);
    }

    [Fact]
    public void A_ceiling_that_cannot_be_kept_is_reported_although_little_is_above_it()
    {
        var stand = Stand();
        stand.Fleet.HouseLoad = new(10.3m);

        stand.Pass(Plants.Ceiling(10m, 30));
        stand.Run(40);
        stand.Fleet.Power.Value.ShouldBe(10.3m);
        stand.Alarms.ShouldNotContain(alarm => alarm.Code == AlarmCode.PromiseMissed);
        stand.Run(10);

        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.PromiseMissed && alarm.IsRaised);
        stand.Fleet.HouseLoad = new(10m);
        stand.Run(3);
        stand.Alarms.Last(alarm => alarm.Code == AlarmCode.PromiseMissed).IsRaised.ShouldBeFalse();
    }

    private static ControlStand Stand(ControlRules? rules = null)
    {
        var stand = new ControlStand(Plants.Of(Halls.Site(30m, Halls.Hall("a", 10, 20m), Halls.Hall("b", 10, 50m)), rules ?? Plants.Plain, 0));
        stand.Decide(10, 10).Pass();
        stand.Run(3);
        return stand;
    }
}
