using Spillway.Units;

namespace Spillway.Engine.Sites;

/// <summary>What one interval did to a group: where its machines are afterwards, and the quantities that money is
/// made from.</summary>
/// <param name="After">The machines at the interval's end.</param>
/// <param name="ModeIndex">The mode of the machines that ran; 0 where none did.</param>
/// <param name="Running">How many machines ran.</param>
/// <param name="Energy">Drawn from the grid, off and restarting machines included.</param>
/// <param name="ProducingMachineMinutes">Machines times minutes of production.</param>
/// <param name="RestartMachineMinutes">Machines times minutes that drew running power and produced nothing.</param>
/// <param name="Starts">Machines that were started.</param>
public readonly record struct GroupRun(
    GroupState After,
    int ModeIndex,
    int Running,
    ExactEnergy Energy,
    Minutes ProducingMachineMinutes,
    Minutes RestartMachineMinutes,
    int Starts)
{
    /// <summary>How many machines have no power at the interval's end and get none by a command: somebody else opened their feed, or it
    /// is locked out.</summary>
    public int Parted { get; init; }
}
