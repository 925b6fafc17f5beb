using System.Collections.Immutable;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>What a group draws and does at one instant, by the word of its machines.</summary>
/// <param name="PowerW">At the machines' walls, in W; a machine that says nothing counts with its nameplate.</param>
/// <param name="Producing">How many machines run and produce.</param>
/// <param name="Restarting">How many draw power and do not produce yet.</param>
public readonly record struct GroupDraw(long PowerW, int Producing, int Restarting)
{
    private const decimal WattsPerMegawatt = 1_000_000m;

    /// <summary>What that is at the grid connection.</summary>
    /// <param name="group">The group.</param>
    /// <returns>The site's overhead included.</returns>
    public Megawatts Power(PlantGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return new(PowerW * group.Load.OverheadRatio.Value / WattsPerMegawatt);
    }

    /// <summary>Adds up every group.</summary>
    internal static ImmutableArray<GroupDraw> Of(Plant plant, ReadOnlySpan<MachineState> machines)
    {
        var draws = new GroupDraw[plant.Groups.Length];
        for (var index = 0; index < draws.Length; index++)
        {
            var group = plant.Groups[index];
            var nameplate = new Nameplate(group);
            long power = 0;
            var producing = 0;
            var restarting = 0;
            foreach (ref readonly var machine in machines[group.FirstMachine..group.EndMachine])
            {
                power += nameplate.DrawnW(in machine);
                producing += machine.Condition == MachineCondition.Running ? 1 : 0;
                restarting += machine.Condition == MachineCondition.Starting ? 1 : 0;
            }

            draws[index] = new(power, producing, restarting);
        }

        return ImmutableArray.Create(draws);
    }
}
