using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Markets.Archive;

/// <summary>Makes the price series of a site, from files or from the archive.</summary>
/// <remarks>Real-time prices are taken; where the site's point has only day-ahead prices, those. Every point of the same
/// product and interval becomes a neighbour.</remarks>
public static class PriceSeriesLoader
{
    /// <summary>The kind of the finding that day-ahead prices stand for real-time ones.</summary>
    public const string DayAheadOnly = "day-ahead-only";

    internal const string AnyMarket = "any";
    private const int PointsShown = 40;

    /// <summary>Makes the series from files; where two of them disagree, the later one stands.</summary>
    /// <param name="files">The files, the later after the earlier.</param>
    /// <param name="market">The site's market, such as <c>ercot</c>.</param>
    /// <param name="point">The site's settlement point.</param>
    /// <param name="pair">The two prices that go by a zone's name in the market: the other one is kept beside the site's own. Null keeps none.</param>
    /// <returns>The series and what was found.</returns>
    /// <exception cref="RefusedException">No file has a price of the point, or the files have intervals of different lengths.</exception>
    public static LoadedPrices FromFiles(IReadOnlyList<MarketFile> files, string market, SettlementPoint point, ZonePair? pair = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(market);
        var columns = files.SelectMany(file => file.Columns.Select(column => new PriceColumn(
            column.Key, file.Interval, column.StartsUnixSeconds, column.Values, [], [file.Source])));
        return Load([.. columns], market, (point, pair), $"in {string.Join(", ", files.Select(file => $"'{file.Source.Name}'"))}");
    }

    /// <summary>Makes the series from the archive, with what stood before a price was corrected.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="market">The site's market, such as <c>ercot</c>.</param>
    /// <param name="point">The site's settlement point.</param>
    /// <param name="from">Intervals that start here or later.</param>
    /// <param name="to">Intervals that start before this.</param>
    /// <returns>The series and what was found.</returns>
    /// <exception cref="RefusedException">The archive has no price of the point in the range, or intervals of different lengths.</exception>
    public static LoadedPrices FromArchive(
        PriceArchive archive, string market, SettlementPoint point, Instant from, Instant to)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(market);
        var sources = archive.Sources();
        var series = archive.Query(
            key => key.Product is Product.RealTimePrice or Product.DayAheadPrice && (key.Market == market || key.Market == AnyMarket),
            from,
            to);
        var columns = series.Select(one => new PriceColumn(
            one.Key, one.Interval, one.StartsUnixSeconds, one.Values, one.Revisions,
            [.. one.Sources.Distinct().Order().Select(number => sources[number - 1].File)]));
        return Load([.. columns], market, (point, null), $"in the archive from {from} to {to}");
    }

    private static LoadedPrices Load(ImmutableArray<PriceColumn> columns, string market, (SettlementPoint Point, ZonePair? Pair) site, Wording where)
    {
        var prices = OfMarket(columns, market);
        if (prices.IsEmpty)
        {
            throw new RefusedException(ArchiveErrors.NothingThere, $"No real-time or day-ahead price is {where}.");
        }

        var findings = ImmutableArray.CreateBuilder<Finding>();
        var (own, product) = Own(prices, site.Point, where, findings);
        var chosen = prices.Where(column => column.Key.Product == product).ToList();
        RefuseMixed(chosen);
        var disagreements = new List<Disagreement>();
        var merged = chosen
            .GroupBy(column => column.Key.Point)
            .OrderBy(group => group.Key, PointOrder.Instance)
            .Select(group => ColumnOverlay.Of([.. group], disagreements))
            .ToList();
        findings.AddRange(ColumnOverlay.Findings(disagreements));
        var series = Series(merged, own);
        return new(site.Pair is null ? series : series with { Paired = Paired(merged, own) }, findings.DrainToImmutable());
    }

    // Exactly as published: what stands among the peers is rounded to binary.
    private static ImmutableArray<PairedPrice> Paired(List<PriceColumn> merged, SettlementPoint own)
    {
        var other = ZonePairs.Other(own, point => merged.Exists(column => column.Key.Point == point));
        return merged.Find(column => column.Key.Point == other) is { } found
            ? [.. found.Starts.Zip(found.Values, (start, value) => new PairedPrice(found.Key.Point, Instant.FromUnixTimeSeconds(start), new(value)))]
            : [];
    }

    /// <summary>The prices of the site's market, with those of files that do not tell their market.</summary>
    internal static ImmutableArray<PriceColumn> OfMarket(ImmutableArray<PriceColumn> columns, string market)
    {
        var prices = columns.Where(column => column.Key.Product is Product.RealTimePrice or Product.DayAheadPrice).ToList();
        var ofMarket = prices.Where(column => column.Key.Market == market || column.Key.Market == AnyMarket).ToList();
        return [.. ofMarket.Count > 0 ? ofMarket : prices];
    }

    internal static (SettlementPoint Own, Product Product) Own(
        ImmutableArray<PriceColumn> prices, SettlementPoint point, Wording where, ImmutableArray<Finding>.Builder findings)
    {
        foreach (var product in new[] { Product.RealTimePrice, Product.DayAheadPrice })
        {
            var points = prices.Where(column => column.Key.Product == product).Select(column => column.Key.Point).ToHashSet();
            if (Match(points, point, findings) is { } own)
            {
                if (product == Product.DayAheadPrice)
                {
                    findings.Add(new(DayAheadOnly, 1, $"{own} has no real-time price {where}; its day-ahead price is used."));
                }

                return (own, product);
            }
        }

        var names = prices.Select(column => column.Key.Point.ToString()).Distinct().Order(StringComparer.Ordinal).ToList();
        var more = names.Count > PointsShown ? (Wording)$" and {names.Count - PointsShown} more" : $"";
        throw new RefusedException(
            ArchiveErrors.UnknownPoint,
            $"No price of settlement point '{point}' is {where}. Near: {string.Join(", ", NearPoints.To(point.ToString(), names))}. There are: {string.Join(", ", names.Take(PointsShown))}{more}.");
    }

    private static SettlementPoint? Match(
        HashSet<SettlementPoint> points, SettlementPoint point, ImmutableArray<Finding>.Builder findings)
    {
        if (points.Contains(point))
        {
            return point;
        }

        var zone = point with { Type = SettlementPointType.Zone };
        if (point.Type == SettlementPointType.ZoneEnergyWeighted && points.Contains(zone))
        {
            findings.Add(new("stand-in", 1, $"{point} has no price of its own; {zone} stands in."));
            return zone;
        }

        // A name whose beginning does not tell its type, such as SP15, is the point of that name whatever its type.
        var named = points.Where(one => one.Name == point.Name).ToList();
        return point.Type == SettlementPointType.Unknown && named.Count == 1 ? named[0] : null;
    }

    internal static void RefuseMixed(List<PriceColumn> columns)
    {
        var first = columns[0];
        var other = columns.Find(column => column.Interval != first.Interval);
        if (other is not null)
        {
            throw new RefusedException(ArchiveErrors.MixedIntervals, $"'{first.Sources[0].Name}' has {first.Key.Point} in intervals of {first.Interval.TotalMinutes} min, '{other.Sources[0].Name}' has {other.Key.Point} in intervals of {other.Interval.TotalMinutes} min.");
        }
    }

    private static PriceSeries Series(List<PriceColumn> columns, SettlementPoint own)
    {
        var ownIndex = columns.FindIndex(column => column.Key.Point == own);
        var priced = columns[ownIndex];
        var peers = Peers(columns, priced.Starts);
        var revisions = priced.Revisions.ToLookup(revision => revision.StartUnixSeconds);
        var intervals = new PricedInterval[priced.Starts.Length];
        for (var row = 0; row < intervals.Length; row++)
        {
            var start = priced.Starts[row];
            intervals[row] = new(
                Instant.FromUnixTimeSeconds(start),
                new EnergyPrice(priced.Values[row]),
                ImmutableCollectionsMarshal.AsImmutableArray(peers[row]),
                priced.Revisions.IsEmpty ? [] : Before(revisions[start]));
        }

        return new(
            own,
            [.. columns.Select(column => column.Key.Point)],
            priced.Interval,
            ImmutableCollectionsMarshal.AsImmutableArray(intervals),
            [.. columns.SelectMany(column => column.Sources).Distinct()]);
    }

    private static ImmutableArray<PriceRevision> Before(IEnumerable<ArchivedRevision> revisions) =>
        [.. revisions.Select(revision => new PriceRevision(new EnergyPrice(revision.Value), revision.ReplacedAt))];

    private static double[][] Peers(List<PriceColumn> columns, long[] starts)
    {
        var peers = new double[starts.Length][];
        for (var row = 0; row < peers.Length; row++)
        {
            peers[row] = new double[columns.Count];
        }

        for (var index = 0; index < columns.Count; index++)
        {
            var column = columns[index];
            var at = 0;
            for (var row = 0; row < starts.Length; row++)
            {
                while (at < column.Starts.Length && column.Starts[at] < starts[row])
                {
                    at++;
                }

                peers[row][index] = at < column.Starts.Length && column.Starts[at] == starts[row]
                    ? (double)column.Values[at] : double.NaN;
            }
        }

        return peers;
    }
}
