using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites;

namespace Spillway.Simulation.World;

/// <summary>What a load of the site file is as a machine that can be touched.</summary>
public static class MachineBuilds
{
    private const double InrushShare = 0.2;
    private const double TuningShareOfRestart = 2.0 / 3.0;

    /// <summary>Builds the machine of a load: its modes, what it draws asleep, how long a restart takes.</summary>
    /// <param name="group">The load.</param>
    /// <param name="family">The protocol family that it speaks.</param>
    /// <param name="model">The maker's name of the machine.</param>
    /// <param name="sleepOutlastsPowerCut">Whether the family remembers that it was told to sleep.</param>
    /// <returns>The build. Two thirds of <c>restart_minutes</c> tune the machine, the rest ramps it up; a load without them takes three
    /// minutes, and one without <c>sleep_w</c> draws 25 W asleep.</returns>
    public static MachineBuild Of(LoadGroup group, string family, string model, bool sleepOutlastsPowerCut)
    {
        ArgumentNullException.ThrowIfNull(group);
        var normal = group.Modes[group.NormalModeIndex];
        var build = MachineBuild.Of(family, model, (double)normal.Power.Value, (double)normal.HashRate.Value) with
        {
            Modes = Modes(group),
            InrushWatts = InrushShare * (double)normal.Power.Value,
            SleepOutlastsPowerCut = sleepOutlastsPowerCut,
            Worker = $"{group.Id}.worker",
        };
        var asleep = (double)group.Modes[LoadGroup.OffIndex].Power.Value;
        build = asleep > 0 ? build with { SleepWatts = asleep } : build;
        var restart = Duration.FromMinutes((double)group.RestartTime.Value);
        return restart > Duration.Zero
            ? build with { TuneTime = restart * TuningShareOfRestart, RampUpTime = restart * (1 - TuningShareOfRestart) }
            : build;
    }

    /// <summary>The mode of a machine that a mode of the site file stands for.</summary>
    /// <param name="group">The load.</param>
    /// <param name="modeIndex">Index of a running mode in its modes.</param>
    /// <returns>Normal for the normal one, low for one that draws less, high for one that draws more.</returns>
    public static MachineMode ModeOf(LoadGroup group, int modeIndex)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (modeIndex == group.NormalModeIndex)
        {
            return MachineMode.Normal;
        }

        return group.Modes[modeIndex].Power < group.Modes[group.NormalModeIndex].Power ? MachineMode.Low : MachineMode.High;
    }

    // A machine has one mode of each kind: of several lower or higher ones the first in the file is the machine's.
    private static ImmutableArray<ModeFigures> Modes(LoadGroup group) =>
    [
        .. Enumerable.Range(0, group.Modes.Length)
            .Where(index => index != LoadGroup.OffIndex)
            .Select(index => new ModeFigures(ModeOf(group, index), (double)group.Modes[index].Power.Value, (double)group.Modes[index].HashRate.Value))
            .DistinctBy(figures => figures.Mode)
            .OrderBy(figures => figures.Mode),
    ];
}
