using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Statements.Customers;

namespace Spillway.App.Statements.Books;

/// <summary>What was booked in one go.</summary>
/// <param name="Version">The site's version.</param>
/// <param name="Changes">What it changed.</param>
/// <param name="Customers">What was booked of its hosted customers.</param>
internal sealed record BookedStatements(BookVersion Version, ImmutableArray<ChangedLine> Changes, ImmutableArray<BookedCustomer> Customers)
{
    /// <summary>The site's book.</summary>
    public required StatementBook Book { get; init; }

    /// <summary>The month that was asked for.</summary>
    public required YearMonth Month { get; init; }

    /// <summary>The corrections of closed months that stand in the book of the booked month.</summary>
    public ImmutableArray<LandedCorrection>? Corrections { get; init; }
}
