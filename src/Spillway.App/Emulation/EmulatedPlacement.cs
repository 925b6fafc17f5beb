using System.Collections.Immutable;
using System.Net;
using Spillway.App.Inventory;
using Spillway.App.Sites;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.World;
using Spillway.Units;

namespace Spillway.App.Emulation;

/// <summary>Puts the devices of a site at their addresses.</summary>
internal sealed class EmulatedPlacement(
    SiteDefinition site, SimulatedSite physics, ImmutableSortedDictionary<string, IEmulatedFamily> families, IWorldTime time)
{
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
    }

    private void PlaceMachines(string load, ImmutableArray<PhysicalMachine> machines)
    {
        var build = machines[0].Build;
        var family = families[build.Family];
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
