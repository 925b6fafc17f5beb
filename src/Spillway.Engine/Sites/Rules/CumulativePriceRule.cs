using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Rules;

/// <summary>A limit on the sum of recent prices, and what prices become once it is passed.</summary>
/// <param name="Intervals">How many settlement intervals are summed.</param>
/// <param name="Threshold">The sum above which prices are administered.</param>
/// <param name="Cap">The highest administered price.</param>
/// <param name="Floor">The lowest administered price.</param>
/// <param name="TradingDayStart">When a trading day begins, in market time: administered prices end with one.</param>
/// <param name="Source">Where this is written.</param>
public sealed record CumulativePriceRule(
    RuleValue<int> Intervals,
    RuleValue<EnergyPrice> Threshold,
    RuleValue<EnergyPrice> Cap,
    RuleValue<EnergyPrice> Floor,
    RuleValue<LocalTime> TradingDayStart,
    string Source);
