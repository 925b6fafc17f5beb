using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Statements.Books;

/// <summary>A line that is not as it stood before.</summary>
/// <param name="Before">As it stood; null where there was none.</param>
/// <param name="After">As it stands now; null where there is none.</param>
/// <param name="Cause">Why.</param>
public sealed record ChangedLine(StatementLine? Before, StatementLine? After, LineCause Cause)
{
    /// <summary>The line's name.</summary>
    public LineId Id => (After ?? Before)!.Id;

    /// <summary>What the change comes to, exact: positive = the site pays more.</summary>
    public Money Amount => (After?.Amount ?? Money.Zero) - (Before?.Amount ?? Money.Zero);
}
