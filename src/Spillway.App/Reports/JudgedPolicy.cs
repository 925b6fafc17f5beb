using System.Collections.Immutable;
using Spillway.App.Backtests;

namespace Spillway.App.Reports;

/// <summary>Which policy of a comparison is held against foresight in detail.</summary>
public static class JudgedPolicy
{
    /// <summary>The last policy that is no yardstick; where there is none, strike.</summary>
    /// <param name="policies">The compared policies.</param>
    /// <returns>The policy to judge.</returns>
    public static ComparedPolicy Of(ImmutableArray<ComparedPolicy> policies) =>
        policies.LastOrDefault(policy => !Comparison.Yardsticks.Contains(policy.Run.Policy))
        ?? policies.Single(policy => policy.Run.Policy == "strike");
}
