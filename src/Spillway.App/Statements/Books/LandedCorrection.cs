using System.Collections.Immutable;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Statements.Books;

/// <summary>A correction of a closed month, as the statement of the month it was booked in tells it.</summary>
/// <param name="Version">The version that corrects: its <see cref="BookVersion.Of"/> is the closed month.</param>
/// <param name="Changes">What it changed.</param>
/// <param name="Lines">Its lines: each old one reversed, each new one beside it.</param>
/// <param name="Amount">What it comes to, to the cent: positive = the site pays, in a customer's book the customer.</param>
public sealed record LandedCorrection(BookVersion Version, ImmutableArray<ChangedLine> Changes, ImmutableArray<BookedLine> Lines, Money Amount)
{
    /// <summary>The corrections that stand in the book of a month, in the order they were booked.</summary>
    /// <param name="book">The book, of a site or of a customer.</param>
    /// <param name="month">The month whose statement tells them.</param>
    /// <returns>Them; empty where no closed month was corrected there.</returns>
    public static ImmutableArray<LandedCorrection> In(StatementBook book, NodaTime.YearMonth month)
    {
        ArgumentNullException.ThrowIfNull(book);
        return [.. book.Versions(month).Where(version => version.Of != month).Select(version => Of(book, version))];
    }

    /// <summary>The same; null where nothing of the month is booked, so that its statement is none of the book's.</summary>
    /// <param name="book">The book.</param>
    /// <param name="month">The month.</param>
    /// <returns>Them.</returns>
    public static ImmutableArray<LandedCorrection>? Known(StatementBook book, NodaTime.YearMonth month)
    {
        ArgumentNullException.ThrowIfNull(book);
        return book.Versions(month).IsEmpty ? null : In(book, month);
    }

    private static LandedCorrection Of(StatementBook book, BookVersion version)
    {
        var before = book.About(version.Of).TakeWhile(other => (other.Month, other.Number) != (version.Month, version.Number)).ToImmutableArray();
        var changes = BookDifference.Of(book.Standing(before), [.. book.Standing([.. before, version]).Values.OrderBy(static line => line.Id.Start)]);

        // What a customer owes was told it to the cent each time; the difference of two such figures is what it pays now.
        var amount = version.Owed is { } owed ? owed - (before.LastOrDefault()?.Owed ?? Money.Zero) : LineAmount.ToCent(version.Amount);
        return new(version, changes, [.. book.Lines(version)], amount);
    }

    /// <summary>What several come to.</summary>
    /// <param name="corrections">Them.</param>
    /// <returns>To the cent.</returns>
    public static Money Sum(ImmutableArray<LandedCorrection> corrections) => new(corrections.Sum(static one => one.Amount.Value));

    /// <summary>Why the lines changed, in words with their number.</summary>
    public string Because => string.Join(", ", Changes.GroupBy(static change => change.Cause).OrderBy(static group => group.Key)
        .Select(static group => FormattableString.Invariant($"{LineCauses.Of(group.Key)} {group.Count():N0}")));
}
