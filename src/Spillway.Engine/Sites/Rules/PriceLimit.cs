using Spillway.Units;

namespace Spillway.Engine.Sites.Rules;

/// <summary>One limit on prices or offers.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Value">The limit, in the market's currency per MWh (an ancillary price: per MW and hour).</param>
/// <param name="Source">Where this is written.</param>
public sealed record PriceLimit(PriceLimitKind Kind, RuleValue<EnergyPrice> Value, string Source);
