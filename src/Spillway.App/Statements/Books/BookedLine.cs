using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements.Books;

/// <summary>A line as a version of the book holds it: a new line, or the reversal of one that stood before.</summary>
/// <param name="Line">The line; a reversal has the quantity and the amount of what it takes back with their signs turned.</param>
/// <param name="IsReversal">Whether it takes back the line of the same name.</param>
public sealed record BookedLine(StatementLine Line, bool IsReversal);
