using Spillway.Units;

namespace Spillway.Simulation.Backtest;

/// <summary>The run of the best plan found with every price known, and how far from perfect it can be.</summary>
/// <param name="Run">The run, named <c>foresight</c>.</param>
/// <param name="UpperBound">No way of running the site can have a larger net than this.</param>
/// <param name="IsExact">Whether the run is proven to be the best there is: it reaches the bound.</param>
public sealed record ForesightRun(PolicyRun Run, ExactMoney UpperBound, bool IsExact)
{
    /// <summary>What a better plan could still add at most.</summary>
    public ExactMoney Gap => UpperBound - Run.Totals.Net;
}
