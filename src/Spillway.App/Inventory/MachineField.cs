namespace Spillway.App.Inventory;

/// <summary>A field of a machine that a change changes.</summary>
/// <param name="Name">As the CSV file's column names it; <c>shared_mac</c> has no column.</param>
/// <param name="Before">As it is; null for nothing.</param>
/// <param name="After">As it would be; null for nothing.</param>
public sealed record MachineField(string Name, string? Before, string? After);
