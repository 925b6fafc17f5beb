using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>One line of a statement: a quantity at a price, and where both came from.</summary>
/// <remarks>The amount is the quantity times the price under the clause's rounding, so anyone can recompute it from the
/// line alone.</remarks>
/// <param name="Id">The line's name.</param>
/// <param name="Span">The interval or period it is for.</param>
/// <param name="Quantity">How much; its sign is the amount's at a price above zero.</param>
/// <param name="Unit">What the quantity counts.</param>
/// <param name="Price">Currency per <paramref name="Unit"/>.</param>
/// <param name="Amount">What is owed: positive = the site pays, negative = it is paid. Rounded as
/// <paramref name="Basis"/> says.</param>
/// <param name="Basis">Where quantity and price came from.</param>
public sealed record StatementLine(
    LineId Id, Slot Span, decimal Quantity, LineUnit Unit, decimal Price, Money Amount, LineBasis Basis);
