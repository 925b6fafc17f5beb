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
    string Source)
{
    /// <summary>Whether every figure of the rule is known.</summary>
    public bool IsKnown => Intervals.IsKnown && Threshold.IsKnown && Cap.IsKnown && Floor.IsKnown && TradingDayStart.IsKnown;

    /// <summary>A price as it is once prices are administered.</summary>
    /// <param name="price">The price without administration.</param>
    /// <returns>The price, not above the cap and not below the floor.</returns>
    /// <exception cref="RefusedException">Cap or floor is not known.</exception>
    public EnergyPrice Administered(EnergyPrice price) =>
        price > Cap.Required() ? Cap.Required() : price < Floor.Required() ? Floor.Required() : price;
}
