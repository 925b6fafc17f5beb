using System.Collections.Immutable;
using Spillway.App.Inventory;
using Spillway.Devices.Discovery;

namespace Spillway.App.Cli;

/// <summary>What a search came to.</summary>
/// <param name="Addresses">How many addresses were visited.</param>
/// <param name="Sightings">What answered, by address.</param>
/// <param name="Findings">What taking it into the inventory brought to light.</param>
/// <param name="Inventory">The inventory afterwards.</param>
internal sealed record Discovered(
    long Addresses, ImmutableArray<Sighting> Sightings, ImmutableArray<InventoryFinding> Findings, ImmutableArray<InventoryMachine> Inventory)
{
    /// <summary>The machines of the inventory at their addresses.</summary>
    public ILookup<System.Net.IPAddress, InventoryMachine> Known { get; } =
        Inventory.Where(machine => machine.Address is not null).ToLookup(machine => machine.Address!);
}
