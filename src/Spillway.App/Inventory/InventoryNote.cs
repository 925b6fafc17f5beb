namespace Spillway.App.Inventory;

/// <summary>One thing that a merge brought to light.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">Of which machine: its place in the merged list.</param>
/// <param name="Earlier">What was there before, as <see cref="InventoryFinding"/> has it.</param>
internal sealed record InventoryNote(FindingKind Kind, int At, string? Earlier);
