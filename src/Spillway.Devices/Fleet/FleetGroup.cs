using System.Collections.Immutable;
using Spillway.Devices.Miners;

namespace Spillway.Devices.Fleet;

/// <summary>The machines of one load group.</summary>
/// <param name="Miners">Each machine through its driver, in the order of their numbers; null where nobody knows where it is or no
/// driver speaks to it.</param>
/// <param name="Capabilities">What they can do.</param>
/// <param name="Modes">The group's modes, off first.</param>
/// <param name="NormalModeIndex">Which of them is the normal one.</param>
public sealed record FleetGroup(
    ImmutableArray<IMiner?> Miners, MinerCapabilities Capabilities, ImmutableArray<FleetMode> Modes, int NormalModeIndex)
{
    /// <summary>The order that brings a machine into a mode.</summary>
    /// <param name="modeIndex">The mode; not off.</param>
    /// <returns>The order; null where the driver has none.</returns>
    public MinerCommand? Run(int modeIndex)
    {
        var mode = Modes[modeIndex];
        if (mode.Mode is MinerMode.Low or MinerMode.Normal or MinerMode.High
            && Capabilities.Can(MinerAction.SetMode) && Capabilities.Modes.Contains(mode.Mode))
        {
            return MinerCommand.Run(mode.Mode);
        }

        return Capabilities.Can(MinerAction.SetPower) ? MinerCommand.KeepTo(mode.Power) : null;
    }
}
