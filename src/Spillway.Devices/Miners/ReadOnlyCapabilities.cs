using NodaTime;

namespace Spillway.Devices.Miners;

/// <summary>What a machine can do that is only read.</summary>
internal static class ReadOnlyCapabilities
{
    public static MinerCapabilities Of(PowerGrade grade) => new([], [MinerMode.Normal], Duration.Zero, Duration.Zero, grade, SleepOutlastsReboot: false, MostConnections: 1);
}
