using NodaTime;
using Spillway.App.Sites;
using Spillway.App.Streams.Webhooks;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Archive;
using Spillway.Markets.Feeds;
using Spillway.Markets.Files;

namespace Spillway.App.Composition;

/// <summary>Where a running desk gets its prices: the source, and what was known before it began.</summary>
/// <param name="Source">The source.</param>
/// <param name="History">The prices known at the start; null where there are none.</param>
internal sealed record LivePrices(IPriceSource Source, PriceSeries? History)
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(20);

    /// <summary>Opens the source that the site file names; nothing is asked yet.</summary>
    /// <param name="site">The site.</param>
    /// <param name="pair">The two prices of the site's zone in its market; null where only the site's own price is wanted.</param>
    /// <param name="prices">What the site file says.</param>
    /// <param name="place">What paths are relative to: the site file's folder.</param>
    /// <param name="time">The desk's clock.</param>
    /// <param name="cancellation">Ends the reading of a long file.</param>
    /// <returns>The source, and what was known before.</returns>
    /// <exception cref="RefusedException">A file is refused.</exception>
    public static LivePrices Open(SiteDefinition site, ZonePair? pair, PriceSource prices, string place, TimeProvider time, CancellationToken cancellation)
    {
        switch (prices.Kind)
        {
            case PriceSourceKind.FollowedFile:
                var path = Path.Combine(place, prices.Place);
                var known = File.Exists(path) ? Series(site, path, pair, cancellation) : null;
                return new(new FollowedFile(path, site.Operator, site.SettlementPoint, pair), known);
            case PriceSourceKind.PolledHttp:
                return new(new PolledSource(Options(site, prices) with { Pair = pair }), null);
            default:
                var series = Series(site, Path.Combine(place, prices.Place), pair, cancellation);
                var now = Instant.FromDateTimeOffset(time.GetUtcNow());
                return new(new ReplayedSeries(After(series, now), time), Before(series, now));
        }
    }

    /// <summary>The first instant of a replay.</summary>
    /// <param name="site">The site.</param>
    /// <param name="prices">What the site file says; a replay.</param>
    /// <param name="place">What paths are relative to.</param>
    /// <param name="cancellation">Ends the reading of a long file.</param>
    /// <returns>What the site file says, else the start of the file's second interval: the first price is known then.</returns>
    /// <exception cref="RefusedException"><see cref="DeskErrors.EmptyReplay"/>, or the file is refused.</exception>
    public static Instant ReplayStart(SiteDefinition site, PriceSource prices, string place, CancellationToken cancellation)
    {
        var path = Path.Combine(place, prices.Place);
        var series = Series(site, path, null, cancellation);
        var first = series.Intervals.IsEmpty ? (Instant?)null : series.Intervals[0].Start + series.Interval;
        var last = series.Intervals.IsEmpty ? (Instant?)null : series.Intervals[^1].Start;
        return first is { } known && (prices.ReplayFrom ?? known) is var from && from >= known - series.Interval && from <= last
            ? from
            : throw new RefusedException(DeskErrors.EmptyReplay, $"{path} has prices from {first} to {last}, and the replay begins at {prices.ReplayFrom}.");
    }

    private static PriceSeries Series(SiteDefinition site, string path, ZonePair? pair, CancellationToken cancellation) =>
        PriceSeriesLoader.FromFiles(MarketFileReader.Read(path, cancellation), site.Operator, site.SettlementPoint, pair).Series;

    private static PriceSeries After(PriceSeries series, Instant now) =>
        series with
        {
            Intervals = [.. series.Intervals.Where(one => one.Start + series.Interval > now)],
            Paired = [.. series.Paired.Where(one => one.Start + series.Interval > now)],
        };

    private static PriceSeries Before(PriceSeries series, Instant now) =>
        series with
        {
            Intervals = [.. series.Intervals.Where(one => one.Start + series.Interval <= now)],
            Paired = [.. series.Paired.Where(one => one.Start + series.Interval <= now)],
        };

    private static PolledSourceOptions Options(SiteDefinition site, PriceSource prices)
    {
        var header = prices.Header is { } opener ? new SourceHeader(opener.Name, CredentialText.Read(opener.ValueFrom).Password) : null;
        var isLocalAllowed = site.Installation is { Desk.AllowsLocalPrices: true };
        return new(new Uri(prices.Place), site.Operator, site.SettlementPoint, Mapping(prices), header, _timeout)
        {
            Connect = TargetGuard.Connecting(isLocalAllowed, static what => new RefusedException(FeedErrors.LocalAddress, $"{what}, and desk.local_prices is 'refused'.")),
        };
    }

    private static FeedMapping? Mapping(PriceSource prices) => prices.Shape is "json" or "csv"
        ? new(
            prices.Shape == "json" ? FeedForm.Json : FeedForm.Csv,
            prices.Rows,
            prices.StartField,
            prices.StartForm switch
            {
                "epoch-ms" => FeedTimeForm.EpochMilliseconds,
                "epoch-s" => FeedTimeForm.EpochSeconds,
                _ => FeedTimeForm.Iso,
            },
            prices.IsEnd,
            prices.Interval,
            prices.PriceField!,
            prices.PointField)
        : null;
}
