using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;

namespace Spillway.App.Boards;

/// <summary>How many machines are in which condition.</summary>
/// <param name="Running">Draw power and produce.</param>
/// <param name="Starting">Draw power and do not produce yet.</param>
/// <param name="Asleep">Told to sleep.</param>
/// <param name="Unpowered">Behind an open feed.</param>
/// <param name="Lost">Do not answer.</param>
/// <param name="Unknown">Not yet heard.</param>
public readonly record struct ConditionCounts(int Running, int Starting, int Asleep, int Unpowered, int Lost, int Unknown)
{
    /// <summary>Counts machines.</summary>
    /// <param name="machines">The machines.</param>
    public static ConditionCounts Of(ReadOnlySpan<MachineState> machines)
    {
        Span<int> counts = stackalloc int[(int)MachineCondition.Unpowered + 1];
        foreach (ref readonly var machine in machines)
        {
            counts[(int)machine.Condition]++;
        }

        return new(
            counts[(int)MachineCondition.Running], counts[(int)MachineCondition.Starting], counts[(int)MachineCondition.Asleep],
            counts[(int)MachineCondition.Unpowered], counts[(int)MachineCondition.Lost], counts[(int)MachineCondition.Unknown]);
    }
}
