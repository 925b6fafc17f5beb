using System.Collections.Immutable;

namespace Spillway.Engine.Sites.Rules;

/// <summary>The rules of every market at hand.</summary>
/// <param name="Markets">One entry a market, by its name.</param>
public sealed record RuleBook(ImmutableArray<MarketRules> Markets)
{
    /// <summary>No market at all.</summary>
    public static RuleBook Empty { get; } = new([]);

    /// <summary>The rules of a market.</summary>
    /// <param name="market">Such as <c>ercot</c>.</param>
    /// <returns>The rules; null where no file is named so.</returns>
    public MarketRules? Find(string market) => Markets.FirstOrDefault(one => one.Market == market);
}
