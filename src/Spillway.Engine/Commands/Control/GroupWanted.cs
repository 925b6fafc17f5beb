namespace Spillway.Engine.Commands.Control;

/// <summary>How a group is wanted in this pass.</summary>
/// <param name="ModeIndex">The mode of those that shall run; 0 where none shall.</param>
/// <param name="Machines">How many shall run now, after ramp and restore.</param>
/// <param name="Target">How many shall run in the end.</param>
/// <param name="Because">The reason in force.</param>
public readonly record struct GroupWanted(int ModeIndex, int Machines, int Target, Cause Because);
