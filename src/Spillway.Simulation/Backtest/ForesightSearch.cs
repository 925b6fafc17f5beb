using System.Collections.Immutable;
using Spillway.Engine.Commands;
using Spillway.Engine.Plans.Foresight;
using Spillway.Engine.Settlements;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Simulation.Backtest;

/// <summary>Finds the best run with every price known: plans it, runs every candidate through the loop, keeps the best.</summary>
/// <param name="backtester">Runs the candidates.</param>
public sealed class ForesightSearch(Backtester backtester)
{
    /// <summary>Searches.</summary>
    /// <param name="input">Site, prices and range.</param>
    /// <param name="others">Runs of other policies; none of them may end up ahead of foresight.</param>
    /// <param name="progress">Told the number of steps done; null for nobody.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The best run with its bound.</returns>
    public ForesightRun Best(
        BacktestInput input, IReadOnlyList<PolicyRun> others, IProgress<int>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(others);
        var intervals = Known(input);
        var hashprice = input.Hashprices?.On(input.Range[0].Start.InUtc().Date.PlusDays(-1));
        var settled = Dispatch.Settled(input.Site, hashprice).Select(group => group.Running).ToImmutableArray();
        var plans = ForesightPlanner.Plan(input.Site, settled, intervals, ForesightPlanner.UsualJointSteps);
        var best = plans.Candidates
            .Select(plan => Run(input, plan, progress, cancellation))
            .MaxBy(run => run.Totals.Net.Numerator)!;

        // What a planned net lacks is what contracts bring but for the spreads, which an exact plan has weighed and no other bound needs.
        var hasSpread = input.Site.Blocks.Any(block => block.SellBackSpread > EnergyPrice.Zero);
        foreach (var other in others.Where(other => !plans.IsExact && other.Totals.Net.Numerator > best.Totals.Net.Numerator).ToList())
        {
            var copied = Run(input, Copied(intervals, other), progress, cancellation);
            best = copied.Totals.Net.Numerator > best.Totals.Net.Numerator ? copied : best;
        }

        var bound = plans.UpperBound + (hasSpread ? WithoutSpread(input) : best.Totals.Contracts);
        return new(best, bound, plans.IsExact || bound == best.Totals.Net);
    }

    private static ExactMoney WithoutSpread(BacktestInput input)
    {
        var income = ExactMoney.Zero;
        foreach (var position in input.Site.Contracts.OfType<IPosition>())
        {
            foreach (var interval in input.Range)
            {
                income += position.Energy(interval.Start, input.Prices.Interval).At(interval.Price - position.Price);
            }
        }

        return income;
    }

    private PolicyRun Run(BacktestInput input, ForesightPlan plan, IProgress<int>? progress, CancellationToken cancellation) =>
        backtester.Run(input, new ForesightPolicy(plan), progress, cancellation);

    private static ImmutableArray<ForesightInterval> Known(BacktestInput input) =>
        [.. input.Range.Select(interval => new ForesightInterval(
            new(interval.Start, input.Prices.Interval), interval.Price, input.Hashprices?.At(interval.Start))
        {
            SellBack = SellBackTiers.Of(input.Site, new(interval.Start, input.Prices.Interval)),
            Held = HeldBounds.Of(
                input.Held.Binding(interval.Start, interval.Start + input.Prices.Interval), interval.Start, interval.Start + input.Prices.Interval),
        })];

    private static ForesightPlan Copied(ImmutableArray<ForesightInterval> intervals, PolicyRun other)
    {
        var decisions = other.Steps.Where(step => step.Decision is not null).Select(step => step.Decision!).ToList();
        var groups = decisions[0].Commands.Length;
        return new(intervals, [.. Enumerable.Range(0, groups).Select(group =>
            decisions.Select(d => new GroupChoice(d.Commands[group].ModeIndex, d.Commands[group].Machines)).ToImmutableArray())]);
    }
}
