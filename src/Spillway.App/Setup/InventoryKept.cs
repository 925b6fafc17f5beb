using System.Collections.Immutable;
using Spillway.App.Inventory;

namespace Spillway.App.Setup;

/// <summary>A change of the inventory that was made.</summary>
/// <param name="Version">The version that the inventory is then.</param>
/// <param name="Findings">What came to light.</param>
public sealed record InventoryKept(int Version, ImmutableArray<InventoryFinding> Findings);
