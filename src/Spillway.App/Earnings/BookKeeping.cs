using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.App.Statements.Books;
using Spillway.App.Statements.Customers;
using Spillway.Engine;

namespace Spillway.App.Earnings;

/// <summary>Books the desk's statements and closes months, as <c>spillway settle --as</c> does.</summary>
/// <param name="room">The desk and its surroundings.</param>
/// <param name="gate">Who may do what.</param>
/// <param name="book">The statements.</param>
/// <param name="people">Where it is noted who booked what.</param>
public sealed class BookKeeping(DeskRoom room, Gate gate, EarningsBook book, PeopleJournal people) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The site's book.</summary>
    public StatementBook Book => new(room.DataFolder, room.View.Site.Site.Id);

    /// <summary>Every month with its versions, the newest month first.</summary>
    public ImmutableArray<(YearMonth Month, bool IsClosed, ImmutableArray<BookVersion> Versions)> Months()
    {
        var kept = Book;
        return [.. kept.Months.Reverse().Select(month => (month, kept.IsClosed(month), kept.Versions(month)))];
    }

    /// <summary>Books a whole month that is over; it is noted in the journal.</summary>
    /// <param name="who">Who.</param>
    /// <param name="month">The month.</param>
    /// <param name="kind">As what.</param>
    /// <param name="closes">Whether the month is closed afterwards.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The version, and what it changed.</returns>
    /// <exception cref="RefusedException">They may not, the month is not over, or that version cannot come next.</exception>
    public async Task<(BookVersion Version, ImmutableArray<ChangedLine> Changes)> BookAsync(
        Actor who, YearMonth month, BookKind kind, bool closes, CancellationToken cancellation)
    {
        gate.Demand(who, DeskAction.BookStatements);
        var period = new MoneyPeriod(month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1));
        if (period.To > book.Today)
        {
            throw new RefusedException(BookErrors.NotAMonth, $"{month} is not over: its last day ends with {period.To.PlusDays(-1):uuuu-MM-dd}, and today is {book.Today:uuuu-MM-dd}.");
        }

        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var settled = await book.OfAsync(period, cancellation).ConfigureAwait(false);
            var (kept, at) = (Book, Instant.FromDateTimeOffset(room.Wall.GetUtcNow()));
            var booked = kept.Book(month, kind, settled.Statement, settled.Loaded.Files, at);
            if (closes && !kept.IsClosed(month))
            {
                kept.Close(month, at);
            }

            CustomerBooks.Book(kept, new(month, kind, closes), (settled.Range, booked.Changes), settled.Loaded.Files, at);
            await people.RecordAsync(
                PersonKinds.BookedStatement,
                who,
                writer =>
                {
                    writer.WriteString("month", BookManifest.Text(month));
                    writer.WriteString("as", BookKinds.Of(booked.Version.Kind));
                    writer.WriteNumber("version", booked.Version.Number);
                    writer.WriteBoolean("closed", kept.IsClosed(month));
                    writer.WriteString("sha256", booked.Version.Sha256);
                },
                cancellation).ConfigureAwait(false);
            return booked;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
