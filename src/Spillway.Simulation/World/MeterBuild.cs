namespace Spillway.Simulation.World;

/// <summary>How one meter is made and where it hangs.</summary>
/// <param name="VoltageVolts">Phase-to-neutral voltage it reports. Unit: V.</param>
/// <param name="FrequencyHertz">Grid frequency it reports. Unit: Hz.</param>
/// <param name="PowerFactor">Power factor it reports, −1 to 1 and not 0.</param>
public sealed record MeterBuild(double VoltageVolts, double FrequencyHertz, double PowerFactor)
{
    /// <summary>Power at which distortion has its full-load size. Unit: MW, above 0. Default: 2.5, a transformer of a 480 V hall.</summary>
    public double RatedMegawatts { get; init; } = 2.5;

    /// <summary>Total harmonic distortion of current at full load, as a ratio. Default: 0.05, power supplies that correct their power factor.</summary>
    public double CurrentDistortion { get; init; } = 0.05;

    /// <summary>Total harmonic distortion of voltage that comes from the grid, as a ratio. Default: 0.012.</summary>
    public double GridDistortion { get; init; } = 0.012;

    /// <summary>What the load's own harmonics add to it at full load, as a ratio. Default: 0.018.</summary>
    public double AddedDistortion { get; init; } = 0.018;

    /// <summary>A meter on a 480 V feeder of the North American grid: 277 V, 60 Hz, power factor 0.98.</summary>
    public static MeterBuild LowVoltageFeeder { get; } = new(277, 60, 0.98);
}
