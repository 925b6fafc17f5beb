using NodaTime;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Engine.Sites.Rules;

namespace Spillway.App.Composition;

/// <summary>Completes a site by its market's rules: what the site file leaves out and the market fixes.</summary>
public static class RuledSite
{
    // The longest that `prices.interval_minutes` of a site file may be, too.
    private static readonly Duration _longest = Duration.FromHours(1);

    /// <summary>Completes the site.</summary>
    /// <param name="site">The site as read.</param>
    /// <param name="library">The rules at hand.</param>
    /// <param name="now">When the desk begins; a replay begins when its file says.</param>
    /// <returns>The site, its price interval the market's settlement interval where the site file has none of its own and the
    /// market states one of an hour at most.</returns>
    public static SiteDefinition Of(SiteDefinition site, RuleLibrary library, Instant now)
    {
        if (site.Installation is not { Prices: { IsIntervalStated: false } prices } installation)
        {
            return site;
        }

        var settled = library.Find(site.Operator)?.Find(prices.ReplayFrom ?? now)?.StatedInterval(IntervalKind.Settlement);
        return settled is { } length && length <= _longest
            ? site with { Installation = installation with { Prices = prices with { Interval = length } } }
            : site;
    }
}
