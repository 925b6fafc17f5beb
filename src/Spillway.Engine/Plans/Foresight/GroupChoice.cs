namespace Spillway.Engine.Plans.Foresight;

/// <summary>How one group runs in one interval of a plan.</summary>
/// <param name="ModeIndex">Index in the group's modes; 0 is off.</param>
/// <param name="Machines">How many run; 0 where the mode is off.</param>
public readonly record struct GroupChoice(int ModeIndex, int Machines);
