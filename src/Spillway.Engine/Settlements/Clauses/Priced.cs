using Spillway.Engine.Settlements.Statements;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>The price of a line.</summary>
/// <param name="Price">Currency per unit of the line.</param>
/// <param name="Id">Where it came from.</param>
internal readonly record struct Priced(decimal Price, PriceId? Id);
