using Spillway.Units;

namespace Spillway.Engine.Signals.Field;

/// <summary>What changed about a machine: its state as it is now, told only when it differs from what was told before.</summary>
/// <param name="Machine">Its number in the plant.</param>
/// <param name="Condition">How it is.</param>
/// <param name="ModeIndex">The mode it runs in, an index in its group's modes; 0 where it does not run.</param>
/// <param name="Power">What it draws at its wall, rounded by whoever measured it; null where it does not say. Of a lost
/// machine: what it drew last.</param>
public readonly record struct MachineNote(int Machine, MachineCondition Condition, int ModeIndex, Watts? Power);
