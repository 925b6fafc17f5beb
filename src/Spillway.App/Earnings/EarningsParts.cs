using System.Collections.Immutable;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.People;

namespace Spillway.App.Earnings;

/// <summary>All that a desk serves of money.</summary>
internal static class EarningsParts
{
    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> Addresses { get; } =
        [.. StatementRoutes.All, .. CustomerRoutes.All, .. BookRoutes.All, .. BillRoutes.All, .. ProofRoutes.All];

    /// <summary>The parts.</summary>
    /// <param name="room">What they stand in.</param>
    /// <param name="gate">Who may do what.</param>
    public static ImmutableArray<IDeskPart> Of(DeskRoom room, Gate gate)
    {
        var book = new EarningsBook(room.View);
        var people = new PeopleJournal(room.Journal, room.View.Time);
        return
        [
            new StatementRoutes(room, book),
            new CustomerRoutes(room, book),
            new BookRoutes(new(room, gate, book, people)),
            new BillRoutes(new(room, gate, book, people), book),
            new ProofRoutes(new(room, gate, book, people), book),
        ];
    }
}
