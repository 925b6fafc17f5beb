using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Backtests;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Rules;
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
    /// <summary>Between which prices the market takes offers; null where it is not known.</summary>
    public OfferLimits? Limits { get; init; }

    /// <summary>What is bid: the steps of the curve, those above the offer cap at the cap, those that no price can reach left out.</summary>
    public ImmutableArray<BidStep> Offers =>
        [.. Curve.Steps.Where(step => !IsBelowFloor(step)).Select(step => IsCapped(step) ? step with { Price = Limits!.Cap!.Value } : step)];

    /// <summary>The steps that are worth more than the offer cap, at what they are worth.</summary>
    public ImmutableArray<BidStep> Capped => [.. Curve.Steps.Where(IsCapped)];

    /// <summary>The steps that are worth no more than the lowest price there is: they would never run.</summary>
    public ImmutableArray<BidStep> BelowFloor => [.. Curve.Steps.Where(IsBelowFloor)];

    /// <summary>What the site draws at a price so low that everything it bids runs.</summary>
    public Megawatts Most => Offers is [.., var last] ? last.UpTo : Curve.Asleep;

    /// <summary>Makes the curve.</summary>
    /// <param name="site">The site.</param>
    /// <param name="siteFile">Its file, for messages.</param>
    /// <param name="at">The instant.</param>
    /// <param name="series">A dated series with the file it was read from; null means the site file's constant.</param>
    /// <param name="rules">The market's rules, whose limits hold for offers in the site's own currency only; null where it has none.</param>
    /// <returns>The curve with what it rests on.</returns>
    /// <exception cref="RefusedException">A load needs a hash price and there is none for the day.</exception>
    public static SiteBid Of(SiteDefinition site, string siteFile, Instant at, (HashpriceSeries Series, string File)? series, MarketRules? rules)
    {
        ArgumentNullException.ThrowIfNull(site);
        var day = at.InUtc().Date.PlusDays(-1);
        var hashprice = Needed(site, siteFile, day, series);
        return new(site, at, day, hashprice, AggregateBidCurve.Of(site.Site, hashprice))
        {
            Limits = rules?.Currency == site.Currency ? OfferLimits.Of(rules, at) : null,
        };
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

    private bool IsCapped(BidStep step) => Limits?.Cap is { } cap && step.Price > cap;

    // A step runs below its price, and no price is below the floor.
    private bool IsBelowFloor(BidStep step) => Limits?.Floor is { } floor && step.Price <= floor;

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
