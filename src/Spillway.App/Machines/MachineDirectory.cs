using System.Collections.Immutable;
using System.Globalization;
using Spillway.App.Composition;
using Spillway.App.Inventory;
using Spillway.App.Sites;
using Spillway.Engine.Sites.Plants;

namespace Spillway.App.Machines;

/// <summary>Who the machines of a plant are: their names, and what the inventory knows of them: as it was when the desk began, and anew
/// whenever what a search found is taken into it. Any thread.</summary>
public sealed class MachineDirectory
{
    private volatile Known _known;
    private int _editions = -1;

    private MachineDirectory(Plant plant, ImmutableArray<InventoryMachine?> inventory)
    {
        Plant = plant;
        _known = Of(inventory);
    }

    /// <summary>The plant.</summary>
    public Plant Plant { get; }

    /// <summary>How often what the inventory knows has been taken over since the desk began.</summary>
    public int Edition => _known.Edition;

    /// <summary>Reads the directory.</summary>
    /// <param name="plant">The plant.</param>
    /// <param name="site">Its site.</param>
    /// <param name="dataFolder">The data folder; a folder without an inventory knows names alone.</param>
    public static MachineDirectory Read(Plant plant, SiteDefinition site, string dataFolder)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (!File.Exists(Path.Combine(site.InventoryFolder ?? dataFolder, SiteInventory.FileName)))
        {
            return Of(plant, []);
        }

        using var inventory = SiteInventory.Of(site, dataFolder);
        return Of(plant, inventory.Machines());
    }

    /// <summary>A directory of a plant and an inventory.</summary>
    /// <param name="plant">The plant.</param>
    /// <param name="inventory">All devices, by their number.</param>
    public static MachineDirectory Of(Plant plant, ImmutableArray<InventoryMachine> inventory)
    {
        ArgumentNullException.ThrowIfNull(plant);
        return new(plant, Placed(plant, inventory));
    }

    /// <summary>Takes over what an inventory knows by now.</summary>
    /// <param name="inventory">All devices, by their number.</param>
    public void Learn(ImmutableArray<InventoryMachine> inventory) => _known = Of(Placed(Plant, inventory));

    /// <summary>What the inventory knows of a machine; null where it knows nothing.</summary>
    /// <param name="number">Its number in the plant.</param>
    public InventoryMachine? Inventory(int number) => _known.Machines[number];

    /// <summary>A machine's name: its group and its place in it, counted from 0, as events and proofs name it.</summary>
    /// <param name="number">Its number in the plant.</param>
    public string Name(int number) => NameOf(Plant, number);

    /// <summary>A machine's name: its group and its place in it, counted from 0.</summary>
    /// <param name="plant">Its plant.</param>
    /// <param name="number">Its number there.</param>
    public static string NameOf(Plant plant, int number)
    {
        ArgumentNullException.ThrowIfNull(plant);
        var group = plant.Groups[plant.GroupOfMachine[number]];
        return string.Create(CultureInfo.InvariantCulture, $"{group.Load.Id}/{number - group.FirstMachine}");
    }

    /// <summary>The feed that a machine hangs on; null where it hangs on none.</summary>
    /// <param name="number">Its number in the plant.</param>
    public string? Feed(int number) => Plant.FeedOfMachine[number] is var feed and >= 0 ? Plant.Feeds[feed].Id.Text : null;

    /// <summary>The machine of a name.</summary>
    /// <param name="name"><c>group/17</c>, or the inventory's id such as <c>m18</c>.</param>
    /// <returns>Its number in the plant; null where there is none.</returns>
    public int? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var slash = name.LastIndexOf('/');
        if (slash < 0)
        {
            var at = _known.Machines.FindIndex(machine => machine?.Id == name);
            return at < 0 ? null : at;
        }

        var group = Plant.Groups.FirstOrDefault(one => one.Load.Id.Text == name[..slash]);
        return group is not null && int.TryParse(name.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < group.Load.Machines
            ? group.FirstMachine + place : null;
    }

    /// <summary>Whether a machine is known by a text: a part of its name, id, address, hardware address, serial number, model,
    /// firmware or feed, in upper or lower case.</summary>
    /// <param name="number">Its number in the plant.</param>
    /// <param name="text">The text.</param>
    public bool IsKnownBy(int number, string text) => _known.Texts[number].Contains(text, StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<InventoryMachine?> Placed(Plant plant, ImmutableArray<InventoryMachine> inventory)
    {
        var placed = new InventoryMachine?[plant.Machines];
        foreach (var group in plant.Groups)
        {
            PlacedMachines.Of(inventory, group.Load.Id, group.Load.Machines).ToArray().CopyTo(placed, group.FirstMachine);
        }

        return [.. placed];
    }

    private Known Of(ImmutableArray<InventoryMachine?> machines) => new(
        machines, [.. machines.Select((known, number) => Text(number, known))], Interlocked.Increment(ref _editions));

    private string Text(int number, InventoryMachine? known)
    {
        return string.Join('\n', [Name(number), Feed(number), known?.Id, known?.Address?.ToString(), known?.Mac, known?.Serial, known?.Model, known?.Firmware]);
    }

    private sealed record Known(ImmutableArray<InventoryMachine?> Machines, ImmutableArray<string> Texts, int Edition);
}

file static class Places
{
    public static int FindIndex(this ImmutableArray<InventoryMachine?> machines, Func<InventoryMachine?, bool> isIt)
    {
        for (var index = 0; index < machines.Length; index++)
        {
            if (isIt(machines[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
