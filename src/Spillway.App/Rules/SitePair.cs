using NodaTime;
using Spillway.App.Sites;
using Spillway.Engine.Sites.Rules;

namespace Spillway.App.Rules;

/// <summary>The two prices that a site is settled at, by its market's rules: metered load at one, positions at the other.</summary>
internal static class SitePair
{
    /// <summary>The pair that holds at some time of a range.</summary>
    /// <param name="site">The site.</param>
    /// <param name="library">The rules at hand.</param>
    /// <param name="range">The range.</param>
    /// <returns>The first in it; null where one price settles everything, or the market has no rules.</returns>
    public static ZonePair? In(SiteDefinition site, RuleLibrary library, Interval range) => library.Find(site.Operator)?.Pair(range);

    /// <summary>The pair that a running desk keeps prices for: one that holds from now on, whenever it begins.</summary>
    /// <param name="site">The site.</param>
    /// <param name="library">The rules at hand.</param>
    /// <param name="now">The desk's instant.</param>
    /// <returns>The pair; null where one price settles everything, or the market has no rules.</returns>
    public static ZonePair? From(SiteDefinition site, RuleLibrary library, Instant now) => In(site, library, new(now, Instant.MaxValue));
}
