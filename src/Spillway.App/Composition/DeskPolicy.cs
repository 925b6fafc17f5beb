using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Backtests;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Simulation.Backtest;

namespace Spillway.App.Composition;

/// <summary>The policy of a running desk, with what it has learned from the prices known before.</summary>
internal static class DeskPolicy
{
    /// <summary>Prepares the policy that the site file names.</summary>
    /// <param name="site">The site.</param>
    /// <param name="history">The prices known so far; null where there are none.</param>
    /// <param name="hashprices">The hash prices; null where no load needs one.</param>
    /// <param name="now">The desk's instant.</param>
    /// <param name="learning">Learns what look-ahead needs.</param>
    /// <param name="cancellation">Ends the learning.</param>
    /// <returns>The policy, and the history it is to go on with.</returns>
    /// <exception cref="RefusedException"><see cref="DeskErrors.NotForRunning"/>, or a parameter is refused.</exception>
    public static (IPolicy Policy, PriceHistory History) Of(
        SiteDefinition site,
        PriceSeries? history,
        HashpriceSeries? hashprices,
        Instant now,
        LookAheadLearning learning,
        CancellationToken cancellation)
    {
        var text = PolicyText.Parse(site.Policy);
        if (text.Name == "foresight" || site.Knowledge != Knowledge.Previous)
        {
            throw new RefusedException(DeskErrors.NotForRunning, $"The site file has policy '{site.Policy}' and knows '{site.Knowledge}', and no desk knows the future.");
        }

        var input = Input(site, history, hashprices, now);
        switch (text.Name)
        {
            case "always-on":
                return (new AlwaysOnPolicy(), Backtester.KnownBefore(input));
            case "strike":
                return (text.Strike(site.TimeZone), Backtester.KnownBefore(input));
            default:
                var (setup, known, _) = learning.Prepare(input, site.TimeZone, cancellation);
                return (new LookAheadPolicy(text.Text, setup, known), known);
        }
    }

    private static BacktestInput Input(SiteDefinition site, PriceSeries? history, HashpriceSeries? hashprices, Instant now)
    {
        var interval = site.Installation!.Prices!.Interval;
        var series = history ?? new PriceSeries(site.SettlementPoint, [site.SettlementPoint], interval, [], []);
        return new(site.Site, series, hashprices, ImmutableArray<Publication>.Empty, now, now + interval, site.Knowledge);
    }
}
