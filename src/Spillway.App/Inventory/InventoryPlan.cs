using System.Collections.Immutable;
using NodaTime;

namespace Spillway.App.Inventory;

/// <summary>A change of the inventory before it is made: from the machines as they are to the machines as they shall be. Pure.</summary>
internal sealed class InventoryPlan
{
    private readonly Func<IReadOnlyList<InventoryMachine>, (IReadOnlyList<InventoryMachine> Machines, IReadOnlyList<InventoryNote> Notes)> _make;

    private InventoryPlan(
        Func<IReadOnlyList<InventoryMachine>, (IReadOnlyList<InventoryMachine> Machines, IReadOnlyList<InventoryNote> Notes)> make, int rows)
    {
        _make = make;
        Rows = rows;
    }

    /// <summary>How many rows it takes; 0 where it puts a version back.</summary>
    public int Rows { get; }

    /// <summary>What would not be taken.</summary>
    public ImmutableArray<InventoryRefusal> Refused { get; private init; } = [];

    /// <summary>How much would not be taken.</summary>
    public int RefusedInAll { get; private init; }

    /// <summary>Whether it can be made although something would not be taken.</summary>
    public bool IsWhole { get; private init; } = true;

    /// <summary>Takes what a search found.</summary>
    /// <param name="rows">What was found, by address.</param>
    /// <param name="seen">When.</param>
    public static InventoryPlan Search(IReadOnlyList<InventoryRow> rows, Instant seen) => new(known => InventoryMerge.Of(known, rows, seen), rows.Count);

    /// <summary>Takes the rows of a file.</summary>
    /// <param name="rows">The rows.</param>
    public static InventoryPlan Import(IReadOnlyList<InventoryRow> rows) => new(known => InventoryMerge.Of(known, rows, null), rows.Count);

    /// <summary>Puts a version back. When a search saw a machine is a fact and stays.</summary>
    /// <param name="version">The machines as they were.</param>
    public static InventoryPlan Restore(IReadOnlyList<InventoryMachine> version) => new(known => (Back(known, version), []), 0);

    /// <summary>The same plan, with what it would not take.</summary>
    /// <param name="refused">The first that would not be taken.</param>
    /// <param name="inAll">How much would not be taken.</param>
    /// <param name="isWhole">Whether it can be made all the same.</param>
    public InventoryPlan With(ImmutableArray<InventoryRefusal> refused, int inAll, bool isWhole) => new(_make, Rows) { Refused = refused, RefusedInAll = inAll, IsWhole = isWhole };

    /// <summary>The machines as they would be, and what comes to light.</summary>
    /// <param name="known">The machines as they are.</param>
    public (IReadOnlyList<InventoryMachine> Machines, IReadOnlyList<InventoryNote> Notes) Make(IReadOnlyList<InventoryMachine> known) => _make(known);

    /// <summary>What it would do.</summary>
    /// <param name="known">The machines as they are.</param>
    /// <param name="version">The version that they are.</param>
    public InventoryReview Review(IReadOnlyList<InventoryMachine> known, int version)
    {
        var (machines, notes) = Make(known);
        var before = known.ToDictionary(static one => one.Number);
        var after = machines.Where(static one => one.Number > 0).Select(static one => one.Number).ToHashSet();
        ImmutableArray<MachineChange> changes =
        [
            .. known.Where(one => !after.Contains(one.Number)).Select(static one => MachineChange.Between(one, null))
                .Concat(machines.Select(one => MachineChange.Between(before.GetValueOrDefault(one.Number), one))).OfType<MachineChange>(),
        ];
        var touched = changes.Count(one => one.After is not null && (Rows == 0 || one.Kind != MachineChangeKind.Displaced));
        return new(
            version,
            changes,
            Rows > 0 ? Math.Max(0, Rows - touched) : machines.Count - touched,
            [.. notes.Where(static one => one.Kind is FindingKind.SharedMac or FindingKind.BoardChanged or FindingKind.OtherGroup).Select(note => new InventoryFinding(note.Kind, machines[note.At], note.Earlier))],
            Refused,
            RefusedInAll,
            IsWhole);
    }

    private static List<InventoryMachine> Back(IReadOnlyList<InventoryMachine> known, IReadOnlyList<InventoryMachine> version)
    {
        var now = known.ToDictionary(static one => one.Number);
        return [.. version.Select(was => now.GetValueOrDefault(was.Number) is { } one ? was with { FirstSeen = one.FirstSeen, LastSeen = one.LastSeen } : was)];
    }
}
