namespace Spillway.App.Inventory;

/// <summary>Something that a change of the inventory would not take.</summary>
/// <param name="Where">The file's line, or the address at which something answered.</param>
/// <param name="Code">The refusal's code; empty for what was found and not recognised.</param>
/// <param name="What">Why, in words.</param>
public sealed record InventoryRefusal(string Where, string Code, string What);
