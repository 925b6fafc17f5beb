namespace Spillway.Simulation.Backtest;

/// <summary>Which price is the newest known one at an interval's start.</summary>
public enum Knowledge
{
    /// <summary>That of the last earlier priced interval: what a desk really knows.</summary>
    Previous = 0,

    /// <summary>That of the interval itself: for study only.</summary>
    Current = 1,
}
