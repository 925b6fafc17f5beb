namespace Spillway.App.Inventory;

/// <summary>One thing that taking machines into the inventory brought to light.</summary>
/// <param name="Kind">What.</param>
/// <param name="Machine">Of which machine, as it is now.</param>
/// <param name="Earlier">The address or hardware address it had before, the hardware address it shares, or the group it was to be put into.</param>
public sealed record InventoryFinding(FindingKind Kind, InventoryMachine Machine, string? Earlier);
