using NodaTime;
using Spillway.App.Statements.Books;
using Spillway.App.Statements.Customers;

namespace Spillway.App.Earnings;

/// <summary>A hosted customer's statement of a period, and which version of its book it is.</summary>
internal static class CustomerVersions
{
    /// <summary>Finds a customer's statement.</summary>
    /// <param name="settled">The settled period.</param>
    /// <param name="book">The site's book.</param>
    /// <param name="contract">The hosting contract.</param>
    /// <param name="name">The customer.</param>
    /// <returns>It; names the last version of the month where the book has it as it is made now. Null where there is no such customer.</returns>
    public static CustomerStatement? Of(SettledPeriod settled, StatementBook book, string contract, string name) =>
        settled.Range.Customers.FirstOrDefault(one => one.Contract.Id.Text == contract && one.Customer.Name == name) is { } found
            ? settled.Period.WholeMonth is { } month ? InBook(book, month, found) : found
            : null;

    private static CustomerStatement InBook(StatementBook book, YearMonth month, CustomerStatement found)
    {
        var own = (found.Contract.Id, found.Customer.Name);
        return found with { Booked = Version(book.OfCustomer(own.Id, own.Name), month, found), Corrections = CustomerBooks.Corrections(book, own, month) };
    }

    // What was booked and is not what is made now is another paper: this one then says nothing of the book.
    private static BookVersion? Version(StatementBook book, YearMonth month, CustomerStatement now) =>
        book.About(month) is { IsEmpty: false } versions && BookDifference.Of(book.Standing(versions), now.Statement.Lines).IsEmpty ? versions[^1] : null;
}
