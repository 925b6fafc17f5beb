using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Markets.Archive;

/// <summary>Finds the prices a site is settled by, from files or from the archive, and keeps where each came from.</summary>
/// <remarks>Metered load is settled at the zone's energy-weighted price, positions at the zone's own; where one of the two
/// is missing altogether the other stands in.</remarks>
public static class SettlementPriceLoader
{
    /// <summary>Finds them in files; where two of them disagree, the later one stands.</summary>
    /// <param name="files">The files, the later after the earlier.</param>
    /// <param name="market">The site's market, such as <c>ercot</c>.</param>
    /// <param name="point">The site's settlement point.</param>
    /// <returns>The prices and what was found.</returns>
    /// <exception cref="RefusedException">No file has a price of the point, or the files have intervals of different lengths.</exception>
    public static SettlementPrices FromFiles(IReadOnlyList<MarketFile> files, string market, SettlementPoint point)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(market);
        var columns = files.SelectMany(file => file.Columns.Select(column => new Sourced(
            new(column.Key, file.Interval, column.StartsUnixSeconds, column.Values, [], [file.Source]), _ => file.Source)));
        return Load([.. columns], market, point, $"in {string.Join(", ", files.Select(file => $"'{file.Source.Name}'"))}");
    }

    /// <summary>Finds them in the archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="market">The site's market, such as <c>ercot</c>.</param>
    /// <param name="point">The site's settlement point.</param>
    /// <param name="from">Intervals that start here or later.</param>
    /// <param name="to">Intervals that start before this.</param>
    /// <returns>The prices and what was found.</returns>
    /// <exception cref="RefusedException">The archive has no price of the point in the range, or intervals of different lengths.</exception>
    public static SettlementPrices FromArchive(
        PriceArchive archive, string market, SettlementPoint point, Instant from, Instant to)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(market);
        var sources = archive.Sources();
        var series = archive.Query(
            key => key.Product is Product.RealTimePrice or Product.DayAheadPrice
                && (key.Market == market || key.Market == PriceSeriesLoader.AnyMarket)
                && key.Point.Name == point.Name,
            from,
            to);
        var columns = series.Select(one => new Sourced(
            new(one.Key, one.Interval, one.StartsUnixSeconds, one.Values, one.Revisions, [.. one.Sources.Distinct().Order().Select(number => sources[number - 1].File)]),
            row => sources[one.Sources[row] - 1].File));
        return Load([.. columns], market, point, $"in the archive from {from} to {to}");
    }

    private static SettlementPrices Load(ImmutableArray<Sourced> columns, string market, SettlementPoint point, Wording where)
    {
        var prices = PriceSeriesLoader.OfMarket([.. columns.Select(column => column.Column)], market);
        if (prices.IsEmpty)
        {
            throw new RefusedException(ArchiveErrors.NothingThere, $"No real-time or day-ahead price is {where}.");
        }

        var findings = ImmutableArray.CreateBuilder<Finding>();
        var (own, product) = PriceSeriesLoader.Own(prices, point, where, findings);
        var chosen = columns.Where(one => prices.Contains(one.Column) && one.Column.Key.Product == product).ToList();
        var weighted = own with { Type = SettlementPointType.ZoneEnergyWeighted };
        var zone = own with { Type = SettlementPointType.Zone };
        var physical = own.Type == SettlementPointType.Zone && Has(weighted) ? weighted : own;
        var financial = own.Type == SettlementPointType.ZoneEnergyWeighted && Has(zone) ? zone : own;
        var wanted = chosen.Where(one => one.Column.Key.Point == physical || one.Column.Key.Point == financial).ToList();
        PriceSeriesLoader.RefuseMixed([.. wanted.Select(one => one.Column)]);
        if (physical == financial && own.Type is SettlementPointType.Zone or SettlementPointType.ZoneEnergyWeighted)
        {
            findings.Add(new("stand-in", 1, own.Type == SettlementPointType.Zone
                ? (Wording)$"No energy-weighted price of the zone is {where}: {zone} stands in for {weighted} as the price of metered load."
                : $"No price of {zone} is {where}: {weighted} stands in for it as the price of positions."));
        }

        var sources = new List<SourceFile>();
        var disagreements = new List<Disagreement>();
        var load = Laid(wanted, physical, sources, disagreements);
        var positions = physical == financial ? load : Laid(wanted, financial, sources, disagreements);
        findings.AddRange(ColumnOverlay.Findings(disagreements));
        return new(wanted[0].Column.Interval, load, positions, [.. sources], findings.DrainToImmutable());

        bool Has(SettlementPoint other) => chosen.Exists(one => one.Column.Key.Point == other);
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
