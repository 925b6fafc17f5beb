using Spillway.Engine;

namespace Spillway.App.Sites.Contracts;

/// <summary>Why a contract of a site file is refused.</summary>
public static class ContractErrors
{
    /// <summary>Two contracts that cannot both be in force.</summary>
    public static readonly ErrorCode Overlap = new(
        "SW1141", "Two such contracts at once", "End the earlier with 'to' on the day the later begins with 'from', or keep one of them.");

    /// <summary>A month in force without a nomination.</summary>
    public static readonly ErrorCode NominationGap = new(
        "SW1142", "A month is not nominated", "Nominate the month under nominations; share_ratio: 0 where nothing is taken.");

    /// <summary>More power bought than the site can draw.</summary>
    public static readonly ErrorCode AboveLimit = new(
        "SW1143", "Blocks above the import limit", "Check mw of the blocks and interconnection.import_limit_mw; where it is meant, write 'above_limit: allow' in the block.");

    /// <summary>A product that the market does not have, or that loads may not sell.</summary>
    public static readonly ErrorCode CannotSell = new(
        "SW1144", "The load may not sell this product", "Name a product of the market that the load may sell.");

    /// <summary>An hourly file that cannot be used.</summary>
    public static readonly ErrorCode HourlyFile = new(
        "SW1145", "Hourly file not understood", "Write the header interval_start_utc,mw and one row an hour, such as 2026-07-01T05:00:00Z,40, ascending and without a gap.");

    /// <summary>An end that is not behind its beginning.</summary>
    public static readonly ErrorCode NoTime = new(
        "SW1146", "The end is not after the beginning", "Give a later end; an end itself is not included.");

    /// <summary>Two hosting contracts that sell the same machines.</summary>
    public static readonly ErrorCode HostedTwice = new(
        "SW1147", "The same machines are hosted twice", "Lower a share_ratio so that they add up to 1 at most, or end one contract with 'to' on the day the other begins with 'from'.");
}
