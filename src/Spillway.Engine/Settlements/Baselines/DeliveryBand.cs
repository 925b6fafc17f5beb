using Spillway.Units;

namespace Spillway.Engine.Settlements.Baselines;

/// <summary>Between which shares of an instruction a delivery counts.</summary>
/// <param name="Least">The least share; itself within.</param>
/// <param name="Most">The largest share; itself within.</param>
public readonly record struct DeliveryBand(Ratio Least, Ratio Most)
{
    /// <summary>95 to 150 %, as ERCOT asks of load resources that are not controllable (Protocols 8.1.1.4.3).</summary>
    public static DeliveryBand LoadResource { get; } = new(new(0.95m), new(1.50m));
}
