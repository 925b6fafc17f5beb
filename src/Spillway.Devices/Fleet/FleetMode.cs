using Spillway.Devices.Miners;
using Spillway.Units;

namespace Spillway.Devices.Fleet;

/// <summary>One way in which the machines of a group run, in the words of their driver.</summary>
/// <param name="Mode">The driver's mode; <see cref="MinerMode.Sleep"/> for off, <see cref="MinerMode.Unknown"/> for a mode that only
/// a power target reaches.</param>
/// <param name="Power">What a machine draws then, at its wall.</param>
public readonly record struct FleetMode(MinerMode Mode, Watts Power)
{
    /// <summary>What a machine hashes then; zero where the site file does not say.</summary>
    public TerahashesPerSecond Hashrate { get; init; }
}
