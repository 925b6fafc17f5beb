using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Cli;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;

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

    /// <summary>Books the statement.</summary>
    public (BookVersion Version, ImmutableArray<ChangedLine> Changes) Book(
        Terminal terminal, SiteDefinition site, LoadedSettlement loaded, Statement statement)
    {
        var book = new StatementBook(terminal.DataFolder, site.Site.Id);
        var at = Instant.FromDateTimeOffset(terminal.Time.GetUtcNow());
        var booked = book.Book(Month, Kind, statement, loaded.Files, at);
        if (Closes && !book.IsClosed(Month))
        {
            book.Close(Month, at);
        }

        return booked;
    }
}
