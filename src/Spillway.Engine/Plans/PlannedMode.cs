using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>What a policy wants of one group in the coming interval, before limits and minimum times.</summary>
/// <param name="Group">The group.</param>
/// <param name="ModeIndex">Index in the group's modes; 0 is off.</param>
/// <param name="Machines">How many shall run; 0 where the mode is off.</param>
/// <param name="Reason">Why.</param>
public readonly record struct PlannedMode(GroupId Group, int ModeIndex, int Machines, Reason Reason);
