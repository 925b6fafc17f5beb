using Spillway.Engine;

namespace Spillway.App.Accounts.Seconds;

/// <summary>What the second person is refused beside what every account is.</summary>
public static class SecondErrors
{
    /// <summary>There is no such request.</summary>
    public static readonly ErrorCode Unknown = new(
        "SW6620", "No such request", "Look what waits: GET /api/v1/seconds. A desk that was started anew has forgotten what waited: ask for it again.");

    /// <summary>The account of one of the two is in the hand of the other.</summary>
    public static readonly ErrorCode SameHand = new(
        "SW6619", "The two accounts are of one hand", "Have somebody sign whose account neither of the two made, changed or reset in the last 24 hours, by themselves or through other accounts; or break the glass, with a reason.");
}
