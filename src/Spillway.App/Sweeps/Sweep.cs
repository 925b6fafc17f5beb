using System.Collections.Immutable;
using Spillway.App.Sites;

namespace Spillway.App.Sweeps;

/// <summary>A grid of backtests over one site and range.</summary>
/// <param name="Site">The site before anything was varied.</param>
/// <param name="Axes">What was varied.</param>
/// <param name="Cells">Every combination, the last axis fastest.</param>
public sealed record Sweep(SiteDefinition Site, ImmutableArray<SweepAxis> Axes, ImmutableArray<SweepCell> Cells);
