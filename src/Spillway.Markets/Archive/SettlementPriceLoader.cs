using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Markets.Archive;

/// <summary>Finds the prices a site is settled by, from files or from the archive, and keeps where each came from.</summary>
/// <remarks>Which of the two prices under a zone's name settles metered load and which positions is a rule of the market; where one of
/// the two is missing altogether the other stands in.</remarks>
public static class SettlementPriceLoader
{
    /// <summary>Finds them in files; where two of them disagree, the later one stands.</summary>
    /// <param name="files">The files, the later after the earlier.</param>
    /// <param name="market">The site's market, such as <c>ercot</c>.</param>
    /// <param name="point">The site's settlement point.</param>
    /// <param name="pair">The two prices that go by a zone's name in the market; null where one price settles everything.</param>
    /// <returns>The prices and what was found.</returns>
    /// <exception cref="RefusedException">No file has a price of the point, or the files have intervals of different lengths.</exception>
    public static SettlementPrices FromFiles(IReadOnlyList<MarketFile> files, string market, SettlementPoint point, ZonePair? pair)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(market);
        var columns = files.SelectMany(file => file.Columns.Select(column => new Sourced(
            new(column.Key, file.Interval, column.StartsUnixSeconds, column.Values, [], [file.Source]), _ => file.Source)));
        return Load([.. columns], market, (point, pair), $"in {string.Join(", ", files.Select(file => $"'{file.Source.Name}'"))}");
    }

    /// <summary>Finds them in the archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="market">The site's market, such as <c>ercot</c>.</param>
    /// <param name="site">The site's settlement point, and the two prices that go by a zone's name in the market; null where one price settles everything.</param>
    /// <param name="from">Intervals that start here or later.</param>
    /// <param name="to">Intervals that start before this.</param>
    /// <returns>The prices and what was found.</returns>
    /// <exception cref="RefusedException">The archive has no price of the point in the range, or intervals of different lengths.</exception>
    public static SettlementPrices FromArchive(
        PriceArchive archive, string market, (SettlementPoint Point, ZonePair? Pair) site, Instant from, Instant to)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(market);
        var sources = archive.Sources();
        var series = archive.Query(
            key => key.Product is Product.RealTimePrice or Product.DayAheadPrice
                && (key.Market == market || key.Market == PriceSeriesLoader.AnyMarket)
                && key.Point.Name == site.Point.Name,
            from,
            to);
        var columns = series.Select(one => new Sourced(
            new(one.Key, one.Interval, one.StartsUnixSeconds, one.Values, one.Revisions, [.. one.Sources.Distinct().Order().Select(number => sources[number - 1].File)]),
            row => sources[one.Sources[row] - 1].File));
        return Load([.. columns], market, site, $"in the archive from {from} to {to}");
    }

    private static SettlementPrices Load(ImmutableArray<Sourced> columns, string market, (SettlementPoint Point, ZonePair? Pair) site, Wording where)
    {
        var prices = PriceSeriesLoader.OfMarket([.. columns.Select(column => column.Column)], market);
        if (prices.IsEmpty)
        {
            throw new RefusedException(ArchiveErrors.NothingThere, $"No real-time or day-ahead price is {where}.");
        }

        var findings = ImmutableArray.CreateBuilder<Finding>();
        var (own, product) = PriceSeriesLoader.Own(prices, site.Point, where, findings);
        var chosen = columns.Where(one => prices.Contains(one.Column) && one.Column.Key.Product == product).ToList();
        var other = ZonePairs.Other(own, point => chosen.Exists(one => one.Column.Key.Point == point));
        var (physical, financial) = Settling(own, other, site.Pair);
        var wanted = chosen.Where(one => one.Column.Key.Point == physical || one.Column.Key.Point == financial).ToList();
        PriceSeriesLoader.RefuseMixed([.. wanted.Select(one => one.Column)]);
        findings.AddRange(Said(own, other, (market, site.Pair), where));

        var sources = new List<SourceFile>();
        var disagreements = new List<Disagreement>();
        var load = Laid(wanted, physical, sources, disagreements);
        var positions = physical == financial ? load : Laid(wanted, financial, sources, disagreements);
        findings.AddRange(ColumnOverlay.Findings(disagreements));
        return new(wanted[0].Column.Interval, load, positions, [.. sources], findings.DrainToImmutable());
    }

    private static (SettlementPoint Physical, SettlementPoint Financial) Settling(SettlementPoint own, SettlementPoint? other, ZonePair? pair)
    {
        if (pair is null || other is not { } second)
        {
            return (own, own);
        }

        var (weighted, zone) = own.Type == SettlementPointType.ZoneEnergyWeighted ? (own, second) : (second, own);
        return pair.Physical == SettlementPointType.ZoneEnergyWeighted ? (weighted, zone) : (zone, weighted);
    }

    // A name that does not tell its type may be a node's: nothing is missed there.
    private static IEnumerable<Finding> Said(SettlementPoint own, SettlementPoint? other, (string Market, ZonePair? Pair) rules, Wording where)
    {
        if (rules.Pair is null && other is { } unused)
        {
            yield return new("no-pair", 1, $"{unused} is {where}, and the rules of market '{rules.Market}' settle nothing at it: metered load and positions are priced at {own}.");
        }
        else if (rules.Pair is { } pair && other is null && ZonePair.Has(own.Type))
        {
            var missing = ZonePair.Other(own)!.Value;
            yield return new("stand-in", 1, (pair.Physical == own.Type, own.Type) switch
            {
                (false, SettlementPointType.Zone) => $"No energy-weighted price of the zone is {where}: {own} stands in for {missing} as the price of metered load.",
                (false, _) => $"No price of {missing} is {where}: {own} stands in for it as the price of metered load.",
                _ => (Wording)$"No price of {missing} is {where}: {own} stands in for it as the price of positions.",
            });
        }
    }

    // Lays the columns of one point over each other in file order, keeping of each price the file that it stands in.
    private static PointPrices Laid(
        List<Sourced> columns, SettlementPoint point, List<SourceFile> sources, List<Disagreement> disagreements)
    {
        var laid = new SortedDictionary<long, (decimal Value, int Source)>();
        foreach (var (column, sourceOf) in columns.Where(one => one.Column.Key.Point == point))
        {
            for (var row = 0; row < column.Starts.Length; row++)
            {
                var (start, value) = (column.Starts[row], column.Values[row]);
                if (laid.TryGetValue(start, out var below) && below.Value != value)
                {
                    disagreements.Add(new(column.Key, Instant.FromUnixTimeSeconds(start), below.Value, value));
                }
                else if (laid.ContainsKey(start))
                {
                    // The first file that says so keeps the credit.
                    continue;
                }

                laid[start] = (value, IndexOf(sources, sourceOf(row)));
            }
        }

        return new(point, [.. laid.Keys], [.. laid.Values.Select(one => one.Value)], [.. laid.Values.Select(one => one.Source)]);
    }

    private static int IndexOf(List<SourceFile> sources, SourceFile source)
    {
        var index = sources.IndexOf(source);
        if (index < 0)
        {
            sources.Add(source);
            index = sources.Count - 1;
        }

        return index;
    }

    private sealed record Sourced(PriceColumn Column, Func<int, SourceFile> SourceOf);
}
