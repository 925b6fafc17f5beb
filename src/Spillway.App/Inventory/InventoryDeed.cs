using NodaTime;

namespace Spillway.App.Inventory;

/// <summary>A change of the inventory: when, by whom, and what it was.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who; empty where nobody is named, as from the command line.</param>
/// <param name="Kind">What kind of change.</param>
/// <param name="Detail">The ranges that were searched, the file's name, the group, or the number of the version that was put back; may be empty.</param>
/// <param name="Seen">The version that the change was reviewed against; null for whichever stands.</param>
public sealed record InventoryDeed(Instant At, string By, InventoryDeedKind Kind, string Detail, int? Seen);
