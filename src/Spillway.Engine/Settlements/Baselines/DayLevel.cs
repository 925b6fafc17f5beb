using Spillway.Units;

namespace Spillway.Engine.Settlements.Baselines;

/// <summary>How a baseline is brought to the level of the event's own day: times a factor, plus an offset.</summary>
/// <param name="Factor">What the mean of the days is multiplied by; 1 where the adjustment is a difference.</param>
/// <param name="Offset">What is added after that; zero where the adjustment is a ratio.</param>
public readonly record struct DayLevel(Ratio Factor, Megawatts Offset)
{
    internal static DayLevel Unchanged { get; } = new(new(1m), Megawatts.Zero);

    internal Megawatts Apply(decimal megawatts) => new((megawatts * Factor.Value) + Offset.Value);
}
