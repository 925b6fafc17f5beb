using Spillway.Engine;

namespace Spillway.App.Statements;

/// <summary>What a settlement refuses.</summary>
public static class StatementErrors
{
    /// <summary>The range does not begin or end on an interval's start.</summary>
    public static readonly ErrorCode OffGrid = new(
        "SW4211", "The range does not start on the settlement grid", "Check the site's time_zone: a local day must begin at the start of an interval.");

    /// <summary>An award names a contract that the site does not have.</summary>
    public static readonly ErrorCode UnknownContract = new(
        "SW4212", "An award of an unknown contract", "Name a contract of the site file, or add it there.");

    /// <summary>An award is larger than what the site can draw or is qualified to sell.</summary>
    public static readonly ErrorCode AwardTooLarge = new(
        "SW4213", "An award without capability", "Correct the MW, the contract's qualified_mw, or the import limit of the site file.");

    /// <summary>An award of another product than its contract's.</summary>
    public static readonly ErrorCode WrongProduct = new(
        "SW4214", "An award of another product", "Name the contract that sells or buys that product.");

    /// <summary>Customers' statements of a site without customers.</summary>
    public static readonly ErrorCode NoCustomers = new(
        "SW4215", "No hosted customers", "Leave --customers out, or add a contract of kind hosting to the site file.");
}
