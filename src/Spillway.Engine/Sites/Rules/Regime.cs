using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Rules;

/// <summary>How a market forms its settlement price and what an ancillary award means, from one instant to the next regime.</summary>
/// <param name="Id">Its name, such as <c>rtc-b</c>.</param>
/// <param name="From">When it began; the beginning of time where the file does not date it.</param>
/// <param name="PriceFormula">The formula in words.</param>
/// <param name="Terms">What the settlement price is the sum of, in the market's own names.</param>
/// <param name="Imbalance">What a day-ahead ancillary award obliges to.</param>
/// <param name="Source">Where this is written.</param>
public sealed record Regime(
    string Id, Instant From, string PriceFormula, ImmutableArray<string> Terms, ImbalanceRegime Imbalance, string Source)
{
    /// <summary>The settlement price: the sum of exactly the formula's terms, and then not below the floor.</summary>
    /// <param name="terms">Each term's price, under the market's own name.</param>
    /// <param name="floor">The floor, applied after the adders; null where there is none.</param>
    /// <returns>The price.</returns>
    /// <exception cref="RefusedException">A term is missing, or one is given that this regime does not have.</exception>
    public EnergyPrice Price(IReadOnlyDictionary<string, EnergyPrice> terms, EnergyPrice? floor)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Count != Terms.Length || !Terms.All(terms.ContainsKey))
        {
            throw new RefusedException(
                RuleErrors.WrongTerms, $"The regime '{Id}' adds {string.Join(" + ", Terms)}; given were {string.Join(", ", terms.Keys.Order(StringComparer.Ordinal))}.");
        }

        var sum = Terms.Aggregate(EnergyPrice.Zero, (total, term) => total + terms[term]);
        return floor is { } least && sum < least ? least : sum;
    }
}
