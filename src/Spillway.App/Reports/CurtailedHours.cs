using Spillway.App.Backtests;

namespace Spillway.App.Reports;

/// <summary>Curtailment as hours: how long the whole always-on load would have stood still for the same energy.</summary>
public static class CurtailedHours
{
    /// <summary>Curtailed MWh over the mean MW of always-on: equivalent full-load hours.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="policy">One of its policies.</param>
    /// <returns>Hours; below zero where the policy drew more than always-on; null where always-on draws nothing.</returns>
    public static decimal? Of(Comparison comparison, ComparedPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(policy);
        var hours = comparison.Input.Range.Length * (decimal)comparison.Input.Prices.Interval.TotalMinutes / 60m;
        return policy.CurtailedRatio * hours;
    }
}
