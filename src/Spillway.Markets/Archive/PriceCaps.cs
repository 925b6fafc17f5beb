using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites.Rules;

namespace Spillway.Markets.Archive;

/// <summary>The cap on a series' prices or offers as it was set from time to time.</summary>
/// <remarks>An offer cap is not a price cap: congestion and adders carry prices past it. A price above it is counted,
/// never refused.</remarks>
internal static class PriceCaps
{
    /// <summary>All of time in stretches with one cap, as UTC seconds; a cap is null where none is known.</summary>
    public static ImmutableArray<(long From, long To, decimal? Cap)> Of(SeriesKey key, MarketRules? rules)
    {
        var stretches = ImmutableArray.CreateBuilder<(long From, long To, decimal? Cap)>();
        stretches.Add((long.MinValue, long.MaxValue, null));
        if (rules is null || key.Product is not (Product.RealTimePrice or Product.DayAheadPrice))
        {
            return stretches.ToImmutable();
        }

        foreach (var period in rules.Periods)
        {
            var cap = Cap(period.Items, key.Product);
            if (cap != stretches[^1].Cap)
            {
                var from = period.From == Instant.MinValue ? long.MinValue : period.From.ToUnixTimeSeconds();
                stretches[^1] = stretches[^1] with { To = from };
                stretches.Add((from, long.MaxValue, cap));
            }
        }

        return [.. stretches.Where(one => one.From < one.To)];
    }

    private static decimal? Cap(RuleItems items, Product product)
    {
        var offers = product == Product.RealTimePrice ? PriceLimitKind.RealTimeOfferCap : PriceLimitKind.DayAheadOfferCap;
        var limit = items.Limits.FirstOrDefault(one => one.Kind == PriceLimitKind.PriceCap) ?? items.Limits.FirstOrDefault(one => one.Kind == offers);
        return limit is { Value.IsKnown: true } ? limit.Value.Known.Value : null;
    }
}
