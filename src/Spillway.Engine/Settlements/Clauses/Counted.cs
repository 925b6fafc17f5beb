using Spillway.Engine.Settlements.Statements;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>The quantity of a line.</summary>
/// <param name="Quantity">How much; positive = the site pays at a price above zero.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Reading">The reading or award it came from; null where the contract states it.</param>
internal readonly record struct Counted(decimal Quantity, LineUnit Unit, ReadingId? Reading = null);
