using System.Collections.Immutable;
using Spillway.App.Inventory;
using Spillway.App.Sites;
using Spillway.Devices.Wire.Breakers;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.App.Composition;

/// <summary>Which breaker of the inventory opens which feed, for feeds whose address the site file does not say: of each wiring the first
/// feed has the first breaker. Whatever leaves a doubt is refused, for a feed that opens another's breaker is found out too late.</summary>
internal sealed class PlacedBreakers
{
    private const string Modbus = "modbus";
    private const int NamedAtMost = 8;

    private readonly ImmutableArray<Seat> _seats;
    private readonly ImmutableArray<InventoryMachine> _breakers;
    private readonly ImmutableArray<GroupId> _groups;
    private readonly Dictionary<string, InventoryMachine> _placed = new(StringComparer.Ordinal);

    private PlacedBreakers(ImmutableArray<LoadInstallation> loads, ImmutableArray<InventoryMachine> inventory)
    {
        _seats = [.. loads.SelectMany(load => load.Feeds.Select(feed => new Seat(feed, load.Group)))];
        _groups = [.. loads.Select(load => load.Group)];
        _breakers = [.. inventory.Where(one => one.Role == MachineRole.Breaker)];
    }

    /// <summary>Finds the breakers.</summary>
    /// <param name="loads">The loads with their feeds.</param>
    /// <param name="inventory">All devices, by their number.</param>
    /// <returns>One entry a feed, in the order of the file; null where the file says the address, or the inventory has no breaker at all.</returns>
    /// <exception cref="RefusedException"><see cref="DeskErrors.Breakers"/>.</exception>
    public static ImmutableArray<InventoryMachine?> Of(ImmutableArray<LoadInstallation> loads, ImmutableArray<InventoryMachine> inventory)
    {
        var placing = new PlacedBreakers(loads, inventory);
        if (!placing._breakers.IsEmpty)
        {
            foreach (var wiring in placing._seats.Where(seat => seat.IsUnplaced).Select(seat => seat.Wiring).Distinct(StringComparer.Ordinal))
            {
                placing.Place(wiring);
            }
        }

        return [.. placing._seats.Select(seat => placing._placed.GetValueOrDefault(seat.Feed.Id))];
    }

    private void Place(string wiring)
    {
        ImmutableArray<Seat> seats = [.. _seats.Where(seat => seat.Wiring == wiring)];
        ImmutableArray<Seat> unplaced = [.. seats.Where(seat => seat.IsUnplaced)];
        ImmutableArray<InventoryMachine> fitting = [.. _breakers.Where(one => Fits(one, wiring))];
        if (fitting.IsEmpty)
        {
            throw new RefusedException(
                DeskErrors.Breakers,
                $"{Names(unplaced)}: the wiring is '{wiring}', and the inventory's breakers are of the families {Joined(_breakers.Select(one => Says(one) ?? one.Family ?? "unknown").Distinct(StringComparer.Ordinal))}.");
        }

        // A breaker at an address that the file gives to a feed is that feed's. Where the inventory has all the same one for every
        // feed, as an emulator writes it whatever the file says, each keeps its place.
        ImmutableArray<InventoryMachine> free = [.. fitting.Where(one => !_seats.Any(seat => seat.Feed.Breaker.Address?.Address.Equals(one.Address) == true))];
        var (taking, taken) = free.Length == unplaced.Length ? (unplaced, free) : (seats, fitting);
        if (taking.Length != taken.Length)
        {
            throw new RefusedException(
                DeskErrors.Breakers,
                $"{unplaced.Length} feeds of wiring '{wiring}' have no address of their own ({Names(unplaced)}), and the inventory has {free.Length} breakers for them ({Joined(free.Select(one => one.Id))}).");
        }

        foreach (var (seat, breaker) in taking.Zip(InOrder(taken)).Where(pair => pair.First.IsUnplaced))
        {
            _placed.Add(seat.Feed.Id, breaker.Group is null || breaker.Group == seat.Group ? breaker : throw new RefusedException(
                DeskErrors.Breakers, $"feed {seat.Feed.Id} of load {seat.Group} would have breaker {breaker.Id} of the inventory, which belongs to group {breaker.Group}."));
        }
    }

    // A search finds halls in any order; where every breaker says its load, the order of the loads is the file's.
    private IEnumerable<InventoryMachine> InOrder(ImmutableArray<InventoryMachine> breakers) =>
        breakers.All(one => one.Group is { } group && _groups.Contains(group)) ? breakers.OrderBy(one => _groups.IndexOf(one.Group!.Value)) : breakers;

    // A module that says no more than that it speaks Modbus may be of any wiring, and so may a line that names no family at all: such
    // lines were written by people before there were other breakers.
    private static bool Fits(InventoryMachine breaker, string wiring) =>
        Says(breaker) is { } said ? said == wiring : wiring is not (BreakerInstallation.Shelly or BreakerInstallation.Mqtt);

    private static string? Says(InventoryMachine breaker) =>
        breaker.Family is not { } family || family.Equals(Modbus, StringComparison.OrdinalIgnoreCase)
            ? breaker.Model is { } model && BreakerWirings.BuiltIn.All.ContainsKey(model) ? model : null
            : family.ToLowerInvariant();

    private static string Names(ImmutableArray<Seat> seats) => Joined(seats.Select(seat => seat.Feed.Id));

    private static string Joined(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(NamedAtMost)) + (all.Count > NamedAtMost ? ", …" : "");
    }

    private sealed record Seat(FeedInstallation Feed, GroupId Group)
    {
        public string Wiring => Feed.Breaker.Wiring;

        public bool IsUnplaced => Feed.Breaker.Address is null;
    }
}
