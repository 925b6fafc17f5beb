using NodaTime;
using Shouldly;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;
using Xunit;

namespace Spillway.Tests.Engine.Control;

/// <summary>A price or a meter that was never heard of: it is as old as the desk's first pass.</summary>
public sealed class NeverHeardTests
{
    [Theory]
    [InlineData(FailSafeReaction.GoOn, 4)]
    [InlineData(FailSafeReaction.Hold, 20)]
    [InlineData(FailSafeReaction.ComeDown, 6)]
    [InlineData(FailSafeReaction.Stop, 0)]
    public void A_price_that_never_came_is_stale_once_the_desk_has_waited_as_long_as_a_price_may_take(FailSafeReaction reaction, int machines)
    {
        var stand = Stand(table => table with { StalePrice = reaction, SafePower = new(6m) });
        stand.Decide(10, 10).Pass();
        stand.Run(19);
        stand.Alarms.ShouldBeEmpty();

        stand.Pass();

        stand.Alarms.ShouldHaveSingleItem().Code.ShouldBe(AlarmCode.StalePrice);
        stand.Decide(2, 2).Pass();
        stand.Run(5);
        Running(stand).ShouldBe(machines);
        stand.Pass(FieldFrame.Empty(stand.Fleet.Now) with { NewestPriceAt = stand.Fleet.Now });
        stand.Alarms.Last(alarm => alarm.Code == AlarmCode.StalePrice).IsRaised.ShouldBeFalse();
    }

    [Theory]
    [InlineData(FailSafeReaction.GoOn, 4)]
    [InlineData(FailSafeReaction.Hold, 20)]
    [InlineData(FailSafeReaction.ComeDown, 6)]
    [InlineData(FailSafeReaction.Stop, 0)]
    public void A_meter_that_never_spoke_is_stale_once_the_desk_has_waited_as_long_as_a_sample_may_take(FailSafeReaction reaction, int machines)
    {
        var stand = Stand(table => table with { StaleMeter = reaction, SafePower = new(6m) }, speaks: false);
        stand.Decide(10, 10).Pass();
        stand.Run(9);
        stand.Alarms.ShouldBeEmpty();

        stand.Pass();

        stand.Alarms.ShouldHaveSingleItem().Code.ShouldBe(AlarmCode.StaleMeter);
        stand.Decide(2, 2).Pass();
        stand.Run(5);
        Running(stand).ShouldBe(machines);
        stand.Fleet.HasMeter = true;
        stand.Pass();
        stand.Alarms.Last(alarm => alarm.Code == AlarmCode.StaleMeter).IsRaised.ShouldBeFalse();
    }

    [Fact]
    public void A_meter_is_not_missed_where_there_is_none()
    {
        var stand = Stand(hasMeter: false, speaks: false);

        stand.Run(15);

        stand.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void Waiting_begins_at_the_first_pass_however_long_the_desk_learnt_before_it()
    {
        var plant = Plant(FailSafeTable.Default, true);
        var before = ControlState.Before(plant, Halls.Slot().Start);
        var first = before.At + Duration.FromMinutes(5);

        var (state, turn) = Passed(plant, before, FieldFrame.Empty(first));

        state.ListensSince.ShouldBe(state.Now);
        turn.Alarms.ShouldNotContain(alarm => alarm.Code == AlarmCode.StaleMeter || alarm.Code == AlarmCode.StalePrice);
        Passed(plant, state, FieldFrame.Empty(first + Duration.FromSeconds(10))).Turn.Alarms.ShouldNotContain(alarm => alarm.Code == AlarmCode.StaleMeter);
        Passed(plant, state, FieldFrame.Empty(first + Duration.FromSeconds(11))).Turn.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.StaleMeter);
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_make_the_desk_wait_anew()
    {
        var stand = Stand(speaks: false);
        stand.Run(5);
        stand.Pass(-Duration.FromHours(1));

        stand.Run(6);

        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.StaleMeter);
    }

    [Fact]
    public void A_restart_does_not_make_the_desk_wait_anew()
    {
        var stand = Stand(speaks: false);
        stand.Run(5);

        stand.Pass(FieldFrame.Empty(stand.Fleet.Now + Duration.FromMinutes(1)) with { IsRestart = true });

        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.StaleMeter);
        stand.Alarms.ShouldContain(alarm => alarm.Code == AlarmCode.StalePrice);
    }

    [Fact]
    public void A_state_that_was_kept_before_there_was_such_a_fact_decides_as_it_did_then_until_a_desk_goes_on_from_it()
    {
        var plant = Plant(FailSafeTable.Default, true);
        var old = ControlState.Before(plant, Halls.Slot().Start) with { ListensSince = null };
        var at = old.At;
        for (var pass = 0; pass < 30; pass++)
        {
            at += Duration.FromSeconds(1);
            (old, var turn) = Passed(plant, old, FieldFrame.Empty(at));
            turn.Alarms.ShouldBeEmpty();
        }

        old.ListensSince.ShouldBeNull();
        var listening = old.Listening();
        listening.Digest().ShouldNotBe(old.Digest());
        listening.Listening().ShouldBeSameAs(listening);
        Passed(plant, listening, FieldFrame.Empty(at + Duration.FromSeconds(10)) with { IsRestart = true }).Turn.Alarms.ShouldBeEmpty();
        Passed(plant, listening, FieldFrame.Empty(at + Duration.FromSeconds(11)) with { IsRestart = true }).Turn.Alarms
            .ShouldHaveSingleItem().Code.ShouldBe(AlarmCode.StaleMeter);
    }

    private static (ControlState State, ControlTurn Turn) Passed(Plant plant, ControlState state, FieldFrame frame)
    {
        var turn = Spillway.Engine.ControlStep.Decide(plant, state, frame);
        return (state.Apply(plant, frame, turn), turn);
    }

    private static int Running(ControlStand stand) => stand.Fleet.Running(0) + stand.Fleet.Running(1);

    private static ControlStand Stand(Func<FailSafeTable, FailSafeTable>? change = null, bool hasMeter = true, bool speaks = true) =>
        new(Plant(change is null ? FailSafeTable.Default : change(FailSafeTable.Default), hasMeter), hasMeter: speaks);

    // A price may take 20 s, a sample 10.
    private static Plant Plant(FailSafeTable table, bool hasMeter) => Plants.Of(
        Halls.Site(20m, Halls.Hall("a", 10, 20m), Halls.Hall("b", 10, 50m)),
        Plants.Plain with
        {
            FailSafe = table,
            Staleness = Plants.Plain.Staleness with { Price = Duration.FromSeconds(20), Meter = Duration.FromSeconds(10) },
        },
        2) with { HasMeter = hasMeter };
}
