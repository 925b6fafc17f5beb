using System.Collections.Immutable;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements.Trails;

/// <summary>A line and everything it came from.</summary>
/// <param name="Line">The line as it stands; the last that stood where it has been reversed.</param>
/// <param name="Currency">Of its amount.</param>
/// <param name="Steps">Where its figures came from, in the order a reader asks: quantity, price, contract, rule, journal.</param>
/// <param name="Versions">Each version of the book that has it, oldest first; empty for a statement that is not booked.</param>
public sealed record LineTrail(
    StatementLine Line,
    string Currency,
    ImmutableArray<TrailStep> Steps,
    ImmutableArray<(BookVersion Version, BookedLine Line)> Versions);
