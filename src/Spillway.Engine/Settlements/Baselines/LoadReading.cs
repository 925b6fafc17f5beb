using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Baselines;

/// <summary>What a site drew in one metered interval, as its mean power.</summary>
/// <param name="Start">When the interval began, UTC.</param>
/// <param name="Power">Consumption positive.</param>
public readonly record struct LoadReading(Instant Start, Megawatts Power);
