using System.Collections.Immutable;
using Spillway.Engine.Commands;
using Spillway.Engine.Plans;
using Spillway.Engine.Settlements;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine;

/// <summary>The one step of the desk: settle what has ended, then decide what comes. Pure, synchronous, no clock.</summary>
public static class DeskStep
{
    /// <summary>Takes one step.</summary>
    /// <param name="desk">The site and its policy.</param>
    /// <param name="state">What the desk remembers.</param>
    /// <param name="observation">What it sees.</param>
    /// <returns>What it remembers now, and what the step brought about.</returns>
    public static (DeskState State, StepRecord Step) Next(Desk desk, DeskState state, Observation observation)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(observation);
        var settled = Settle(desk, state, observation);
        var totals = settled is null ? state.Totals : state.Totals.With(settled);
        var prices = state.Prices.WithAll(observation.Frame.Prices);

        if (observation.Next is not { } slot)
        {
            return (state with { Prices = prices, Totals = totals, Open = null }, new(settled, null, []));
        }

        var isFirst = totals.Intervals == 0 && observation.Measured.IsEmpty;
        var (groups, power) = Measured(desk, state, observation);
        var question = new PolicyQuestion(desk.Site, slot, isFirst, prices, observation.Frame, groups);
        var answer = desk.Policy.Choose(state.Memory, question);
        var held = HeldBounds.Of(observation.Frame.Held, slot.Start, slot.End);
        var reached = WithinReach.Plan(desk.Site, answer.Plan, observation.Measured);
        var dispatched = Dispatch.Of(
            desk.Site, slot, groups, power, reached, observation.Frame.DecisionHashprice, held);
        var decided = new DeskState(dispatched.After, dispatched.Power, prices, answer.Memory, slot, totals);
        return (decided, new(settled, WithinReach.Whole(desk.Site, dispatched.Decision, answer.Plan, reached), answer.Forecast));
    }

    private static IntervalSettlement? Settle(Desk desk, DeskState state, Observation observation)
    {
        if (state.Open is not { } open || observation.Frame.SettlementPrice is not { } price)
        {
            return null;
        }

        return Settlement.Of(desk.Site, open, observation.Measured, price, observation.Frame.SettlementHashprice);
    }

    // Where machines were measured to be elsewhere than the desk sent them, it plans from where they are.
    private static (ImmutableArray<GroupState> Groups, Megawatts Power) Measured(Desk desk, DeskState state, Observation observation)
    {
        if (observation.Measured.IsEmpty)
        {
            return (state.Groups, state.Power);
        }

        var groups = ImmutableArray.CreateBuilder<GroupState>(observation.Measured.Length);
        var isAsSent = true;
        for (var index = 0; index < observation.Measured.Length; index++)
        {
            var after = observation.Measured[index].After;
            groups.Add(after);
            isAsSent &= after.Running == state.Groups[index].Running && after.ModeIndex == state.Groups[index].ModeIndex;
        }

        var measured = groups.MoveToImmutable();
        return (measured, isAsSent ? state.Power : DeskState.Draw(desk.Site, measured));
    }
}
