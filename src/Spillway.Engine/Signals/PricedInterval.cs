using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Signals;

/// <summary>One interval of an archived price series.</summary>
/// <param name="Start">When it begins, UTC.</param>
/// <param name="Price">The standing price at the site's settlement point: what settles it.</param>
/// <param name="Peers">The prices of all points of the series, in its order; NaN where there is none.</param>
/// <param name="Revisions">What was known before the standing price, oldest first; empty where it never changed.</param>
public sealed record PricedInterval(
    Instant Start, EnergyPrice Price, ImmutableArray<double> Peers, ImmutableArray<PriceRevision> Revisions);
