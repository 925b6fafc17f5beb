using Spillway.Engine.Settlements.Reconciliations;

namespace Spillway.Markets.Bills;

/// <summary>One charge of a bill and which of our lines it stands for.</summary>
/// <param name="Code">The bill's code; where every charge has columns of its own, the header of its amount.</param>
/// <param name="Scope">Our lines.</param>
/// <param name="Quantity">The column of the quantity; null where the bill does not show it.</param>
/// <param name="Price">The column of the price; null where the bill does not show it.</param>
/// <param name="Amount">The column of the amount.</param>
public sealed record BillCode(string Code, BillScope Scope, string? Quantity, string? Price, string Amount);
