using System.Collections.Immutable;
using Spillway.App.Statements.Customers;

namespace Spillway.App.Statements.Books;

/// <summary>What was booked in one go.</summary>
/// <param name="Version">The site's version.</param>
/// <param name="Changes">What it changed.</param>
/// <param name="Customers">What was booked of its hosted customers.</param>
internal sealed record BookedStatements(BookVersion Version, ImmutableArray<ChangedLine> Changes, ImmutableArray<BookedCustomer> Customers);
