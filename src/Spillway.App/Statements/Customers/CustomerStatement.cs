using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Statements.Customers;

/// <summary>What one hosted customer owes, and nothing of anybody else.</summary>
/// <param name="Contract">Its contract.</param>
/// <param name="Customer">The customer.</param>
/// <param name="Statement">Its lines from its own side: positive = the customer pays.</param>
/// <param name="Contracted">What its machines would have drawn in the settled intervals, all of them running.</param>
/// <param name="Owed">What it owes, to the cent: positive = the customer pays.</param>
public sealed record CustomerStatement(
    HostingContract Contract, HostedCustomer Customer, Statement Statement, MegawattHours Contracted, Money Owed)
{
    /// <summary>The version of the customer's book that it is; null where it is not booked.</summary>
    public BookVersion? Booked { get; init; }

    /// <summary>What its machines drew in the settled intervals.</summary>
    public MegawattHours Delivered => Statement.Energy;
}
