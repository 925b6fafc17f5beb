using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Signals;

/// <summary>An archived history of interval prices at a site's settlement point, with its neighbours.</summary>
/// <param name="Own">The site's settlement point.</param>
/// <param name="Points">The points whose prices each interval carries; contains <paramref name="Own"/>.</param>
/// <param name="Interval">The length of every interval.</param>
/// <param name="Intervals">The priced intervals, ascending; an instant of the grid that is missing here is a gap.</param>
/// <param name="Sources">The files the prices came from, with their SHA-256.</param>
public sealed record PriceSeries(
    SettlementPoint Own,
    ImmutableArray<SettlementPoint> Points,
    Duration Interval,
    ImmutableArray<PricedInterval> Intervals,
    ImmutableArray<SourceFile> Sources)
{
    /// <summary>The prices of the other point of the site's pair, exactly as published, ascending; empty where the market has no pair or nothing tells them.</summary>
    public ImmutableArray<PairedPrice> Paired { get; init; } = [];
}
