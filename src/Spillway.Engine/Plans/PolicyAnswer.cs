using System.Collections.Immutable;
using Spillway.Engine.Forecasts;

namespace Spillway.Engine.Plans;

/// <summary>A policy's answer: what it wants of each group, and what it expects.</summary>
/// <param name="Memory">What it wants to remember; null for a policy without memory.</param>
/// <param name="Plan">One entry a group, in file order.</param>
/// <param name="Forecast">What it expects of the coming intervals, nearest first; empty where it does not forecast.</param>
public readonly record struct PolicyAnswer(
    PolicyMemory? Memory, ImmutableArray<PlannedMode> Plan, ImmutableArray<PriceBand> Forecast);
