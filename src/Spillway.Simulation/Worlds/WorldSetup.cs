using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Simulation.Faults;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Worlds;

/// <summary>Everything a world is made of before it begins.</summary>
/// <param name="Seed">What it was made from.</param>
/// <param name="Size">How large it is.</param>
/// <param name="Start">When it begins.</param>
/// <param name="Plant">The site as the desk has it.</param>
/// <param name="Groups">The site as it stands there.</param>
/// <param name="Prices">What power costs.</param>
/// <param name="Orders">What is asked, by the instant it comes.</param>
/// <param name="Faults">What goes wrong, in order of time; all of it over when the calm begins.</param>
public sealed record WorldSetup(
    ulong Seed,
    WorldSize Size,
    Instant Start,
    Plant Plant,
    ImmutableArray<SimulatedGroup> Groups,
    WorldPrices Prices,
    ImmutableArray<(Instant At, Order Order)> Orders,
    ImmutableArray<SiteFault> Faults)
{
    /// <summary>When nothing goes wrong any more.</summary>
    public Instant CalmFrom => Start + Size.Length;

    /// <summary>When it is over.</summary>
    public Instant End => CalmFrom + Size.Calm;

    /// <summary>The disk of the desk's journal.</summary>
    public WorldDisk Disk { get; } = new([.. Faults.OfType<SiteFault.OfDisk>()]);

    /// <summary>The desk's wall clock.</summary>
    public WallClock Clock { get; } = new([.. Faults.OfType<SiteFault.OfClock>()]);

    /// <summary>The desk of this world: the strike policy, which needs nothing learnt.</summary>
    public Desk Desk => new(Plant.Site, new StrikePolicy());

    /// <summary>Makes the world of a seed.</summary>
    /// <param name="seed">The seed; the same makes the same world.</param>
    /// <param name="size">How large it is.</param>
    /// <returns>The world before it begins.</returns>
    public static WorldSetup Of(ulong seed, WorldSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        var start = Instant.FromUtc(2025, 7, 1, 0, 0);
        var chance = new WorldChance(seed);
        var plant = WorldPlants.Of(chance, size);
        var groups = WorldPlants.Physics(plant, seed, start);
        var calm = start + size.Length;
        ImmutableArray<SiteFault> faults =
        [
            .. FaultSchedule.Of(seed, size.FaultsPerMachineDay, [.. groups.Select(group => group.Machines.Length)], start)
                .TakeWhile(fault => fault.At < calm)
                .Select(fault => fault.Until > calm ? Shortened(fault, calm) : fault),
        ];
        return new(seed, size, start, plant, groups, new(chance, start, size.Length), WorldOrders.Of(chance, plant, start, size.Length), faults);
    }

    private static SiteFault Shortened(SiteFault fault, Instant until) => fault with { Length = until - fault.At };
}
