using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Simulation.World;

/// <summary>How a machine is built; one for all machines of a group. Powers are at the plug, without the site's overhead.</summary>
public sealed record MachineBuild
{
    /// <summary>The protocol family that it speaks, as the drivers name it: <c>antminer</c>, <c>whatsminer</c>, …</summary>
    public required string Family { get; init; }

    /// <summary>The maker's name of the machine, such as <c>Antminer S19 XP</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The firmware's version; the family fills in its own where this is empty.</summary>
    public string Firmware { get; init; } = "";

    /// <summary>The modes that it has; normal is among them.</summary>
    public required ImmutableArray<ModeFigures> Modes { get; init; }

    /// <summary>Drawn while it sleeps: controller and supply. Unit: W.</summary>
    public double SleepWatts { get; init; } = 25;

    /// <summary>The lowest power limit that it takes. Unit: W.</summary>
    public double LeastWatts => Modes.Min(mode => mode.Watts) / 2;

    /// <summary>The highest power limit that it takes: the nameplate of its supply. Unit: W.</summary>
    public double NameplateWatts => Modes.Max(mode => mode.Watts) * 1.1;

    /// <summary>From power on until the controller answers and hashing begins to be set up.</summary>
    public Duration BootTime { get; init; } = Duration.FromSeconds(60);

    /// <summary>Setting up and tuning the chips: draws most of its power and makes nothing.</summary>
    public Duration TuneTime { get; init; } = Duration.FromSeconds(120);

    /// <summary>From the first hash to the full rate.</summary>
    public Duration RampUpTime { get; init; } = Duration.FromSeconds(60);

    /// <summary>From the order to sleep until only <see cref="SleepWatts"/> are drawn.</summary>
    public Duration RampDownTime { get; init; } = Duration.FromSeconds(10);

    /// <summary>Drawn on top while the supply charges after its feed closes. Unit: W.</summary>
    public double InrushWatts { get; init; }

    /// <summary>How long the supply charges.</summary>
    public Duration InrushTime { get; init; } = Duration.FromMilliseconds(500);

    /// <summary>Whether a machine told to sleep still sleeps after a reboot or a power cut.</summary>
    public bool SleepOutlastsPowerCut { get; init; } = true;

    /// <summary>Hash boards.</summary>
    public int Boards { get; init; } = 3;

    /// <summary>Fans; 0 where liquid cools it.</summary>
    public int Fans { get; init; } = 4;

    /// <summary>The user whose password opens it.</summary>
    public string User { get; init; } = "root";

    /// <summary>The password that opens it.</summary>
    public string Password { get; init; } = "root";

    /// <summary>The worker's name at the pool.</summary>
    public string Worker { get; init; } = "site.worker";

    /// <summary>A machine with one mode, and everything else as usual.</summary>
    /// <param name="family">The protocol family.</param>
    /// <param name="model">The maker's name of it.</param>
    /// <param name="watts">Normal mode. Unit: W.</param>
    /// <param name="hashrateThPerS">Normal mode. Unit: TH/s.</param>
    /// <returns>The build.</returns>
    public static MachineBuild Of(string family, string model, double watts, double hashrateThPerS) =>
        new() { Family = family, Model = model, Modes = [new(MachineMode.Normal, watts, hashrateThPerS)], InrushWatts = watts * 0.2 };

    /// <summary>The figures of a mode; null where the machine does not have it.</summary>
    /// <param name="mode">The mode.</param>
    /// <returns>Its figures.</returns>
    public ModeFigures? Find(MachineMode mode) => Modes.FirstOrDefault(figures => figures.Mode == mode);
}
