using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>What the market uses: each group takes the mode that is worth most at the newest known price.</summary>
/// <remarks>It knows neither a restart nor a forecast; regret is measured against it.</remarks>
public sealed class StrikePolicy : IStays
{
    /// <inheritdoc/>
    public string Name => "strike";

    /// <inheritdoc/>
    public PolicyMemory? InitialMemory => null;

    /// <inheritdoc/>
    public PolicyAnswer Choose(PolicyMemory? memory, PolicyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var plan = ImmutableArray.CreateBuilder<PlannedMode>(question.Site.Loads.Length);
        foreach (var group in question.Site.Loads)
        {
            plan.Add(Plan(group, question));
        }

        return new(null, plan.MoveToImmutable(), []);
    }

    /// <inheritdoc/>
    public bool Stays(PolicyMemory? memory, PolicyQuestion question, int index, EnergyPrice cheaper)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Stays(question.Site.Loads[index], question, cheaper);
    }

    /// <summary>Whether one group would run at a price lower than the newest known.</summary>
    internal static bool Stays(Sites.LoadGroup group, PolicyQuestion question, EnergyPrice cheaper) =>
        question.Prices.Newest is { } newest && ModeChoice.Best(group, newest - cheaper, question.Frame.DecisionHashprice) != Sites.LoadGroup.OffIndex;

    /// <summary>What strike does with one group.</summary>
    internal static PlannedMode Plan(Sites.LoadGroup group, PolicyQuestion question)
    {
        if (question.IsFirst || question.Prices.Newest is not { } newest)
        {
            return new(group.Id, group.NormalModeIndex, group.Machines, new(ReasonCode.FirstInterval));
        }

        var hashprice = question.Frame.DecisionHashprice;
        var mode = ModeChoice.Best(group, newest, hashprice);
        var code = mode == Sites.LoadGroup.OffIndex ? ReasonCode.PriceAboveValue : ReasonCode.PriceBelowValue;
        var worth = group.Breakeven(mode == Sites.LoadGroup.OffIndex ? group.NormalModeIndex : mode, hashprice);
        var reason = new Reason(code, newest, worth, FollowsFrom: question.Prices.NewestStart);
        return new(group.Id, mode, mode == Sites.LoadGroup.OffIndex ? 0 : group.Machines, reason);
    }
}
