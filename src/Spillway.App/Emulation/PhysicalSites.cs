using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Sites;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Spillway.Engine.Sites;
using Spillway.Simulation.World;

namespace Spillway.App.Emulation;

/// <summary>The machines and breakers of a site file as physics.</summary>
public static class PhysicalSites
{
    private const string Miner = "miner";

    /// <summary>Every feed of every load as a group, and after them the machines of the load that hang on no breaker.</summary>
    /// <param name="site">The site file.</param>
    /// <param name="check">Refuses the driver of a load of miners where it cannot be used; it is null for a load without one.</param>
    /// <param name="seed">The machines' chance.</param>
    /// <param name="start">When they begin to exist.</param>
    /// <returns>The groups in the order of the file.</returns>
    public static ImmutableArray<SimulatedGroup> Groups(SiteDefinition site, Action<string?> check, ulong seed, Instant start)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(check);
        var groups = ImmutableArray.CreateBuilder<SimulatedGroup>();
        var number = 0;
        for (var index = 0; index < site.Site.Loads.Length; index++)
        {
            var load = site.Site.Loads[index];
            var installed = site.Installation?.Loads[index];
            if (load.Kind == Miner)
            {
                check(installed?.Driver);
            }

            var family = installed?.Driver ?? "";
            var build = MachineBuilds.Of(load, family, installed?.Machine?.Name ?? load.Id.Text, Outlasts(family));
            var left = load.Machines;
            foreach (var feed in installed?.Feeds ?? [])
            {
                groups.Add(Group(load, feed.Id, Take(feed.Machines), new PhysicalBreaker(Breaker(feed.Breaker))));
            }

            if (left > 0)
            {
                groups.Add(Group(load, "", Take(left), null));
            }

            ImmutableArray<PhysicalMachine> Take(int count)
            {
                left -= count;
                var machines = ImmutableArray.CreateBuilder<PhysicalMachine>(count);
                for (; count > 0; count--)
                {
                    number++;
                    machines.Add(new(build, MachineIdentity.Of(number), SeededNoise.Bits(seed, number), start));
                }

                return machines.MoveToImmutable();
            }
        }

        return groups.ToImmutable();
    }

    private static bool Outlasts(string family)
    {
        using var drivers = new MinerDrivers(TimeProvider.System, TcpLimits.Default);
        return drivers.Find(family)?.Capabilities.SleepOutlastsReboot ?? true;
    }

    private static BreakerBuild Breaker(BreakerInstallation breaker) =>
        breaker.HasWatchdog ? BreakerBuild.WatchedContactor : BreakerBuild.AirCircuitBreaker;

    private static SimulatedGroup Group(LoadGroup load, string feed, ImmutableArray<PhysicalMachine> machines, PhysicalBreaker? breaker) =>
        new(load.Id.Text, feed, machines, breaker, (double)load.OverheadRatio.Value);
}
