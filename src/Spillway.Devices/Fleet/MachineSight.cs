using Spillway.Devices.Miners;
using Spillway.Engine.Signals.Field;
using Spillway.Units;

namespace Spillway.Devices.Fleet;

/// <summary>How a machine is, in the words of the control pass.</summary>
/// <param name="Condition">How it is.</param>
/// <param name="ModeIndex">The mode it runs in; 0 where it does not run.</param>
/// <param name="Power">What it draws at its wall; null where it does not say.</param>
internal readonly record struct MachineSight(MachineCondition Condition, int ModeIndex, Watts? Power)
{
    /// <summary>Below this share of normal power a machine that does not say how it runs is taken for asleep.</summary>
    private const decimal AsleepShare = 0.25m;

    /// <summary>Watts closer to those told before than this share of normal power are the same.</summary>
    private const decimal SameShare = 0.025m;

    /// <summary>Machines of 500 W and more are told in steps of 10 W, smaller ones in steps of half a watt.</summary>
    private const decimal LargeFrom = 500m;

    /// <summary>Not heard of yet.</summary>
    public static MachineSight Unknown => default;

    /// <summary>Reads a machine's answer.</summary>
    /// <param name="group">Its group.</param>
    /// <param name="reading">What it said.</param>
    /// <returns>How it is, its watts as it said them.</returns>
    public static MachineSight Of(FleetGroup group, MinerReading reading)
    {
        var power = reading.PowerGrade is PowerGrade.Measured or PowerGrade.Estimated ? reading.Power : null;
        var normal = group.Modes[group.NormalModeIndex].Power;
        var isHashing = reading.Hashrate is { } rate && rate > TerahashesPerSecond.Zero;
        var draws = power is { } watts && watts > normal * AsleepShare;
        // Sleep is believed unless the machine's own measured watts say that it draws: some fields stand still while it sleeps,
        // and those are not measured.
        var sleeps = reading.Mode == MinerMode.Sleep
            ? !(reading.PowerGrade == PowerGrade.Measured && draws)
            : !isHashing && power is not null && !draws;
        return sleeps ? new(MachineCondition.Asleep, 0, power)
            : isHashing ? new(MachineCondition.Running, Mode(group, reading.Mode), power)
            : new(MachineCondition.Starting, Mode(group, reading.Mode), power);
    }

    /// <summary>The same with other watts, in the steps in which they are told.</summary>
    /// <param name="group">The machine's group.</param>
    /// <param name="power">The watts.</param>
    /// <returns>What is told.</returns>
    public MachineSight Drawing(FleetGroup group, Watts? power) => this with { Power = Rounded(power, group.Modes[group.NormalModeIndex].Power) };

    /// <summary>Whether the difference to what was told before is worth telling.</summary>
    /// <param name="group">The machine's group.</param>
    /// <param name="told">What was told last.</param>
    /// <returns>False where only the watts differ, and by less than they waver.</returns>
    public bool DiffersFrom(FleetGroup group, MachineSight told)
    {
        if (Condition != told.Condition || ModeIndex != told.ModeIndex || Power.HasValue != told.Power.HasValue)
        {
            return true;
        }

        return Power is { } now && told.Power is { } before
            && decimal.Abs((now - before).Value) >= decimal.Max(Step(group.Modes[group.NormalModeIndex].Power), group.Modes[group.NormalModeIndex].Power.Value * SameShare);
    }

    private static int Mode(FleetGroup group, MinerMode mode)
    {
        for (var index = 1; index < group.Modes.Length; index++)
        {
            if (group.Modes[index].Mode == mode && mode is not (MinerMode.Unknown or MinerMode.Sleep))
            {
                return index;
            }
        }

        return group.NormalModeIndex;
    }

    private static Watts? Rounded(Watts? power, Watts normal) =>
        power is { } watts ? new Watts(decimal.Round(watts.Value / Step(normal), MidpointRounding.AwayFromZero) * Step(normal)) : null;

    private static decimal Step(Watts normal) => normal.Value >= LargeFrom ? 10m : 0.5m;
}
