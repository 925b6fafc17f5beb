using System.Collections.Immutable;
using Spillway.Engine;

namespace Spillway.App.Backtests;

/// <summary>Holds a policy against foresight, interval by interval: where its regret was made.</summary>
public static class DecisionLosses
{
    /// <summary>Every interval's loss against foresight; their sum is the policy's whole regret.</summary>
    /// <param name="comparison">The compared policies; foresight is among them.</param>
    /// <param name="policy">The full text of the policy to judge.</param>
    /// <returns>One entry an interval, ascending.</returns>
    public static ImmutableArray<CostlyDecision> Of(Comparison comparison, string policy)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var own = comparison[policy].Run;
        var best = comparison["foresight"].Run;
        Invariant.Holds(own.Steps.Length == best.Steps.Length);
        var losses = ImmutableArray.CreateBuilder<CostlyDecision>(own.Steps.Length);
        for (var index = 0; index + 1 < own.Steps.Length; index++)
        {
            // A decision is settled by the step that follows it.
            if (own.Steps[index].Decision is { } decision
                && own.Steps[index + 1].Settled is { } settled && best.Steps[index + 1].Settled is { } perfect)
            {
                losses.Add(new(decision, settled, perfect.Net - settled.Net));
            }
        }

        return losses.ToImmutable();
    }

    /// <summary>The intervals that lost most.</summary>
    /// <param name="comparison">The compared policies.</param>
    /// <param name="policy">The full text of the policy to judge.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>Those with a loss above zero, the largest first; of equals the earlier first.</returns>
    public static ImmutableArray<CostlyDecision> Worst(Comparison comparison, string policy, int count) =>
    [
        .. Of(comparison, policy)
            .Where(decision => decision.Loss.Numerator > 0m)
            .OrderByDescending(decision => decision.Loss.Numerator)
            .ThenBy(decision => decision.Settled.Slot.Start)
            .Take(count),
    ];
}
