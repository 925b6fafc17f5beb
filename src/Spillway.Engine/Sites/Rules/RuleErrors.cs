namespace Spillway.Engine.Sites.Rules;

/// <summary>Why a question to a market's rules is refused.</summary>
public static class RuleErrors
{
    /// <summary>A rule that is known to exist and whose value is not.</summary>
    public static readonly ErrorCode Uncertain = new(
        "SW1101", "Value of a market rule is not known", "Give it yourself: print the market's file with 'spillway rules show MARKET --yaml', write the value in, and save it in the folder 'rules' of the data folder, in a folder named with --rules, or beside the site file under 'market.rules'.");

    /// <summary>A market that has no such rule at the time asked for.</summary>
    public static readonly ErrorCode NotInForce = new(
        "SW1102", "No such market rule at that time", "Ask for a later day, or add a dated entry to the market's file; 'spillway rules show MARKET --at DATE' lists what holds.");

    /// <summary>A settlement price was asked for with other terms than the regime's formula has.</summary>
    public static readonly ErrorCode WrongTerms = new(
        "SW1103", "Terms do not fit the price formula", "Give exactly the terms that 'spillway rules show MARKET --at DATE' lists for the regime.");
}
