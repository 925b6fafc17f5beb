using System.Collections.Immutable;
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

    /// <summary>Corrections of closed months that stand in its book of this month; null where the statement is not of a book. In no figure of the month's own.
    /// </summary>
    public ImmutableArray<LandedCorrection>? Corrections { get; init; }

    /// <summary>What its machines drew in the settled intervals.</summary>
    public MegawattHours Delivered => Statement.Energy;
}
