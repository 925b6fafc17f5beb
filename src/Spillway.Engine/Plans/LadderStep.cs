using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>One step up a group's ladder of modes.</summary>
/// <param name="FromModeIndex">The mode below.</param>
/// <param name="ToModeIndex">The mode above, which draws more.</param>
/// <param name="Rise">How much more one machine draws.</param>
/// <param name="Worth">What a MWh of that rise earns: Δrevenue ÷ ΔMWh.</param>
public readonly record struct LadderStep(int FromModeIndex, int ToModeIndex, Megawatts Rise, EnergyPrice Worth);
