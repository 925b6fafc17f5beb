using Spillway.Units;

namespace Spillway.Engine.Signals;

/// <summary>Power bought ahead that goes back to the market where it is not drawn, below the market's price.</summary>
/// <remarks>What it was bought for is no part of it: that is owed either way.</remarks>
/// <param name="Power">How much, in an interval to decide; consumption uses the tiers in their order.</param>
/// <param name="Spread">What the buyer pays less than the market, per MWh; zero or more.</param>
public readonly record struct SellBackTier(Megawatts Power, EnergyPrice Spread);
