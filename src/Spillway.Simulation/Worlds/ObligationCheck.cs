using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Simulation.Worlds;

/// <summary>Checks that economics take nothing off that an obligation needs: neither a machine nor a part of one by a lower mode.</summary>
public static class ObligationCheck
{
    /// <summary>Looks at a turn.</summary>
    /// <param name="plant">The plant.</param>
    /// <param name="before">What was before it.</param>
    /// <param name="turn">The turn.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    // Machines told once more what they were told already are not cut anew; and where a ceiling has to be kept as well, whole
    // machines may leave the site less than one of them below the floor.
    public static string? Of(Plant plant, ControlState before, ControlTurn turn)
    {
        ArgumentNullException.ThrowIfNull(plant);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(turn);
        var slack = turn.Bounds.CeilingBy is null ? Megawatts.Zero : plant.LargestMachine;
        if (turn.Bounds.FloorBy is not { } by || turn.Expected >= turn.Bounds.Floor - slack || turn.Expected >= before.Expected)
        {
            return null;
        }

        var cut = turn.Machines.FirstOrDefault(command => command.Because.Kind is CauseKind.Economics or CauseKind.Canary && IsCut(plant, before, command));
        return cut.Id == CommandId.None ? null
            : $"economics told machine {cut.Machine} to {(cut.Action == ControlAction.Sleep ? "sleep" : $"run in mode {cut.ModeIndex}")} although {by} asks for {turn.Bounds.Floor} MW; {before.Expected} MW became {turn.Expected} MW by {turn.Machines.Length} commands";
    }

    private static bool IsCut(Plant plant, ControlState before, MachineCommand command)
    {
        var machine = before.Machines[command.Machine];
        if (command.Action == ControlAction.Sleep)
        {
            return machine.Told != ControlAction.Sleep;
        }

        var modes = plant.Groups[plant.GroupOfMachine[command.Machine]].Load.Modes;
        var mode = machine.Told is not null ? machine.ToldMode : machine.Condition is MachineCondition.Running or MachineCondition.Starting ? machine.ModeIndex : 0;
        return command.Action is ControlAction.SetMode or ControlAction.Wake && modes[command.ModeIndex].Power < modes[mode].Power;
    }
}
