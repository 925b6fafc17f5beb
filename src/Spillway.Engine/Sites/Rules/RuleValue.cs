namespace Spillway.Engine.Sites.Rules;

/// <summary>A value that a market's file states, or marks as not known; the second is never replaced by a default.</summary>
/// <typeparam name="T">The value's type, its unit in it.</typeparam>
/// <param name="Rule">Market, file and key, for people: <c>ercot: ancillary[rrs-ufr].response_seconds (ercot.yaml, line 90)</c>.</param>
/// <param name="IsKnown">Whether the file states it.</param>
/// <param name="Known">What it states; the type's default where <paramref name="IsKnown"/> is false, and then without meaning.</param>
public sealed record RuleValue<T>(string Rule, bool IsKnown, T? Known)
{
    /// <summary>The value, which somebody now needs.</summary>
    /// <returns>What the file states.</returns>
    /// <exception cref="RefusedException">The file marks it uncertain; the message names market, rule, file and line.</exception>
    public T Required() => IsKnown
        ? Known!
        : throw new RefusedException(RuleErrors.Uncertain, $"{Rule} is marked uncertain and has no value, and there is no default that pretends to be one.");
}
