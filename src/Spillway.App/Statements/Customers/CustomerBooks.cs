using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Statements.Books;
using Spillway.App.Statements.Papers;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Statements.Customers;

/// <summary>Books the statements of hosted customers, each in a book of its own, along with the site's.</summary>
internal static class CustomerBooks
{
    /// <summary>Books them once the site's version is booked.</summary>
    /// <param name="book">The site's book.</param>
    /// <param name="booking">What was asked for.</param>
    /// <param name="settled">The settled month, and what its version changed in the site's book: the same lines, so the same causes.</param>
    /// <param name="files">The files of the site's statement with their places.</param>
    /// <param name="at">When.</param>
    /// <returns>One entry a customer; one that the contracts no longer name has all its lines reversed.</returns>
    public static ImmutableArray<BookedCustomer> Book(
        StatementBook book, Booking booking, (SettledRange Range, ImmutableArray<ChangedLine> Changes) settled, ImmutableArray<BookSource> files, Instant at)
    {
        var customers = settled.Range.Customers;
        var causes = settled.Changes.ToDictionary(change => change.Id, change => change.Cause);
        var booked = ImmutableArray.CreateBuilder<BookedCustomer>();
        foreach (var customer in customers)
        {
            ImmutableArray<BookSource> sources = [.. customer.Statement.Sources.Select(source => files.First(file => file.File == source))];
            booked.Add(One(book, booking, (customer.Contract.Id, customer.Customer.Name), customer.Statement, sources, (at, customer.Owed)));
        }

        foreach (var gone in book.Customers.Where(one => !customers.Any(customer => customer.Contract.Id == one.Contract && customer.Customer.Name == one.Customer)))
        {
            if (book.OfCustomer(gone.Contract, gone.Customer).Standing(booking.Month).Count > 0)
            {
                booked.Add(One(book, booking, gone, settled.Range.Statement with { Lines = [] }, [], (at, Money.Zero)));
            }
        }

        return [.. booked.Select(one => one with { Changes = [.. one.Changes.Select(change => change with { Cause = causes.GetValueOrDefault(change.Id, change.Cause) })] })];
    }

    /// <summary>The corrections that a customer's statement of a month tells.</summary>
    /// <param name="book">The site's book.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="month">The month.</param>
    /// <returns>Them, with the causes that the site's own corrections have; null where the customer's book has nothing of the month.</returns>
    public static ImmutableArray<LandedCorrection>? Corrections(StatementBook book, (ContractId Contract, string Name) customer, YearMonth month)
    {
        var known = LandedCorrection.Known(book.OfCustomer(customer.Contract, customer.Name), month);
        if (known is not { IsEmpty: false } own)
        {
            return known;
        }

        // One line may be corrected twice; a customer is told the last cause.
        var causes = LandedCorrection.In(book, month).SelectMany(static one => one.Changes.Select(change => (one.Version.Of, Change: change)))
            .ToLookup(static one => (one.Of, one.Change.Id), static one => one.Change.Cause);
        ImmutableArray<LandedCorrection> told =
        [
            .. own.Select(one => one with
            {
                Changes = [.. one.Changes.Select(change => causes[(one.Version.Of, change.Id)].ToList() is [.., var cause] ? change with { Cause = cause } : change)],
            }),
        ];
        return told;
    }

    // A customer's first version of a month is its initial one, whatever the site's is by then.
    private static BookedCustomer One(
        StatementBook site, Booking booking, (ContractId Contract, string Name) customer, Statement statement, ImmutableArray<BookSource> sources, (Instant At, Money Owed) now)
    {
        var book = site.OfCustomer(customer.Contract, customer.Name);
        var kind = book.About(booking.Month).IsEmpty ? BookKind.Initial : booking.Kind;
        var (version, changes) = book.Book(booking.Month, kind, statement, sources, now);
        if (booking.Closes && !book.IsClosed(booking.Month))
        {
            book.Close(booking.Month, now.At);
        }

        return new(customer.Contract, customer.Name, version, changes);
    }
}
