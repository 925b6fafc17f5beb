using System.Collections.Immutable;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>Another policy that also weighs what power bought ahead is sold back for: below the block a MWh that is not drawn brings
/// the market's price less the spread, above it what is drawn costs the market's price.</summary>
/// <remarks>Of what the other policy stops for its price, the most valuable machines that run already run on under the block where the
/// lower price lets them. Nothing is started for a spread, which seldom pays for a start. What the block was bought for is not known
/// here.</remarks>
public sealed class SellBackPolicy : IPolicy
{
    private readonly IStays _inner;

    /// <summary>Makes the policy.</summary>
    /// <param name="inner">The policy that decides otherwise.</param>
    public SellBackPolicy(IStays inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
    }

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public PolicyMemory? InitialMemory => _inner.InitialMemory;

    /// <inheritdoc/>
    public PolicyAnswer Choose(PolicyMemory? memory, PolicyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var answer = _inner.Choose(memory, question);
        if (question.Frame.SellBack.IsEmpty || question.IsFirst || question.Prices.Newest is null)
        {
            return answer;
        }

        var plan = answer.Plan.ToBuilder();
        var (drawn, edge) = (Drawn(question.Site, answer.Plan), Megawatts.Zero);
        foreach (var tier in question.Frame.SellBack)
        {
            edge += tier.Power;
            foreach (var index in MostValuableFirst(question))
            {
                if (tier.Spread > EnergyPrice.Zero && drawn < edge
                    && Kept(question, index, plan[index], tier, edge - drawn) is { } kept
                    && _inner.Stays(answer.Memory, question, index, tier.Spread))
                {
                    var group = question.Site.Loads[index];
                    drawn += group.Power(kept.ModeIndex, kept.Machines) - group.Power(plan[index].ModeIndex, plan[index].Machines);
                    plan[index] = kept;
                }
            }
        }

        return answer with { Plan = plan.MoveToImmutable() };
    }

    private static Megawatts Drawn(Site site, ImmutableArray<PlannedMode> plan)
    {
        var drawn = Megawatts.Zero;
        for (var index = 0; index < plan.Length; index++)
        {
            drawn += site.Loads[index].Power(plan[index].ModeIndex, plan[index].Machines);
        }

        return drawn;
    }

    private static IEnumerable<int> MostValuableFirst(PolicyQuestion question) => Enumerable.Range(0, question.Site.Loads.Length)
        .OrderByDescending(index => Worth(question, index));

    private static EnergyPrice Worth(PolicyQuestion question, int index)
    {
        var group = question.Site.Loads[index];
        var mode = question.Groups[index].ModeIndex;
        return group.Breakeven(mode == LoadGroup.OffIndex ? group.NormalModeIndex : mode, question.Frame.DecisionHashprice);
    }

    // As many whole machines of those that run as there is room for under the block; null where there is none to keep.
    private static PlannedMode? Kept(PolicyQuestion question, int index, PlannedMode planned, SellBackTier tier, Megawatts room)
    {
        var (group, before) = (question.Site.Loads[index], question.Groups[index]);
        var isStopped = planned.Reason.Code is ReasonCode.PriceAboveValue or ReasonCode.ExpectedLoss
            or ReasonCode.AboveRestartPrice or ReasonCode.MinimumOffTime or ReasonCode.SellBackSpread;
        var each = group.PowerPerMachine(before.ModeIndex) - group.PowerPerMachine(LoadGroup.OffIndex);
        if (!isStopped || before.ModeIndex == LoadGroup.OffIndex || each <= Megawatts.Zero)
        {
            return null;
        }

        var machines = (int)Math.Min(before.Running, planned.Machines + Math.Floor(room.Value / each.Value));
        if (machines <= planned.Machines)
        {
            return null;
        }

        var newest = question.Prices.Newest!.Value;
        var reason = new Reason(
            ReasonCode.SellBackSpread, newest, Worth(question, index), newest - tier.Spread, FollowsFrom: question.Prices.NewestStart);
        return new(group.Id, before.ModeIndex, machines, reason);
    }
}
