using Spillway.Units;

namespace Spillway.Engine.Sites.Rules;

/// <summary>The steps that offers are made in.</summary>
/// <param name="Market">Which offers: <c>day-ahead</c>, <c>real-time</c>.</param>
/// <param name="PriceStep">Prices are whole multiples of this, in the market's currency per MWh.</param>
/// <param name="QuantityStep">Quantities are whole multiples of this.</param>
/// <param name="SegmentsAtMost">How many steps an offer curve may have.</param>
/// <param name="BlockAtMost">The largest block.</param>
/// <param name="Source">Where this is written.</param>
public sealed record OfferRule(
    string Market,
    RuleValue<EnergyPrice> PriceStep,
    RuleValue<Megawatts> QuantityStep,
    RuleValue<int> SegmentsAtMost,
    RuleValue<Megawatts> BlockAtMost,
    string Source);
