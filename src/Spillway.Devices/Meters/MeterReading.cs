using NodaTime;
using Spillway.Units;

namespace Spillway.Devices.Meters;

/// <summary>What a meter says at one instant; null where it has no such register. Consumption positive.</summary>
/// <param name="Power">Active power, all phases.</param>
/// <param name="ImportedEnergy">Energy register of the import direction; only ever rises on a true meter.</param>
/// <param name="ExportedEnergy">Energy register of the export direction.</param>
/// <param name="VoltageVolts">Mean of the phase-to-neutral voltages. Unit: V.</param>
/// <param name="FrequencyHertz">Grid frequency. Unit: Hz.</param>
/// <param name="PowerFactor">Total power factor, −1 to 1.</param>
/// <param name="DeviceTime">The meter's own clock, where it tells one.</param>
public sealed record MeterReading(
    Megawatts? Power,
    MegawattHours? ImportedEnergy,
    MegawattHours? ExportedEnergy,
    decimal? VoltageVolts,
    decimal? FrequencyHertz,
    decimal? PowerFactor,
    Instant? DeviceTime)
{
    /// <summary>Currents and distortion.</summary>
    public MeterQuality Quality { get; init; } = MeterQuality.None;
}
