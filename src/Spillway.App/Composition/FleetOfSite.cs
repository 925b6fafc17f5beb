using System.Collections.Immutable;
using Spillway.App.Inventory;
using Spillway.App.Sites;
using Spillway.Devices;
using Spillway.Devices.Fleet;
using Spillway.Devices.Meters;
using Spillway.Devices.Miners;
using Spillway.Devices.Wire.Meters;
using Spillway.Engine;

namespace Spillway.App.Composition;

/// <summary>Takes hold of everything on a site: machines where the inventory has them, breakers and meters where the site file or the
/// inventory has them. Nothing is sent.</summary>
internal sealed class FleetOfSite
{
    private readonly SiteDefinition _site;
    private readonly Installation _installation;
    private readonly MinerDrivers _drivers;
    private readonly ImmutableArray<InventoryMachine> _inventory;
    private readonly FieldLines _lines;
    private readonly ImmutableDictionary<int, int> _forwarded;

    private FleetOfSite(
        SiteDefinition site, ImmutableArray<InventoryMachine> inventory, ImmutableDictionary<int, int>? forwarded, MinerDrivers drivers, TimeProvider time)
    {
        _site = site;
        _installation = site.Installation!;
        _inventory = inventory;
        _forwarded = forwarded ?? ImmutableDictionary<int, int>.Empty;
        _drivers = drivers;
        _lines = new(site.Site.Id.Text, drivers.Http, time);
    }

    /// <summary>Takes hold of a site.</summary>
    /// <param name="site">The site.</param>
    /// <param name="inventory">Its devices, by their number.</param>
    /// <param name="forwarded">Standard ports that all of them serve elsewhere, and where; null where each has its own.</param>
    /// <param name="drivers">The drivers.</param>
    /// <param name="time">The clock of all time limits.</param>
    /// <returns>The fleet, in the order of the plant.</returns>
    /// <exception cref="RefusedException"><see cref="DeskErrors.Breakers"/>, <see cref="DeskErrors.Meters"/>, <see cref="DeskErrors.Credential"/>
    /// or <see cref="Devices.Relays.RelayErrors.BadCertificate"/>.</exception>
    public static FleetSite Of(
        SiteDefinition site, ImmutableArray<InventoryMachine> inventory, ImmutableDictionary<int, int>? forwarded, MinerDrivers drivers, TimeProvider time)
    {
        var fleet = new FleetOfSite(site, inventory, forwarded, drivers, time);
        return new(fleet.Groups(), fleet.Feeds(), fleet.Meter());
    }

    private ImmutableArray<FleetGroup> Groups()
    {
        var groups = ImmutableArray.CreateBuilder<FleetGroup>();
        for (var index = 0; index < _site.Site.Loads.Length; index++)
        {
            var load = _site.Site.Loads[index];
            var installed = _installation.Loads[index];
            groups.Add(new(
                Miners(installed, load.Machines),
                PlantOfSite.Capabilities(installed, _drivers),
                PlantOfSite.Modes(load),
                load.NormalModeIndex));
        }

        return groups.ToImmutable();
    }

    // The order of the inventory is the order of the machines behind the feeds.
    private ImmutableArray<IMiner?> Miners(LoadInstallation load, int machines)
    {
        var miners = ImmutableArray.CreateBuilder<IMiner?>(machines);
        if (load.Driver is { } family && _drivers.Find(family) is { } driver)
        {
            var credential = load.Credential is { } where ? CredentialText.Read(where) : null;
            foreach (var machine in PlacedMachines.Of(_inventory, load.Group, machines))
            {
                miners.Add(Endpoint(machine) is { } endpoint ? driver.Open(endpoint, credential) : null);
            }
        }

        while (miners.Count < machines)
        {
            miners.Add(null);
        }

        return miners.MoveToImmutable();
    }

    private ImmutableArray<FleetFeed> Feeds()
    {
        var placed = PlacedBreakers.Of(_installation.Loads, _inventory);
        var feeds = ImmutableArray.CreateBuilder<FleetFeed>();
        var first = 0;
        var number = 0;
        for (var index = 0; index < _site.Site.Loads.Length; index++)
        {
            var next = first;
            foreach (var feed in _installation.Loads[index].Feeds)
            {
                var place = Place(feed.Breaker.Address, placed[number++], FieldLines.StandardPort(feed.Breaker));
                feeds.Add(new(place is null ? null : _lines.Open(feed, place), next, feed.Machines, feed.Breaker.HasWatchdog));
                next += feed.Machines;
            }

            first += _site.Site.Loads[index].Machines;
        }

        return feeds.ToImmutable();
    }

    private IMeter? Meter()
    {
        if (_installation.Meters.FirstOrDefault(static meter => meter.IsSite) is not { } meter
            || Place(meter.Address, PlacedMeters.OfSite(_installation.Meters, _inventory), FieldLines.ModbusPort) is not { } place)
        {
            return null;
        }

        var line = _lines.Modbus(place);
        return meter.Map == MeterInstallation.SunSpec
            ? new SunSpecMeter(line, (byte)meter.Unit, isConsumptionNegative: false)
            : new ModbusMeter(line, (byte)meter.Unit, MeterMaps.BuiltIn.Find(meter.Map));
    }

    private DeviceEndpoint? Endpoint(InventoryMachine machine) =>
        machine.Endpoint is { } endpoint ? _forwarded.IsEmpty ? endpoint : endpoint with { Forwarded = _forwarded } : null;

    // What the file says stands before what the inventory found.
    private DeviceEndpoint? Place(InstalledAddress? written, InventoryMachine? placed, int standardPort) => written switch
    {
        { Port: { } own } => new(written.Address) { Forwarded = ImmutableDictionary<int, int>.Empty.Add(standardPort, own) },
        not null => new(written.Address),
        null => placed is null ? null : Endpoint(placed),
    };
}
