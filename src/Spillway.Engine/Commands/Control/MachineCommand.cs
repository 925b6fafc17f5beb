using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>One command to one machine.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Machine">The machine's number in the plant.</param>
/// <param name="Action">What to do.</param>
/// <param name="ModeIndex">The mode to run in, an index in the group's modes; 0 to sleep.</param>
/// <param name="Because">Why.</param>
public readonly record struct MachineCommand(CommandId Id, int Machine, ControlAction Action, int ModeIndex, Cause Because);
