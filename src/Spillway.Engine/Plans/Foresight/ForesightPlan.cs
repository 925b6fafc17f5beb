using System.Collections.Immutable;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>What every group does in every interval, decided with all prices known.</summary>
/// <param name="Intervals">The intervals, ascending.</param>
/// <param name="Choices">For each group in file order, one choice an interval.</param>
public sealed record ForesightPlan(
    ImmutableArray<ForesightInterval> Intervals, ImmutableArray<ImmutableArray<GroupChoice>> Choices);
