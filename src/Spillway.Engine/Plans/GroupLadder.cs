using System.Collections.Immutable;
using Spillway.Engine.Forecasts;

namespace Spillway.Engine.Plans;

/// <summary>What one group comes to at one hash price: its steps, what a start costs, and the models that judge them.</summary>
/// <param name="Steps">The steps from off upwards.</param>
/// <param name="StartCost">Of the first step, as a share of what one interval of it earns.</param>
/// <param name="First">Judges the first step, which costs a start.</param>
/// <param name="Further">Judges the further ones, which cost none.</param>
internal sealed record GroupLadder(
    ImmutableArray<LadderStep> Steps, double StartCost, BoostedTrees First, BoostedTrees Further);
