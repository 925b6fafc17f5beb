using System.Collections.Immutable;
using Spillway.Engine.Signals;
using Spillway.Markets.Files;

namespace Spillway.Markets.Archive;

/// <summary>A price series for a site, and what a person should know of how it came about.</summary>
/// <param name="Series">The prices.</param>
/// <param name="Findings">Disagreements between files, a stand-in for a missing price, another product than real-time.</param>
public sealed record LoadedPrices(PriceSeries Series, ImmutableArray<Finding> Findings);
