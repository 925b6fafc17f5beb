using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Forecasts;
using Spillway.Units;

namespace Spillway.App.Console.Prices;

/// <summary>The prices that a page shows.</summary>
/// <param name="From">The beginning of yesterday.</param>
/// <param name="To">The end of today.</param>
/// <param name="At">Now, by the desk's clock.</param>
/// <param name="Interval">How long one real-time price holds.</param>
/// <param name="RealTime">The known real-time prices, in order.</param>
/// <param name="DayAhead">The known day-ahead prices, by the hour, in order.</param>
/// <param name="Forecast">What is expected, nearest first.</param>
public sealed record PricesSeen(
    Instant From,
    Instant To,
    Instant At,
    Duration Interval,
    ImmutableArray<(Instant Start, EnergyPrice Price)> RealTime,
    ImmutableArray<(Instant Start, EnergyPrice Price)> DayAhead,
    ImmutableArray<PriceBand> Forecast);
