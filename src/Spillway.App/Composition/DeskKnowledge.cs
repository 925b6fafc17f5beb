using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Backtests;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Simulation.Backtest;

namespace Spillway.App.Composition;

/// <summary>What a running desk may know and be run by.</summary>
internal static class DeskKnowledge
{
    /// <summary>The prices known when the desk begins.</summary>
    /// <param name="site">The site.</param>
    /// <param name="history">The prices at hand; null where there are none.</param>
    /// <param name="now">The desk's instant.</param>
    /// <returns>The intervals that were over by then.</returns>
    /// <exception cref="RefusedException"><see cref="DeskErrors.NotForRunning"/>: the site file asks for a policy that knows the future.</exception>
    public static PriceHistory Of(SiteDefinition site, PriceSeries? history, Instant now)
    {
        if (PolicyText.Parse(site.Policy).Name == "foresight" || site.Knowledge != Knowledge.Previous)
        {
            throw new RefusedException(DeskErrors.NotForRunning, $"The site file has policy '{site.Policy}' and knows '{site.Knowledge}', and no desk knows the future.");
        }

        var interval = site.Installation!.Prices!.Interval;
        var series = history ?? new PriceSeries(site.SettlementPoint, [site.SettlementPoint], interval, [], []);
        var input = new BacktestInput(site.Site, series, null, ImmutableArray<Publication>.Empty, now, now + interval, site.Knowledge);
        return Backtester.KnownBefore(input);
    }

    /// <summary>The prices at the other point of the site's pair known when the desk begins.</summary>
    /// <param name="history">The prices at hand; null where there are none.</param>
    /// <param name="now">The desk's instant.</param>
    /// <returns>Those of the intervals that were over by then, ascending.</returns>
    public static ImmutableArray<PairedPrice> Paired(PriceSeries? history, Instant now) =>
        history is null ? [] : [.. history.Paired.Where(price => price.Start + history.Interval <= now)];
}
