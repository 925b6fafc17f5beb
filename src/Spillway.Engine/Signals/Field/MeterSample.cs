using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Signals.Field;

/// <summary>What the site meter said.</summary>
/// <param name="At">When it measured.</param>
/// <param name="Power">At the grid connection, consumption positive.</param>
public readonly record struct MeterSample(Instant At, Megawatts Power);
