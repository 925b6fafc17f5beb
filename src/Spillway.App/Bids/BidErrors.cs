using Spillway.Engine;

namespace Spillway.App.Bids;

/// <summary>What a bid curve refuses.</summary>
public static class BidErrors
{
    /// <summary>The hash price series misses the day that counts.</summary>
    public static readonly ErrorCode HashpriceDoesNotCover =
        new("SW4201", "The hash price series does not cover the day", "Give a series that holds the UTC day before --at, or choose another --at.");
}
