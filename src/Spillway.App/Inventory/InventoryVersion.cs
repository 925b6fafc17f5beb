using NodaTime;

namespace Spillway.App.Inventory;

/// <summary>The inventory as it was from a change on.</summary>
/// <param name="Number">From 1, never used again; the newest is what the inventory is now.</param>
/// <param name="At">Since when.</param>
/// <param name="By">Who made it so; empty where nobody is named.</param>
/// <param name="Kind">By what kind of change.</param>
/// <param name="Detail">As the <see cref="InventoryDeed"/> had it.</param>
/// <param name="Machines">How many machines it has.</param>
public sealed record InventoryVersion(int Number, Instant At, string By, InventoryDeedKind Kind, string Detail, int Machines);
