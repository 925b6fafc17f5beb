using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>What a group draws and does at one instant, by the word of its machines.</summary>
/// <param name="PowerW">At the machines' walls, in W; a machine that says nothing counts with its nameplate.</param>
/// <param name="NominalW">The same by the data sheet alone, in W.</param>
/// <param name="Producing">How many machines run and produce.</param>
/// <param name="Restarting">How many draw power and do not produce yet.</param>
/// <param name="InMotion">How many are on their way from one mode to another.</param>
public readonly record struct GroupDraw(long PowerW, long NominalW, int Producing, int Restarting, int InMotion)
{
    private const decimal WattsPerMegawatt = 1_000_000m;

    // A meter needs a moment to show what machines have done.
    private static readonly Duration _meterTime = Duration.FromSeconds(3);

    /// <summary>What that is at the grid connection.</summary>
    /// <param name="group">The group.</param>
    /// <returns>The site's overhead included.</returns>
    public Megawatts Power(PlantGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return InMegawatts(group, PowerW);
    }

    /// <summary>What its machines draw at the grid connection by the data sheet; those stuck in their start by their own word.</summary>
    internal Megawatts Nominal(PlantGroup group) => InMegawatts(group, NominalW);

    private static Megawatts InMegawatts(PlantGroup group, long watts) =>
        new(watts * group.Load.OverheadRatio.Value / WattsPerMegawatt);

    /// <summary>Adds up every group.</summary>
    internal static ImmutableArray<GroupDraw> Of(Plant plant, ReadOnlySpan<MachineState> machines, Instant now)
    {
        var draws = new GroupDraw[plant.Groups.Length];
        for (var index = 0; index < draws.Length; index++)
        {
            var group = plant.Groups[index];
            var nameplate = new Nameplate(group);
            long power = 0;
            long nominal = 0;
            var inMotion = 0;
            var producing = 0;
            var restarting = 0;
            foreach (ref readonly var machine in machines[group.FirstMachine..group.EndMachine])
            {
                power += nameplate.DrawnW(in machine);
                var isStuck = machine.IsStuck(group, plant.Rules, now);
                nominal += isStuck ? nameplate.DrawnW(in machine) : nameplate.NominalW(in machine);
                inMotion += IsInMotion(in machine, isStuck, group.Abilities, now) ? 1 : 0;
                producing += machine.Condition == MachineCondition.Running ? 1 : 0;
                restarting += machine.Condition == MachineCondition.Starting ? 1 : 0;
            }

            draws[index] = new(power, nominal, producing, restarting, inMotion);
        }

        return Writable.Done(draws);
    }

    private static bool IsInMotion(in MachineState machine, bool isStuck, MachineAbilities abilities, Instant now) =>
        (machine.Condition == MachineCondition.Starting && !isStuck)
        || (machine.Told is not null && (machine.Follows
            ? now < machine.ToldAt + _meterTime
            : now < machine.DueAt(abilities) + abilities.SleepWithin));
}
