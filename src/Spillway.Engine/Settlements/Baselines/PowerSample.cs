using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Baselines;

/// <summary>Power at an instant; it holds until the next sample.</summary>
/// <param name="At">When.</param>
/// <param name="Power">Consumption positive.</param>
public readonly record struct PowerSample(Instant At, Megawatts Power);
