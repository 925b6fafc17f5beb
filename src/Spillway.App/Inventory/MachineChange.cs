using System.Collections.Immutable;

namespace Spillway.App.Inventory;

/// <summary>What a change of the inventory does to one machine.</summary>
/// <param name="Kind">What.</param>
/// <param name="Before">The machine as it is; null where it is not there.</param>
/// <param name="After">The machine as it would be; null where it would not be there, with number 0 where it has none yet.</param>
/// <param name="Fields">Each field that differs.</param>
public sealed record MachineChange(MachineChangeKind Kind, InventoryMachine? Before, InventoryMachine? After, ImmutableArray<MachineField> Fields)
{
    /// <summary>The machine, as it would be where it stays.</summary>
    public InventoryMachine Machine => After ?? Before!;

    /// <summary>What differs between a machine as it is and as it would be.</summary>
    /// <param name="before">As it is; null for none.</param>
    /// <param name="after">As it would be; null for none.</param>
    /// <returns>Null where nothing differs; when a search saw it does not count.</returns>
    internal static MachineChange? Between(InventoryMachine? before, InventoryMachine? after)
    {
        var (old, @new) = (Said(before), Said(after));
        ImmutableArray<MachineField> fields = [.. old.Zip(@new, static (left, right) => new MachineField(left.Name, left.Value, right.Value)).Where(static one => one.Before != one.After)];
        return fields.IsEmpty ? null : new(KindOf(before, after), before, after, fields);
    }

    /// <summary>The fields that a review shows, in the order of the CSV file.</summary>
    private static (string Name, string? Value)[] Said(InventoryMachine? machine) =>
    [
        ("group", machine?.Group?.Text), ("role", machine is null ? null : InventoryCsv.Word(machine.Role)), ("address", machine?.Address?.ToString()),
        ("port_shift", machine is null ? null : FormattableString.Invariant($"{machine.PortShift}")), ("family", machine?.Family), ("model", machine?.Model), ("mac", machine?.Mac),
        ("shared_mac", machine?.SharedMac), ("serial", machine?.Serial), ("firmware", machine?.Firmware), ("notes", machine?.Notes),
    ];

    private static MachineChangeKind KindOf(InventoryMachine? before, InventoryMachine? after) =>
        before is null ? MachineChangeKind.Added
        : after is null ? MachineChangeKind.Removed
        : Equals(before.Address, after.Address) ? MachineChangeKind.Changed
        : after.Address is null ? MachineChangeKind.Displaced
        : MachineChangeKind.Moved;
}
