using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Tests.Engine.Control;

/// <summary>Plants with round numbers: machines of 1 MW that sleep within 5 s and hash within 5 s.</summary>
internal static class Plants
{
    /// <summary>Everything at once: no ramps, no canaries, no scatter, so that a table shows one thing.</summary>
    public static readonly ControlRules Plain = ControlRules.Default with
    {
        Canaries = new(0, Duration.FromSeconds(10), new(1m)),
        Restore = new(1000, 1000, Duration.Zero),
    };

    public static Plant Of(decimal import, ControlRules rules, params LoadGroup[] loads) => Of(Halls.Site(import, loads), rules, 0);

    /// <summary>A plant whose groups stand behind feeds of some machines each; 0 for no feeds.</summary>
    public static Plant Of(Site site, ControlRules rules, int machinesPerFeed, bool outlasts = false, bool canSleep = true)
    {
        var groups = ImmutableArray.CreateBuilder<PlantGroup>();
        var feeds = ImmutableArray.CreateBuilder<Feed>();
        var next = 0;
        for (var index = 0; index < site.Loads.Length; index++)
        {
            var load = site.Loads[index];
            groups.Add(new(load, next, Abilities(load, outlasts, canSleep)));
            for (var first = 0; machinesPerFeed > 0 && first < load.Machines; first += machinesPerFeed)
            {
                var machines = Math.Min(machinesPerFeed, load.Machines - first);
                feeds.Add(new(new($"{load.Id}-{(first / machinesPerFeed) + 1}"), index, next + first, machines, Duration.FromMilliseconds(200), true));
            }

            next += load.Machines;
        }

        return new(site, groups.ToImmutable(), feeds.ToImmutable(), rules);
    }

    public static Order Ceiling(decimal mw, int withinS, OrderRank rank = OrderRank.Protection, string? id = null) =>
        Order(id ?? $"ceiling-{mw}", OrderKind.Ceiling, rank) with { Power = new(mw), Within = Duration.FromSeconds(withinS) };

    public static Order Floor(decimal mw, OrderRank rank = OrderRank.Obligation) => Order($"floor-{mw}", OrderKind.Floor, rank) with { Power = new(mw) };

    public static Order Release(string id) => Order($"release-{id}", OrderKind.Release, OrderRank.OperatorHold) with { Target = new(id) };

    public static Order Hold(string group, bool isOn) =>
        Order($"hold-{group}-{isOn}", isOn ? OrderKind.HoldOn : OrderKind.HoldOff, OrderRank.OperatorHold) with { Group = new(group) };

    public static Order LockGroup(string group) => Order($"lock-{group}", OrderKind.LockOut, OrderRank.OperatorHold) with { Group = new(group) };

    public static Order LockFeed(string feed) => Order($"lock-{feed}", OrderKind.LockOut, OrderRank.OperatorHold) with { Feed = new(feed) };

    public static Order UnlockGroup(string group) => Order($"unlock-{group}", OrderKind.Unlock, OrderRank.OperatorHold) with { Group = new(group) };

    public static Order Stop(int? withinS = null) => Order("stop", OrderKind.Stop, OrderRank.EmergencyStop) with
    {
        Within = withinS is { } seconds ? Duration.FromSeconds(seconds) : null,
    };

    public static Order Order(string id, OrderKind kind, OrderRank rank) =>
        new(new(id), kind, rank, null, null, null, null, null, null, "test", "tests");

    private static MachineAbilities Abilities(LoadGroup load, bool outlasts, bool canSleep) => new(
        canSleep, [.. load.Modes.Select(_ => true)], Duration.FromSeconds(5), Duration.FromSeconds(5), outlasts, WattsGrade.Measured);
}
