using Spillway.Engine;

namespace Spillway.App.Accounts.Seconds;

/// <summary>What the second person is refused beside what every account is.</summary>
public static class SecondErrors
{
    /// <summary>The account of one of the two is in the hand of the other.</summary>
    public static readonly ErrorCode SameHand = new(
        "SW6619", "The two accounts are of one hand", "Have somebody sign whose account neither of the two made, changed or reset in the last 24 hours, by themselves or through other accounts; or break the glass, with a reason.");
}
