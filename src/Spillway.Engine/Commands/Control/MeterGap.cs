using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Learns what the meter says beyond the data sheets, so that a ceiling holds at the meter and not on paper.</summary>
internal static class MeterGap
{
    private const decimal WattsPerMegawatt = 1_000_000m;

    // A meter needs a moment to show what machines and feeds have done.
    private static readonly Duration _meterTime = Duration.FromSeconds(3);

    /// <summary>The state with what a new sample teaches.</summary>
    public static ControlState Learnt(Plant plant, ControlState observed, MeterSample? sample) => sample is not { } meter ? observed
        : observed.IsSettled ? LearntAtRest(plant, observed, meter.Power)
        : LearntInMotion(plant, observed, meter.Power);

    private static ControlState LearntAtRest(Plant plant, ControlState observed, Megawatts metered)
    {
        var nominal = Megawatts.Zero;
        for (var group = 0; group < plant.Groups.Length; group++)
        {
            nominal += observed.Draws[group].Nominal(plant.Groups[group]);
        }

        var gap = metered - nominal;
        gap = gap < Megawatts.Zero ? Megawatts.Zero : gap;
        var isAbove = metered > observed.Bounds.Ceiling && gap > observed.Unexplained;
        var tolerated = nominal * plant.Rules.MeterTolerance.Value;
        var isFar = gap > observed.Unexplained + tolerated || gap + tolerated < observed.Unexplained;
        return isAbove || isFar ? observed with { Unexplained = gap } : observed;
    }

    // Some machine of a large site is always on its way. What the meter says above a ceiling and beyond the most that all of them may
    // draw by now is nobody's all the same.
    private static ControlState LearntInMotion(Plant plant, ControlState observed, Megawatts metered)
    {
        if (metered <= observed.Bounds.Ceiling)
        {
            return observed;
        }

        var gap = metered - Most(plant, observed);
        return gap > observed.Unexplained ? observed with { Unexplained = gap } : observed;
    }

    private static Megawatts Most(Plant plant, ControlState observed)
    {
        var most = Megawatts.Zero;
        foreach (var group in plant.Groups)
        {
            var nameplate = new Nameplate(group);
            long watts = 0;
            foreach (ref readonly var machine in observed.Machines.AsSpan()[group.FirstMachine..group.EndMachine])
            {
                watts += IsOnItsWay(in machine, group.Abilities, observed.Now) ? nameplate.MostW : Math.Max(nameplate.NominalW(in machine), nameplate.DrawnW(in machine));
            }

            most += new Megawatts(watts * group.Load.OverheadRatio.Value / WattsPerMegawatt);
        }

        return most;
    }

    // One that is seen to sleep or to run may still be on the way to the power that belongs to it.
    private static bool IsOnItsWay(in MachineState machine, MachineAbilities abilities, Instant now) => machine.Condition switch
    {
        MachineCondition.Starting => true,
        MachineCondition.Unpowered => now < machine.Since + _meterTime,
        _ => machine.Told is not null
            && (!machine.Follows || now < machine.ToldAt + _meterTime + (machine.ToldMode == LoadGroup.OffIndex ? abilities.SleepWithin : abilities.HashWithin)),
    };
}
