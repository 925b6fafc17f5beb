using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>What planning with perfect foresight came to.</summary>
/// <param name="Candidates">Plans to run and compare; one where it is exact.</param>
/// <param name="UpperBound">No way of running the site earns more from its machines than this, contracts aside.</param>
/// <param name="IsExact">Whether the one candidate reaches the bound: nothing couples the groups, or all were solved at once.</param>
public sealed record ForesightPlans(ImmutableArray<ForesightPlan> Candidates, ExactMoney UpperBound, bool IsExact);
