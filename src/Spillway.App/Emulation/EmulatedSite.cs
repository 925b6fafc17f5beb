using System.Collections.Immutable;
using Spillway.App.Inventory;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.Faults;
using Spillway.Simulation.World;

namespace Spillway.App.Emulation;

/// <summary>A site file as a site that can be served: physics, addresses, devices, inventory.</summary>
public sealed class EmulatedSite : IDisposable
{
    private EmulatedSite(SimulatedSite physics, EmulatorOptions options, ImmutableArray<InventoryRow> rows, ImmutableArray<EmulatedStretch> stretches)
    {
        Physics = physics;
        Options = options;
        Rows = rows;
        Stretches = stretches;
    }

    /// <summary>The physics.</summary>
    public SimulatedSite Physics { get; }

    /// <summary>What a host serves.</summary>
    public EmulatorOptions Options { get; }

    /// <summary>The inventory, every low port where the standard has it.</summary>
    public ImmutableArray<InventoryRow> Rows { get; }

    /// <summary>Where what stands, for people.</summary>
    public ImmutableArray<EmulatedStretch> Stretches { get; }

    /// <summary>Builds a site in which everything has run steadily for days.</summary>
    /// <param name="site">The site file.</param>
    /// <param name="clock">The clock of its world.</param>
    /// <param name="seed">All its chance.</param>
    /// <param name="faultIntensity">Faults per machine and day, as <see cref="FaultSchedule"/> has it.</param>
    /// <param name="report">Told one line for each fault of an emulator itself.</param>
    /// <returns>The site.</returns>
    /// <exception cref="RefusedException"><see cref="EmulationErrors.NoEmulator"/>, <see cref="EmulationErrors.NoTls"/> or <see cref="EmulationErrors.TooManyMachines"/>.</exception>
    public static EmulatedSite Of(SiteDefinition site, IWorldTime clock, ulong seed, double faultIntensity, Action<string> report)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(clock);
        var start = clock.Now;
        var families = EmulatedFamilies.Create();
        var groups = PhysicalSites.Groups(site, driver => Family(families, driver), seed, start);
        var faults = FaultSchedule.Of(seed, faultIntensity, [.. groups.Select(group => group.Machines.Length)], start);
        var physics = new SimulatedSite(groups, new PhysicalMeter(MeterBuild.LowVoltageFeeder with { RatedMegawatts = (double)site.Site.Limits.Import.Value }), faults, start);
        var placed = new EmulatedPlacement(site, physics, families, new SiteTime(clock, physics));
        placed.Place();
        var grpc = families.Values.OfType<IGrpcFamily>().Where(family => groups.Any(group => group.Machines[0].Build.Family == family.Family));
        var options = new EmulatorOptions(placed.Devices, [.. grpc], EmulatorBinding.OneListenerAPort, report);
        return new(physics, options, placed.Rows, placed.Stretches);
    }

    /// <inheritdoc/>
    public void Dispose() => Physics.Dispose();

    private static void Family(ImmutableSortedDictionary<string, IEmulatedFamily> families, string? driver)
    {
        if (driver is null || !families.ContainsKey(driver))
        {
            throw new RefusedException(
                EmulationErrors.NoEmulator, $"driver '{driver ?? "none"}' cannot be emulated; there are {string.Join(", ", families.Keys)}.");
        }
    }
}
