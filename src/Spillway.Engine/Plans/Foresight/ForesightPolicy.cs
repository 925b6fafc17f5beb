using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>Follows a plan made with every price known: the yardstick, not a way to run a site.</summary>
public sealed class ForesightPolicy : IPolicy
{
    private readonly ForesightPlan _plan;

    /// <summary>Makes the policy.</summary>
    /// <param name="plan">The plan to follow.</param>
    public ForesightPolicy(ForesightPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
    }

    /// <inheritdoc/>
    public string Name => "foresight";

    /// <inheritdoc/>
    public PolicyMemory? InitialMemory => new Position(0);

    /// <inheritdoc/>
    public PolicyAnswer Choose(PolicyMemory? memory, PolicyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        Invariant.Holds(memory is Position);
        var at = ((Position)memory).Next;
        var interval = _plan.Intervals[at];
        Invariant.Holds(interval.Slot.Start == question.Slot.Start);
        var plan = ImmutableArray.CreateBuilder<PlannedMode>(question.Site.Loads.Length);
        for (var index = 0; index < question.Site.Loads.Length; index++)
        {
            var group = question.Site.Loads[index];
            var choice = _plan.Choices[index][at];
            plan.Add(new(group.Id, choice.ModeIndex, choice.Machines, Because(group, choice, interval)));
        }

        return new(new Position(at + 1), plan.MoveToImmutable(), []);
    }

    private static Reason Because(LoadGroup group, GroupChoice choice, ForesightInterval interval)
    {
        var ranked = choice.ModeIndex == LoadGroup.OffIndex ? group.NormalModeIndex : choice.ModeIndex;
        EnergyPrice worth = group.Breakeven(ranked, interval.Hashprice);
        var reason = new Reason(ReasonCode.PerfectForesight, interval.Price, worth, FollowsFrom: interval.Slot.Start);

        // What runs at a loss while something is held runs for the holder.
        return interval.Held.Running > Megawatts.Zero && choice.ModeIndex != LoadGroup.OffIndex && interval.Price > worth
            ? reason with { Code = ReasonCode.Obligation, Holder = interval.Held.RunningFor, Held = interval.Held.Running }
            : reason;
    }

    private sealed record Position(int Next) : PolicyMemory;
}
