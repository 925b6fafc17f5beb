using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements.Books;

/// <summary>A version of a month that is to be proved.</summary>
/// <param name="Book">The site's book.</param>
/// <param name="Month">The local month.</param>
/// <param name="Kind">Which version: the last of its kind; of true-ups also one that was booked as a correction in a later month.</param>
public sealed record BookedMonth(StatementBook Book, YearMonth Month, BookKind Kind)
{
    /// <summary>Holds a statement against the book.</summary>
    /// <param name="statement">The statement as it is made now.</param>
    /// <returns>The versions about the month up to the one that is proved, oldest first: together they are the statement.</returns>
    /// <exception cref="RefusedException"><see cref="BookErrors.NoSuchVersion"/>, or <see cref="BookErrors.OtherStatement"/>: the message
    /// names the first line that differs.</exception>
    public ImmutableArray<BookVersion> Versions(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var about = Book.About(Month);
        var last = about.LastOrDefault(version => version.Kind == Kind || (Kind == BookKind.TrueUp && version.Kind == BookKind.Correction));
        if (last is null)
        {
            var booked = about.IsEmpty ? "nothing is booked of it" : $"booked are {string.Join(", ", about.Select(version => BookKinds.Of(version.Kind)))}";
            throw new RefusedException(BookErrors.NoSuchVersion, $"{BookManifest.Text(Month)} has no version '{BookKinds.Of(Kind)}': {booked}.");
        }

        about = about[..(about.IndexOf(last) + 1)];
        var changes = BookDifference.Of(Book.Standing(about), statement.Lines);
        return changes.IsEmpty ? about : throw new RefusedException(BookErrors.OtherStatement, $"{changes.Length} lines are not as version {last.Number} ({BookKinds.Of(last.Kind)}) of {BookManifest.Text(last.Month)} has them, the first {changes[0].Id}: booked {Shown(changes[0].Before)}, made now {Shown(changes[0].After)} ({LineCauses.Of(changes[0].Cause)}).");
    }

    private static string Shown(StatementLine? line) => line is null ? "none" : FormattableString.Invariant($"{line.Quantity} at {line.Price}");
}
