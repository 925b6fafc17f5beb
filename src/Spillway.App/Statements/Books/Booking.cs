using NodaTime;
using Spillway.App.Cli;
using Spillway.App.Statements.Customers;
using Spillway.App.Statements.Papers;
using Spillway.Engine;

namespace Spillway.App.Statements.Books;

/// <summary>What a person asked to be booked; refused before files are read.</summary>
/// <param name="Month">The local month.</param>
/// <param name="Kind">As what.</param>
/// <param name="Closes">Whether the month is closed afterwards.</param>
internal sealed record Booking(YearMonth Month, BookKind Kind, bool Closes)
{
    /// <summary>Checks the range.</summary>
    /// <returns>Null where nothing is to be booked.</returns>
    /// <exception cref="RefusedException"><see cref="BookErrors.NotAMonth"/>.</exception>
    public static Booking? Of(BookKind? kind, bool closes, SettleRequest request)
    {
        if (kind is not { } asked)
        {
            return null;
        }

        return new(MonthOf(request), asked, closes);
    }

    /// <summary>The month of a range.</summary>
    /// <exception cref="RefusedException"><see cref="BookErrors.NotAMonth"/>.</exception>
    public static YearMonth MonthOf(SettleRequest request)
    {
        var month = request.From.ToYearMonth();
        return request.From.Day == 1 && request.To == month.PlusMonths(1).OnDayOfMonth(1)
            ? month
            : throw new RefusedException(BookErrors.NotAMonth, $"--from {request.From:uuuu-MM-dd} --to {request.To:uuuu-MM-dd} is not one month.");
    }

    /// <summary>Books the statement, and those of the customers after it.</summary>
    public BookedStatements Book(Terminal terminal, LoadedSettlement loaded, SettledRange settled)
    {
        var book = new StatementBook(terminal.DataFolder, settled.Site.Site.Id);
        var at = Instant.FromDateTimeOffset(terminal.Time.GetUtcNow());
        var (version, changes) = book.Book(Month, Kind, settled.Statement, loaded.Files, at);
        if (Closes && !book.IsClosed(Month))
        {
            book.Close(Month, at);
        }

        return new(version, changes, CustomerBooks.Book(book, this, (settled, changes), loaded.Files, at)) { Book = book, Month = Month, Corrections = LandedCorrection.Known(book, Month) };
    }
}
