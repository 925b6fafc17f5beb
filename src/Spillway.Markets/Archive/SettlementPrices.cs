using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;
using Spillway.Markets.Files;

namespace Spillway.Markets.Archive;

/// <summary>The prices a site is settled by.</summary>
/// <param name="Interval">The length of every interval.</param>
/// <param name="Physical">The price of metered load: the zone's energy-weighted price where there is one.</param>
/// <param name="Financial">The price of positions; the same series where a point has only one.</param>
/// <param name="Sources">The files they came from.</param>
/// <param name="Findings">Disagreements between files, a stand-in for a missing price, another product than real-time.</param>
public sealed record SettlementPrices(
    Duration Interval,
    PointPrices Physical,
    PointPrices Financial,
    ImmutableArray<SourceFile> Sources,
    ImmutableArray<Finding> Findings);
