using System.Collections.Immutable;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Settlements;
using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.App.Reports.Figures;

/// <summary>A run as one decision and one settlement for each priced interval.</summary>
internal sealed class PolicyIntervals
{
    private PolicyIntervals(string policy, ImmutableArray<Decision> decisions, ImmutableArray<IntervalSettlement> settled)
    {
        Policy = policy;
        Decisions = decisions;
        Settled = settled;
        Net = [.. settled.Select(interval => interval.Net)];
        Power = [.. decisions.Select(Total)];
    }

    public string Policy { get; }

    public ImmutableArray<Decision> Decisions { get; }

    public ImmutableArray<IntervalSettlement> Settled { get; }

    public ImmutableArray<ExactMoney> Net { get; }

    /// <summary>What the site drew, MW.</summary>
    public ImmutableArray<decimal> Power { get; }

    public static PolicyIntervals Of(PolicyRun run, int intervals)
    {
        // A decision is settled by the step that follows it.
        Invariant.Holds(run.Steps.Length == intervals + 1);
        return new(
            run.Policy,
            [.. run.Steps.Take(intervals).Select(step => step.Decision!)],
            [.. run.Steps.Skip(1).Select(step => step.Settled!)]);
    }

    private static decimal Total(Decision decision)
    {
        var total = 0m;
        foreach (var command in decision.Commands)
        {
            total += command.Power.Value;
        }

        return total;
    }
}
