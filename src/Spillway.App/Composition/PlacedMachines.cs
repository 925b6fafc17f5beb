using Spillway.App.Inventory;
using Spillway.Units;

namespace Spillway.App.Composition;

/// <summary>Which machine of the inventory is which of the plant: the order of the inventory is the order of a group's machines.</summary>
internal static class PlacedMachines
{
    /// <summary>The machines of a group, the first of the plant first.</summary>
    /// <param name="inventory">All devices, by their number.</param>
    /// <param name="group">The group.</param>
    /// <param name="machines">How many the plant has there.</param>
    public static IEnumerable<InventoryMachine> Of(IEnumerable<InventoryMachine> inventory, GroupId group, int machines) =>
        inventory.Where(one => one.Group == group && one.Role == MachineRole.Miner).Take(machines);
}
