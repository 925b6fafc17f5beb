using Spillway.Units;

namespace Spillway.Devices.Meters;

/// <summary>What a meter says of one phase; null where it does not tell it by phase.</summary>
/// <param name="VoltageVolts">Phase to neutral. Unit: V.</param>
/// <param name="Current">Its current, without a sign whichever way the power flows.</param>
/// <param name="VoltageDistortion">Total harmonic distortion of its voltage; 0.03 is 3 %, 0 to 10.</param>
/// <param name="CurrentDistortion">Total harmonic distortion of its current; 0 to 10. It is large where little flows.</param>
public readonly record struct MeterPhase(decimal? VoltageVolts, Amperes? Current, Ratio? VoltageDistortion, Ratio? CurrentDistortion)
{
    /// <summary>Whether the meter tells anything of this phase.</summary>
    public bool IsTold => VoltageVolts is not null || Current is not null || VoltageDistortion is not null || CurrentDistortion is not null;
}
