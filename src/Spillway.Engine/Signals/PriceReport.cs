using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Signals;

/// <summary>The price of one interval, as it became known.</summary>
/// <param name="Start">The interval's start.</param>
/// <param name="Price">At the site's settlement point.</param>
/// <param name="Peers">The same interval's prices at the points of <see cref="PriceHistory.Points"/>, in that order;
/// NaN where a point has none. Estimates are made from these, money never.</param>
public sealed record PriceReport(Instant Start, EnergyPrice Price, ImmutableArray<double> Peers);
