using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>A price and its name.</summary>
/// <param name="Id">Where it came from.</param>
/// <param name="Price">The price.</param>
public readonly record struct KnownPrice(PriceId Id, EnergyPrice Price);
