using System.Collections.Immutable;
using Spillway.App.Machines;
using Spillway.Engine.Sites.Plants;

namespace Spillway.App.Console.Fleet;

/// <summary>A line of the list of machines: a machine, or the head of a group or feed.</summary>
/// <param name="Row">The machine; null for a head.</param>
/// <param name="Name">Of a head: the group or feed; null for machines behind none.</param>
/// <param name="Machines">Of a head: how many machines follow.</param>
/// <param name="Odd">Of a head: how many of them are odd.</param>
public sealed record FleetLine(MachineRow? Row, string? Name = null, int Machines = 0, int Odd = 0)
{
    /// <summary>Puts machines into lines.</summary>
    /// <param name="rows">The machines, odd ones first.</param>
    /// <param name="order">How.</param>
    /// <param name="plant">Its groups, in their order.</param>
    /// <param name="directory">Which feed a machine hangs on.</param>
    public static IList<FleetLine> Of(ImmutableArray<MachineRow> rows, FleetOrder order, Plant plant, MachineDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(plant);
        ArgumentNullException.ThrowIfNull(directory);
        if (order == FleetOrder.OddFirst)
        {
            return [.. rows.Select(static row => new FleetLine(row))];
        }

        // Feeds stand in the order of their groups and, within one, of their first machine.
        var parts = rows
            .GroupBy(row => (Group: plant.GroupOfMachine[row.Number], Name: order == FleetOrder.ByGroup ? plant.Groups[plant.GroupOfMachine[row.Number]].Load.Id.Text : directory.Feed(row.Number)))
            .OrderBy(static part => part.Key.Group).ThenBy(static part => part.Min(static row => row.Number));
        return
        [
            .. parts.SelectMany(static part => part.Select(static row => new FleetLine(row))
                .Prepend(new FleetLine(null, part.Key.Name, part.Count(), part.Count(static row => row.Oddity != MachineOddity.None)))),
        ];
    }
}
