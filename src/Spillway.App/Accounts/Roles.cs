using System.Collections.Immutable;

namespace Spillway.App.Accounts;

/// <summary>The roles that are there from the beginning; others are made of actions by an administrator.</summary>
public static class Roles
{
    /// <summary>Sees and changes nothing.</summary>
    public const string Viewer = "viewer";

    /// <summary>Runs the site: the control room.</summary>
    public const string Operator = "operator";

    /// <summary>Prices, plans, contracts, studies.</summary>
    public const string Trader = "trader";

    /// <summary>Statements, bills and their proof.</summary>
    public const string Finance = "finance";

    /// <summary>Accounts, set-up, limits; gives no orders.</summary>
    public const string Administrator = "administrator";

    /// <summary>Sees everything and takes proofs away; changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>A program: sees the desk and sheds.</summary>
    public const string Machine = "machine";

    /// <summary>All of them, in the order of the matrix.</summary>
    public static ImmutableArray<string> All { get; } = [Viewer, Operator, Trader, Finance, Administrator, Auditor, Machine];
}
