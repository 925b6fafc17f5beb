using NodaTime;

namespace Spillway.Engine.Sites.Plants;

/// <summary>A load group as the field has it: which machines it is, and what they can be told.</summary>
/// <param name="Load">The group.</param>
/// <param name="FirstMachine">The number of its first machine; the others follow.</param>
/// <param name="Abilities">What its machines can do.</param>
public sealed record PlantGroup(LoadGroup Load, int FirstMachine, MachineAbilities Abilities)
{
    /// <summary>The number after its last machine.</summary>
    public int EndMachine => FirstMachine + Load.Machines;

    /// <summary>How long a start takes: as the driver declares, or as the site file says where that is longer.</summary>
    public Duration StartWithin => Duration.Max(Abilities.HashWithin, Duration.FromNanoseconds((double)(Load.RestartTime.Value * NodaConstants.NanosecondsPerMinute)));
}
