namespace Spillway.Engine.Settlements.Bridges;

/// <summary>What the energy that was drawn earned, beside what it was planned to earn.</summary>
/// <param name="Bridge">From the plan at the expected prices to what happened.</param>
/// <param name="Intervals">The settled intervals that were planned.</param>
/// <param name="Unplanned">The settled intervals without a plan or an expected price: no part of the bridge.</param>
public sealed record PlanComparison(Bridge Bridge, int Intervals, int Unplanned);
