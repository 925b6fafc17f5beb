namespace Spillway.Simulation.World;

/// <summary>How one meter is made and where it hangs.</summary>
/// <param name="VoltageVolts">Phase-to-neutral voltage it reports. Unit: V.</param>
/// <param name="FrequencyHertz">Grid frequency it reports. Unit: Hz.</param>
/// <param name="PowerFactor">Power factor it reports, −1 to 1.</param>
public sealed record MeterBuild(double VoltageVolts, double FrequencyHertz, double PowerFactor)
{
    /// <summary>A meter on a 480 V feeder of the North American grid: 277 V, 60 Hz, power factor 0.98.</summary>
    public static MeterBuild LowVoltageFeeder { get; } = new(277, 60, 0.98);
}
