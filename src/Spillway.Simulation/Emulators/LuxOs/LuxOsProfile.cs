using System.Collections.Immutable;
using System.Globalization;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.LuxOs;

/// <summary>One of the fixed pairs of frequency and voltage that the firmware offers, with what it makes of them.</summary>
internal sealed record LuxOsProfile(string Name, int Step, double Watts, double HashrateThPerS)
{
    private const int Lowest = -10;
    private const int Highest = 2;
    private const int DefaultMegahertz = 500;
    private const int StepMegahertz = 25;
    private const double StepShare = 0.05;

    public static ImmutableArray<LuxOsProfile> All(MachineBuild build)
    {
        var full = build.Find(MachineMode.Normal) ?? build.Modes[0];
        return
        [
            .. from step in Enumerable.Range(Lowest, Highest - Lowest + 1)
               let share = 1 + (step * StepShare)
               where full.Watts * share >= build.LeastWatts && full.Watts * share <= build.NameplateWatts
               select new LuxOsProfile(step == 0 ? "default" : $"{DefaultMegahertz + (step * StepMegahertz)}MHz", step, full.Watts * share, full.HashrateThPerS * share),
        ];
    }

    /// <summary>By name, by step (<c>+1</c>) or by watts (<c>1188W</c>).</summary>
    public static LuxOsProfile? Find(MachineBuild build, string selector) => All(build).FirstOrDefault(one =>
        one.Name == selector || one.StepText == selector || string.Create(CultureInfo.InvariantCulture, $"{one.Watts:F0}W") == selector);

    public string StepText => Step > 0 ? string.Create(CultureInfo.InvariantCulture, $"+{Step}") : Step.ToString(CultureInfo.InvariantCulture);

    public CgminerRecord Record() => new CgminerRecord()
        .Whole("Frequency", DefaultMegahertz + (Step * StepMegahertz)).Number("Hashrate", HashrateThPerS, 1).Flag("IsDynamic", false).Flag("IsTuned", true)
        .Text("Profile Name", Name).Text("Step", StepText).Number("Voltage", 13.2 + (Step * 0.1), 2).Whole("Watts", (long)Math.Ceiling(Watts));
}
