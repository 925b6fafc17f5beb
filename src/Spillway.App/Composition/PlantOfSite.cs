using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Sites;
using Spillway.Devices.Fleet;
using Spillway.Devices.Miners;
using Spillway.Engine;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;

namespace Spillway.App.Composition;

/// <summary>The site as the control pass sees it: what the site file says, with what its drivers declare.</summary>
public static class PlantOfSite
{
    // A group whose driver declares no time cannot be told anything; the plant wants a time above zero all the same.
    private static readonly Duration _undeclared = Duration.FromSeconds(60);

    /// <summary>Describes the plant.</summary>
    /// <param name="site">The site.</param>
    /// <param name="drivers">The drivers.</param>
    /// <returns>The plant.</returns>
    public static Plant Of(SiteDefinition site, MinerDrivers drivers)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(drivers);
        Invariant.Holds(site.Installation is not null);
        var groups = ImmutableArray.CreateBuilder<PlantGroup>();
        var feeds = ImmutableArray.CreateBuilder<Feed>();
        var first = 0;

        // Where everything is told at once the last machine hears it so much later; no promise may be shorter than that.
        var telling = Duration.FromSeconds((double)(site.Site.Loads.Sum(load => load.Machines) / site.Installation.Desk.CommandsPerSecond));
        for (var index = 0; index < site.Site.Loads.Length; index++)
        {
            var load = site.Site.Loads[index];
            var installed = site.Installation.Loads[index];
            groups.Add(new(load, first, Abilities(load, Capabilities(installed, drivers), telling)));
            var next = first;
            foreach (var feed in installed.Feeds)
            {
                feeds.Add(new(new(feed.Id), index, next, feed.Machines, feed.Breaker.OpenWithin, feed.Breaker.HasWatchdog));
                next += feed.Machines;
            }

            first += load.Machines;
        }

        var rules = site.Installation.Desk.Rules;
        return new(site.Site, groups.ToImmutable(), feeds.ToImmutable(), rules with { OutcomeWithin = rules.OutcomeWithin + telling })
        {
            HasMeter = site.Installation.Meters.Any(static meter => meter.IsSite),
        };
    }

    /// <summary>What the machines of a load can do.</summary>
    /// <param name="load">The load.</param>
    /// <param name="drivers">The drivers.</param>
    /// <returns>What their driver declares; nothing where there is none.</returns>
    public static MinerCapabilities Capabilities(LoadInstallation load, MinerDrivers drivers)
    {
        ArgumentNullException.ThrowIfNull(load);
        ArgumentNullException.ThrowIfNull(drivers);
        return (load.Driver is { } family ? drivers.Find(family) : null)?.Capabilities
            ?? new([], [MinerMode.Normal], Duration.Zero, Duration.Zero, PowerGrade.None, SleepOutlastsReboot: false, MostConnections: 1);
    }

    /// <summary>The modes of a load in the words of the drivers.</summary>
    /// <param name="load">The load.</param>
    /// <returns>One entry a mode, off first.</returns>
    public static ImmutableArray<FleetMode> Modes(LoadGroup load)
    {
        ArgumentNullException.ThrowIfNull(load);
        var normal = load.Modes[load.NormalModeIndex].Power;
        return
        [
            .. load.Modes.Select((mode, index) => new FleetMode(
                index == LoadGroup.OffIndex ? MinerMode.Sleep
                : index == load.NormalModeIndex ? MinerMode.Normal
                : mode.Power < normal ? MinerMode.Low
                : MinerMode.High,
                mode.Power)
            {
                Hashrate = mode.HashRate,
            }),
        ];
    }

    private static MachineAbilities Abilities(LoadGroup load, MinerCapabilities can, Duration telling)
    {
        var fleet = new FleetGroup([], can, Modes(load), load.NormalModeIndex);
        return new(
            can.Can(MinerAction.Sleep) && can.Can(MinerAction.Wake),
            [.. load.Modes.Select((_, index) => index != LoadGroup.OffIndex && fleet.Run(index) is not null)],
            (can.SleepWithin > Duration.Zero ? can.SleepWithin : _undeclared) + telling,
            (can.HashWithin > Duration.Zero ? can.HashWithin : _undeclared) + telling,
            can.SleepOutlastsReboot,
            can.PowerGrade switch
            {
                PowerGrade.Measured => WattsGrade.Measured,
                PowerGrade.Estimated => WattsGrade.Estimated,
                PowerGrade.Nameplate => WattsGrade.Nameplate,
                _ => WattsGrade.None,
            })
        {
            CanReboot = can.Can(MinerAction.Reboot),
        };
    }
}
