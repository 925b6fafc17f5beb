using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators;

/// <summary>What firmware of several makers derives from the same physics.</summary>
internal static class MachineMath
{
    /// <summary>The watts of the mode that is set, without a limit.</summary>
    public static double ModeWatts(this MachineBuild build, MachineMode mode) => (build.Find(mode) ?? build.Modes[0]).Watts;

    /// <summary>Whether it hashes or is on its way to.</summary>
    public static bool IsMining(this MachineSnapshot now) => now.Phase is MachinePhase.Tuning or MachinePhase.Ramping or MachinePhase.Hashing;

    public static int WorkingBoards(this MachineSnapshot now) => now.Boards.Count(isWell => isWell);

    /// <summary>The hottest sensor of a list; null for none.</summary>
    public static double? Hottest(this IReadOnlyCollection<double> sensors) => sensors.Count == 0 ? null : Math.Round(sensors.Max(), 1);

    /// <summary>Takes another mode or limit the way firmware does that starts its mining program anew.</summary>
    public static InstructionAnswer TellAndRestart(this EmulatedMachine machine, MachineInstruction instruction)
    {
        var answer = machine.Tell(instruction);
        if (answer is InstructionAnswer.Accepted && machine.Look().IsMining())
        {
            machine.Tell(new MachineInstruction.Restart());
        }

        return answer;
    }
}
