using Spillway.Devices.Discovery;
using Spillway.Units;

namespace Spillway.App.Inventory;

/// <summary>What a search found, as rows of the inventory.</summary>
internal static class FoundMachine
{
    /// <summary>The row of a sighting; null for what no inventory holds, since it was not recognised.</summary>
    /// <param name="sighting">What was found.</param>
    /// <param name="group">The load group it is put into where it has none yet; null for none.</param>
    public static InventoryRow? Row(Sighting sighting, GroupId? group) => sighting.Kind == SightingKind.Unrecognised ? null : new()
    {
        Group = group,
        Role = Role(sighting.Kind),
        Address = sighting.Endpoint.Address,
        PortShift = sighting.Endpoint.LowPortShift,
        Family = sighting.Family,
        Model = sighting.Model,
        Firmware = sighting.Firmware,
        Mac = sighting.Mac,
        Serial = sighting.Serial,
    };

    private static MachineRole Role(SightingKind kind) => kind switch
    {
        SightingKind.Miner => MachineRole.Miner,
        SightingKind.Meter => MachineRole.Meter,
        SightingKind.Breaker => MachineRole.Breaker,
        _ => MachineRole.Unknown,
    };
}
