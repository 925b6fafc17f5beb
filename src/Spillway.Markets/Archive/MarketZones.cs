using NodaTime;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Synthetic;

namespace Spillway.Markets.Archive;

/// <summary>Where a market's local days and years turn.</summary>
public static class MarketZones
{
    /// <summary>A market's time zone.</summary>
    /// <param name="market">Such as <c>ercot</c>.</param>
    /// <param name="rules">The market's rules; null where it has none.</param>
    /// <returns>The zone of its rules; without rules that of the generator for its own prices, else UTC.</returns>
    public static DateTimeZone Of(string market, MarketRules? rules) =>
        rules?.Zone ?? (market == SyntheticYear.Market ? SyntheticYear.Zone : DateTimeZone.Utc);
}
