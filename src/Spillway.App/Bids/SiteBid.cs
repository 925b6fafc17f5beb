using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Backtests;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.App.Bids;

/// <summary>A site's aggregate bid curve for one instant.</summary>
/// <param name="Site">The site.</param>
/// <param name="At">The instant it is for.</param>
/// <param name="HashpriceDay">The UTC day whose hash price counts: the one before the instant, the last that is known then.</param>
/// <param name="Hashprice">That day's hash price; null where every load has a value of its own.</param>
/// <param name="Curve">The curve.</param>
public sealed record SiteBid(
    SiteDefinition Site, Instant At, LocalDate HashpriceDay, Hashprice? Hashprice, AggregateBidCurve Curve)
{
    /// <summary>Makes the curve.</summary>
    /// <param name="site">The site.</param>
    /// <param name="siteFile">Its file, for messages.</param>
    /// <param name="at">The instant.</param>
    /// <param name="series">A dated series with the file it was read from; null means the site file's constant.</param>
    /// <returns>The curve with what it rests on.</returns>
    /// <exception cref="RefusedException">A load needs a hash price and there is none for the day.</exception>
    public static SiteBid Of(SiteDefinition site, string siteFile, Instant at, (HashpriceSeries Series, string File)? series)
    {
        ArgumentNullException.ThrowIfNull(site);
        var day = at.InUtc().Date.PlusDays(-1);
        var hashprice = Needed(site, siteFile, day, series);
        return new(site, at, day, hashprice, AggregateBidCurve.Of(site.Site, hashprice));
    }

    /// <summary>The running modes that are never the best at any price, and so are on no step.</summary>
    /// <returns>Group and mode, in file order.</returns>
    public ImmutableArray<(LoadGroup Group, OperatingMode Mode)> BelowHull() =>
    [
        .. Site.Site.Loads.SelectMany(group =>
        {
            var offered = ModeLadder.Of(group, Hashprice).Select(step => step.ToModeIndex).ToHashSet();
            return group.Modes.Where((_, index) => index != LoadGroup.OffIndex && !offered.Contains(index)).Select(mode => (group, mode));
        }),
    ];

    /// <summary>The load group of a step.</summary>
    /// <param name="id">Its name.</param>
    /// <returns>The group.</returns>
    public LoadGroup Group(GroupId id) => Site.Site.Loads.First(group => group.Id == id);

    private static Hashprice? Needed(SiteDefinition site, string siteFile, LocalDate day, (HashpriceSeries Series, string File)? series)
    {
        if (site.Site.Loads.FirstOrDefault(load => load.Value is null) is not { } hungry)
        {
            return null;
        }

        if (series is { } dated)
        {
            return dated.Series.On(day) ?? throw new RefusedException(
                BidErrors.HashpriceDoesNotCover,
                $"{dated.File}: no hash price for {day:uuuu-MM-dd} (UTC), the day before --at; the series reaches from {dated.Series.First:uuuu-MM-dd} to {dated.Series.Last:uuuu-MM-dd}.");
        }

        return site.Hashprice ?? throw new RefusedException(
            BacktestErrors.HashpriceMissing, $"{siteFile}: load '{hungry.Id}' has no value of its own and the site no hash price.");
    }
}
