using System.Collections.Immutable;
using Spillway.App.Sites;
using Spillway.Simulation.Backtest;

namespace Spillway.App.Sweeps;

/// <summary>What a sweep is asked for.</summary>
/// <param name="Site">The site before anything is varied.</param>
/// <param name="Input">Its prices and range.</param>
/// <param name="Axes">What is varied; at least one.</param>
/// <param name="Policies">Full texts of the policies asked for; empty means look-ahead. The yardsticks are always run.</param>
public sealed record SweepRequest(
    SiteDefinition Site, BacktestInput Input, ImmutableArray<SweepAxis> Axes, ImmutableArray<string> Policies);
