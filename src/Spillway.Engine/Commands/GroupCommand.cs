using Spillway.Engine.Plans;
using Spillway.Units;

namespace Spillway.Engine.Commands;

/// <summary>What one group does in one interval, after minimum times, import limit and ramps.</summary>
/// <param name="Group">The group.</param>
/// <param name="ModeIndex">The mode of the machines that run; 0 where none does.</param>
/// <param name="ModeName">That mode's name.</param>
/// <param name="Machines">How many run; among them those that have no power now, should it come back.</param>
/// <param name="Power">What the group draws then, off machines included and those without power left out.</param>
/// <param name="Reason">Why.</param>
public sealed record GroupCommand(
    GroupId Group, int ModeIndex, string ModeName, int Machines, Megawatts Power, Reason Reason);
