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
        : LearntInMotion(plant, observed, meter);

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
    // draw by now is nobody's all the same; and no more is than what it says beyond the least.
    private static ControlState LearntInMotion(Plant plant, ControlState observed, MeterSample meter)
    {
        var metered = meter.Power;
        if (metered <= observed.Bounds.Ceiling && observed.Unexplained == Megawatts.Zero)
        {
            return observed;
        }

        var (least, most) = Between(plant, observed, CeilingWatch.SampledAt(observed, meter));
        if (metered > observed.Bounds.Ceiling && metered - most > observed.Unexplained)
        {
            return observed with { Unexplained = metered - most };
        }

        var gap = metered < least ? Megawatts.Zero : metered - least;
        return gap + (most * plant.Rules.MeterTolerance.Value) < observed.Unexplained ? observed with { Unexplained = gap } : observed;
    }

    private static (Megawatts Least, Megawatts Most) Between(Plant plant, ControlState observed, Instant sampledAt)
    {
        var (least, most) = (Megawatts.Zero, Megawatts.Zero);
        foreach (var group in plant.Groups)
        {
            var nameplate = new Nameplate(group);
            var (leastW, mostW) = (0L, 0L);
            foreach (ref readonly var machine in observed.Machines.AsSpan()[group.FirstMachine..group.EndMachine])
            {
                var isMarked = machine.IsMarked(group, plant.Rules, observed.Now);
                var isHeard = machine.Condition is not (MachineCondition.Lost or MachineCondition.Unknown);
                var isSteady = isHeard && (isMarked || !IsOnItsWay(in machine, group.Abilities, sampledAt));
                leastW += isSteady ? Math.Min(nameplate.NominalW(in machine), nameplate.DrawnW(in machine)) : 0;
                mostW += isMarked && machine.IsStuck(group, plant.Rules, observed.Now) ? nameplate.DrawnW(in machine)
                    : isSteady ? SteadyW(in machine, in nameplate, isMarked)
                    : MostW(in machine, in nameplate, group.Abilities, sampledAt);
            }

            least += InMegawatts(group, leastW);
            most += InMegawatts(group, mostW);
        }

        return (least, most);
    }

    private static Megawatts InMegawatts(PlantGroup group, long watts) => new(watts * group.Load.OverheadRatio.Value / WattsPerMegawatt);

    // As it counts against a ceiling: by the data sheet. What it says itself beyond that has to come off like what nobody's machine draws.
    private static int SteadyW(in MachineState machine, in Nameplate nameplate, bool isMarked)
    {
        var aim = isMarked || machine.Condition == MachineCondition.Unpowered ? LoadGroup.OffIndex : machine.Aim(nameplate.NormalMode);
        return Math.Max(nameplate.NominalW(in machine), aim == LoadGroup.OffIndex ? 0 : nameplate.InModeW(aim));
    }

    // One that comes down may still draw the most that it can; one that comes up no more than it will.
    private static int MostW(in MachineState machine, in Nameplate nameplate, MachineAbilities abilities, Instant sampledAt)
    {
        var mayComeDown = machine.Condition == MachineCondition.Unpowered
            || (machine.Told is not null && sampledAt < machine.ToldAt + _meterTime + abilities.SleepWithin);
        return mayComeDown ? nameplate.MostW : SteadyW(in machine, in nameplate, isMarked: false);
    }

    // One that is seen to sleep or to run may still be on the way to the power that belongs to it.
    private static bool IsOnItsWay(in MachineState machine, MachineAbilities abilities, Instant sampledAt) => machine.Condition switch
    {
        MachineCondition.Starting => true,
        MachineCondition.Unpowered => sampledAt < machine.Since + _meterTime,
        _ => machine.Told is not null
            && sampledAt < machine.ToldAt + _meterTime + (machine.ToldMode == LoadGroup.OffIndex ? abilities.SleepWithin : abilities.HashWithin),
    };
}
