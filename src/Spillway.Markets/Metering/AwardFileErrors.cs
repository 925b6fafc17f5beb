using Spillway.Engine;

namespace Spillway.Markets.Metering;

/// <summary>What is refused of awards files.</summary>
public static class AwardFileErrors
{
    /// <summary>The header is not an awards file's.</summary>
    public static readonly ErrorCode NotAnAwardsFile = new(
        "SW2331", "Not an awards file", "Give a CSV with the columns that docs/reference/settlement.md lists, the prices in the site's currency.");

    /// <summary>A figure that has to be there is blank.</summary>
    public static readonly ErrorCode Blank = new(
        "SW2332", "An award without a figure", "Give the award in MW and its price; 0 where nothing was awarded.");

    /// <summary>A length that no award has.</summary>
    public static readonly ErrorCode WrongLength = new(
        "SW2333", "An award of another length", "Give interval_minutes as whole minutes that divide an hour, or leave the column out.");

    /// <summary>Two awards of one contract and product lie over each other.</summary>
    public static readonly ErrorCode AwardsOverlap = new(
        "SW2334", "Two awards of one product overlap", "Keep the one that holds; where both do, add their MW in one row.");

    /// <summary>An award that starts between two intervals of its own length.</summary>
    public static readonly ErrorCode OffGrid = new(
        "SW2335", "An award does not start on the grid", "Give the start of its interval, in UTC.");
}
