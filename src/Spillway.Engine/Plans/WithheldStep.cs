using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>Machines that a demand curve does not offer, because more valuable ones use up the import limit.</summary>
/// <param name="Group">The group.</param>
/// <param name="ToModeIndex">The mode they would have gone to.</param>
/// <param name="Machines">How many; at least one.</param>
/// <param name="Price">What a MWh of theirs would earn.</param>
public sealed record WithheldStep(GroupId Group, int ToModeIndex, int Machines, EnergyPrice Price);
