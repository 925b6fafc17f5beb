using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.App.Statements.Books;

/// <summary>One version of a month, as booked: nothing of it is ever changed.</summary>
/// <param name="Month">The month in whose book it stands.</param>
/// <param name="Number">Its number in that month, from 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Of">The month its lines are about: another one for a correction.</param>
/// <param name="BookedAt">When it was booked.</param>
/// <param name="Currency">Of all amounts.</param>
/// <param name="Amount">The sum of its lines, exact: positive = the site pays.</param>
/// <param name="Sources">The files it was made from; what its lines' readings and prices count.</param>
/// <param name="Sha256">The digest of its file of lines.</param>
/// <param name="Before">The digest of the manifest of the version before it in the same month; empty for the first.</param>
public sealed record BookVersion(
    YearMonth Month,
    int Number,
    BookKind Kind,
    YearMonth Of,
    Instant BookedAt,
    string Currency,
    Money Amount,
    ImmutableArray<BookSource> Sources,
    string Sha256,
    string Before)
{
    /// <summary>In a hosted customer's book, what it owes for the month by all versions up to this one, to the cent; null in a site's.
    /// </summary>
    public Money? Owed { get; init; }
}
