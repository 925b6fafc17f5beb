using System.Collections.Immutable;
using System.Net;
using NodaTime;
using Spillway.App.Composition;
using Spillway.App.Inventory;
using Spillway.App.Sites;
using Spillway.Devices.Wire.Breakers;
using Spillway.Devices.Wire.Meters;
using Spillway.Devices.Wire.Relays;
using Spillway.Engine;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.Emulators.Modbus;
using Spillway.Simulation.Emulators.Relays;
using Spillway.Simulation.World;
using Spillway.Units;

namespace Spillway.App.Emulation;

/// <summary>Puts the devices of a site at their addresses.</summary>
internal sealed class EmulatedPlacement(
    SiteDefinition site, SimulatedSite physics, ImmutableSortedDictionary<string, IEmulatedFamily> families, IWorldTime time)
{
    private const string SunSpec = "sunspec";
    private const int SunSpecStart = 40_000;
    private const ushort SunSpecModel = 203;

    private readonly Dictionary<InstalledAddress, RelayBrokerDevice> _brokers = [];
    private readonly AddressPlan _plan = new();
    private readonly Dictionary<IPAddress, IEmulatedDevice> _devices = [];
    private readonly ImmutableArray<InventoryRow>.Builder _rows = ImmutableArray.CreateBuilder<InventoryRow>();
    private readonly ImmutableArray<EmulatedStretch>.Builder _stretches = ImmutableArray.CreateBuilder<EmulatedStretch>();

    public IReadOnlyDictionary<IPAddress, IEmulatedDevice> Devices => _devices;

    public ImmutableArray<InventoryRow> Rows => _rows.ToImmutable();

    public ImmutableArray<EmulatedStretch> Stretches => _stretches.ToImmutable();

    public void Place()
    {
        foreach (var load in site.Site.Loads)
        {
            PlaceMachines(load.Id.Text, [.. physics.Groups.Where(group => group.Load == load.Id.Text).SelectMany(group => group.Machines)]);
        }

        foreach (var load in site.Installation?.Loads ?? [])
        {
            PlaceBreakers(load);
        }

        // A site whose file names no meter has one all the same: every grid connection is metered.
        var meters = site.Installation?.Meters ?? [];
        foreach (var meter in meters.IsEmpty ? [new("meter", SunSpec, null, 1, true)] : meters)
        {
            PlaceMeter(meter);
        }
    }

    private void PlaceBreakers(LoadInstallation load)
    {
        foreach (var feed in load.Feeds)
        {
            var index = physics.Groups.IndexOf(physics.Groups.First(group => group.Feed == feed.Id));
            var breaker = new EmulatedBreaker(physics, index, time);
            if (feed.Breaker.Relay is { } relay)
            {
                PlaceRelay(load, feed, relay, breaker, index);
                continue;
            }

            var (device, row) = feed.Breaker.IsShelly ? Shelly(feed, breaker, index) : Module(feed, breaker);
            Add(feed.Breaker.Address, _plan.TakeBreaker(), device, row with { Group = load.Group }, feed.Id);
        }
    }

    private static (IEmulatedDevice Device, InventoryRow Row) Module(FeedInstallation feed, EmulatedBreaker breaker)
    {
        var wiring = BreakerWirings.BuiltIn.Find(feed.Breaker.Wiring).At(feed.Breaker.Channel);
        return (new ModbusDevice(new BreakerBank(wiring, breaker), () => breaker.Line), new() { Role = MachineRole.Breaker, Family = "modbus", Model = wiring.Name, Serial = feed.Id });
    }

    // It measures what flows through it, and is told from its like by a number after those of the machines.
    private (IEmulatedDevice Device, InventoryRow Row) Shelly(FeedInstallation feed, EmulatedBreaker breaker, int group)
    {
        var mac = MachineIdentity.Of(physics.Groups.Sum(one => one.Machines.Length) + group + 1).Mac;
        var device = new ShellyDevice(breaker, MeterOf(group), feed.Breaker.Channel, mac);
        return (device, new() { Role = MachineRole.Breaker, Family = BreakerInstallation.Shelly, Model = ShellyDevice.Model, Mac = mac, Serial = device.Name });
    }

    private LoneMeter MeterOf(int group) =>
        new(new PhysicalMeter(MeterBuild.LowVoltageFeeder), time, now => physics.MegawattsAt(group, now));

    // Relays whose file names the same broker stand behind one; each of the others behind one of its own.
    private void PlaceRelay(LoadInstallation load, FeedInstallation feed, RelayInstallation relay, EmulatedBreaker breaker, int group)
    {
        if (feed.Breaker.Tls is not null)
        {
            throw new RefusedException(EmulationErrors.NoTls, $"feed '{feed.Id}' has 'tls: true'.");
        }

        var device = new MqttRelayDevice(
            RelayTemplates.BuiltIn.Find(relay.Template), FieldLines.Address(site.Site.Id.Text, feed, relay), breaker, MeterOf(group), () => breaker.Line);
        var written = feed.Breaker.Address;
        if (written is not null && _brokers.TryGetValue(written, out var shared))
        {
            shared.Add(device);
            return;
        }

        var broker = new RelayBrokerDevice(time);
        broker.Add(device);
        if (written is not null)
        {
            _brokers.Add(written, broker);
        }

        Add(
            written,
            _plan.TakeBreaker(),
            broker,
            new() { Group = written is null ? load.Group : null, Role = MachineRole.Breaker, Family = BreakerInstallation.Mqtt, Model = relay.Template, Serial = feed.Id },
            feed.Id);
    }

    private void PlaceMeter(MeterInstallation installed)
    {
        var meter = new EmulatedMeter(physics, time);
        IModbusBank bank = installed.Map == SunSpec ? new SunSpecBank(SunSpecStart, SunSpecModel, meter) : new MeterBank(MeterMaps.BuiltIn.Find(installed.Map), meter);
        Add(
            installed.Address,
            _plan.TakeMeter(),
            new ModbusDevice(bank, () => new(true, Duration.Zero, false, false)),
            new() { Role = MachineRole.Meter, Family = "modbus", Model = installed.Map, Serial = installed.Id },
            installed.Id);
    }

    private void Add(InstalledAddress? written, IPAddress planned, IEmulatedDevice device, InventoryRow row, string name)
    {
        // What the file places on loopback stands there; a real address is another device's.
        var address = written is { Port: null } && IPAddress.IsLoopback(written.Address) && !_devices.ContainsKey(written.Address) ? written.Address : planned;
        _devices.Add(address, device);
        _rows.Add(row with { Address = address });
        _stretches.Add(new(row.Group?.Text ?? "", $"{name} ({row.Model})", row.Role == MachineRole.Meter ? "meter" : "breaker", 1, address, address, [.. device.Ports.Select(port => port.Standard)]));
    }

    private void PlaceMachines(string load, ImmutableArray<PhysicalMachine> machines)
    {
        var build = machines[0].Build;
        if (!families.TryGetValue(build.Family, out var family))
        {
            // Computers that no protocol here speaks for: they draw behind the meter and answer nobody.
            return;
        }

        var addresses = _plan.TakeMachines(machines.Length);
        for (var index = 0; index < machines.Length; index++)
        {
            _devices.Add(addresses[index], new MachineDevice(family, new EmulatedMachine(machines[index], time)));
            _rows.Add(new()
            {
                Group = new GroupId(load),
                Role = MachineRole.Miner,
                Address = addresses[index],
                Family = build.Family,
                Model = build.Model,
                Mac = machines[index].Identity.Mac,
                Serial = machines[index].Identity.Serial,
            });
        }

        _stretches.Add(new(load, build.Model, build.Family, machines.Length, addresses[0], addresses[^1], [.. family.Ports.Select(port => port.Standard)]));
    }
}
