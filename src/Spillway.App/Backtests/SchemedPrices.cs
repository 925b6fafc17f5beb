using System.Collections.Immutable;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Markets.Files;

namespace Spillway.App.Backtests;

/// <summary>Lays the seasonal price of a site's scheme over the market's: what energy costs is what decisions go by and what settles
/// them.</summary>
internal static class SchemedPrices
{
    /// <summary>Lays it over.</summary>
    /// <param name="site">The site.</param>
    /// <param name="library">The rules at hand.</param>
    /// <param name="prices">The market's prices.</param>
    /// <param name="findings">Takes what a person should know.</param>
    /// <returns>The prices; the same where the site takes part in no scheme.</returns>
    /// <exception cref="RefusedException">The scheme's price is not known, or positions need the market's beside it.</exception>
    public static PriceSeries Of(SiteDefinition site, RuleLibrary library, PriceSeries prices, ImmutableArray<Finding>.Builder findings)
    {
        if (SchemePrice.Of(site, library) is not { } scheme)
        {
            return prices;
        }

        var own = prices.Points.IndexOf(prices.Own);
        var laid = prices.Intervals.ToBuilder();
        var count = 0;
        for (var index = 0; index < laid.Count; index++)
        {
            if (scheme.At(laid[index].Start) is { } price)
            {
                laid[index] = laid[index] with { Price = price, Peers = laid[index].Peers.SetItem(own, (double)price.Value), Revisions = [] };
                count++;
            }
        }

        if (count == 0)
        {
            return prices;
        }

        if (SchemePrice.HasPositions(site))
        {
            throw new RefusedException(
                BacktestErrors.SchemeWithPositions, $"{site.Site.Id} takes part in the scheme '{scheme.Id}' and has contracts that are worth the market's price.");
        }

        findings.Add(new("scheme", count, $"{count} prices of {prices.Own} are {scheme.Series} of {scheme.Source.Name}, the scheme '{scheme.Id}' that the site takes part in, and not the market's."));
        return prices with { Intervals = laid.MoveToImmutable(), Sources = prices.Sources.Add(scheme.Source) };
    }
}
