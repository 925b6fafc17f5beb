using Spillway.Units;

namespace Spillway.Devices.Meters;

/// <summary>Currents and distortion that a meter tells, for all phases and by phase; null where it has no such register.</summary>
/// <param name="Current">Mean of the phases' currents, without a sign.</param>
/// <param name="VoltageDistortion">Total harmonic distortion of voltage, of the worst phase; 0.03 is 3 %, 0 to 10.</param>
/// <param name="CurrentDistortion">Total harmonic distortion of current, of the worst phase; 0 to 10.</param>
/// <param name="First">The first phase.</param>
/// <param name="Second">The second phase.</param>
/// <param name="Third">The third phase.</param>
public sealed record MeterQuality(
    Amperes? Current,
    Ratio? VoltageDistortion,
    Ratio? CurrentDistortion,
    MeterPhase First,
    MeterPhase Second,
    MeterPhase Third)
{
    /// <summary>A meter that tells none of it.</summary>
    public static MeterQuality None { get; } = new(null, null, null, default, default, default);

    /// <summary>The three phases in their order.</summary>
    public IEnumerable<MeterPhase> Phases => [First, Second, Third];
}
