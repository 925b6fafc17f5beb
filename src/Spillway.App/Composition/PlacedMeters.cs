using System.Collections.Immutable;
using Spillway.App.Inventory;
using Spillway.App.Sites;
using Spillway.Engine;

namespace Spillway.App.Composition;

/// <summary>Which meter of the inventory measures the site, where the site file does not say its address. One that bears the meter's name as its
/// serial is that one; else it goes by the order, which tells something only where file and inventory have as many: a site that is steered by
/// another's meter is found out too late.</summary>
internal static class PlacedMeters
{
    /// <summary>Finds it.</summary>
    /// <param name="meters">The meters of the file, one of which measures the site.</param>
    /// <param name="inventory">All devices, by their number.</param>
    /// <returns>Null where the file says its address, or the inventory has no meter at all.</returns>
    /// <exception cref="RefusedException"><see cref="DeskErrors.Meters"/>.</exception>
    public static InventoryMachine? OfSite(ImmutableArray<MeterInstallation> meters, ImmutableArray<InventoryMachine> inventory)
    {
        var site = meters.First(static meter => meter.IsSite);
        var all = inventory.Where(static one => one.Role == MachineRole.Meter && one.Endpoint is not null).ToList();
        if (site.Address is not null || all.Count == 0)
        {
            return null;
        }

        if (all.Find(one => one.Serial == site.Id) is { } named)
        {
            return named;
        }

        var unplaced = meters.Where(meter => meter.Address is null && !all.Exists(one => one.Serial == meter.Id)).ToList();
        var free = all.Where(one => !meters.Any(meter => meter.Address?.Address.Equals(one.Address) == true || meter.Id == one.Serial)).ToList();
        return unplaced.Count == free.Count ? free[unplaced.IndexOf(site)] : throw new RefusedException(
            DeskErrors.Meters,
            $"{unplaced.Count} meters of the site file have no address of their own ({string.Join(", ", unplaced.Select(static meter => meter.Id))}), and the inventory has {free.Count} meters for them ({string.Join(", ", free.Select(static one => one.Id))}).");
    }
}
