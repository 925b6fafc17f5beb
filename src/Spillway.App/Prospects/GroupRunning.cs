using Spillway.Units;

namespace Spillway.App.Prospects;

/// <summary>How a group runs, in truth or supposed.</summary>
/// <param name="Group">The group.</param>
/// <param name="Mode">The highest mode in which machines run; that of off where none does.</param>
/// <param name="Machines">How many run, in this mode or a lower one.</param>
/// <param name="Power">What the group draws.</param>
/// <param name="Revenue">What its production earns in an hour, restarts over.</param>
public sealed record GroupRunning(GroupId Group, string Mode, int Machines, Megawatts Power, Money Revenue);
