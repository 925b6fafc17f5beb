using System.Collections.Immutable;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Statements.Customers;

/// <summary>Parts a site's hosting charge into its customers' own statements.</summary>
public static class CustomerStatements
{
    private const decimal Cent = 0.01m;
    private const char OfItem = ':';

    /// <summary>Makes a statement for each hosted customer.</summary>
    /// <param name="site">The site.</param>
    /// <param name="input">What its statement was made from.</param>
    /// <param name="statement">The site's statement.</param>
    /// <returns>By contract and customer in file order; what they owe under a contract is exactly its charge to the cent.</returns>
    public static ImmutableArray<CustomerStatement> Of(Site site, SettlementInput input, Statement statement)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(statement);
        return [.. site.Contracts.OfType<HostingContract>().SelectMany(contract => Of(contract, input, statement))];
    }

    private static ImmutableArray<CustomerStatement> Of(HostingContract contract, SettlementInput input, Statement statement)
    {
        var lines = statement.Lines
            .Where(line => line.Id.Charge == ChargeKind.Hosting && line.Id.Contract == contract.Id)
            .ToLookup(line => line.Id.Item.Split(OfItem)[0], StringComparer.Ordinal);
        ImmutableArray<CustomerStatement> exact =
            [.. contract.Customers.Select(customer => Of(contract, customer, [.. lines[customer.Name]], input, statement))];
        var owed = ToTheCent([.. exact.Select(one => one.Statement.Total)]);
        return [.. exact.Select((one, index) => one with { Owed = owed[index] })];
    }

    // Each is rounded down, and the cents that are left go to those who lost most by it: nobody is a whole cent off, and
    // together they owe what the site's statement shows.
    private static ImmutableArray<Money> ToTheCent(ImmutableArray<Money> exact)
    {
        decimal[] down = [.. exact.Select(one => Math.Floor(one.Value / Cent) * Cent)];
        var left = LineAmount.ToCent(new(exact.Sum(one => one.Value))).Value - down.Sum();
        foreach (var index in Enumerable.Range(0, down.Length).OrderByDescending(index => exact[index].Value - down[index]).Take((int)(left / Cent)))
        {
            down[index] += Cent;
        }

        return [.. down.Select(amount => new Money(amount))];
    }

    private static CustomerStatement Of(
        HostingContract contract, HostedCustomer customer, ImmutableArray<StatementLine> lines, SettlementInput input, Statement statement)
    {
        var intervals = input.Intervals.Where(interval => contract.Term.Covers(interval.Slot.Start)).ToList();
        var settled = intervals.Where(interval => interval.IsSettled).ToList();
        int[] used = [.. lines.SelectMany(line => new[] { line.Basis.Reading?.Source ?? -1, line.Basis.Price?.Source ?? -1 }).Where(source => source >= 0).Distinct().Order()];
        ImmutableArray<StatementLine> own = [.. lines.Select(line => FromTheOtherSide(line, used))];
        var paper = new Statement(
            statement.Site,
            statement.Currency,
            statement.Range,
            own,
            new(own.Where(IsDelivery).Sum(line => line.Quantity)),
            Money.Zero,
            Money.Zero,
            settled.Count,
            intervals.Count - settled.Count,
            Money.Zero,
            [.. used.Select(source => statement.Sources[source])],
            Notes(intervals.Count - settled.Count));
        return new(contract, customer, paper, new(settled.Sum(interval => SlotEnergy.Of(customer.Contracted, interval.Slot).Value)), Money.Zero);
    }

    private static ImmutableArray<Wording> Notes(int open) => open == 0 ? [] :
        [$"{open:N0} intervals are open, without a meter reading or a price: they are in no figure, and follow in a later statement."];

    private static bool IsDelivery(StatementLine line) => line.Id.Component == LineComponent.Share;

    private static StatementLine FromTheOtherSide(StatementLine line, int[] used)
    {
        var basis = line.Basis with
        {
            Reading = line.Basis.Reading is { } reading ? reading with { Source = Array.IndexOf(used, reading.Source) } : null,
            Price = line.Basis.Price is { Source: >= 0 } price ? price with { Source = Array.IndexOf(used, price.Source) } : line.Basis.Price,
        };
        return line with { Quantity = -line.Quantity, Amount = -line.Amount, Basis = basis };
    }
}
