using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.App.Statements.Ledgers;

/// <summary>The prices of a journal as a statement takes them: of a zone's two prices each for what it settles.</summary>
/// <param name="interval">The length of every interval.</param>
/// <param name="source">The journal as a source.</param>
/// <param name="own">The prices that the desk decided by, by start.</param>
/// <param name="paired">Those of the other point that it kept beside them, by start; a journal of before desks did so has none.</param>
internal sealed class JournalPrices(
    Duration interval, SourceFile source, IReadOnlyDictionary<Instant, EnergyPrice> own, IReadOnlyDictionary<Instant, PairedPrice> paired)
{
    /// <summary>The prices of a site.</summary>
    /// <param name="point">The site's settlement point.</param>
    /// <param name="pair">The two prices of its zone by the market's rules; null where one settles everything.</param>
    public SettlementPrices At(SettlementPoint point, ZonePair? pair)
    {
        var decided = Column(point, own.Select(static price => (price.Key, price.Value)));
        if (pair is null || ZonePair.Other(point) is not { } other)
        {
            return new(interval, decided, decided, [source], []);
        }

        var kept = paired.Values.Where(price => price.Point.Name == point.Name && IsWeighted(price.Point) != IsWeighted(point)).ToList();
        if (kept.Count == 0)
        {
            return new(interval, decided, decided, [source], ZonePair.Has(point.Type) ? [Missing(point, other, pair)] : []);
        }

        if (!IsPhysical(point, pair))
        {
            return new(interval, Column(kept[0].Point, kept.Select(static price => (price.Start, price.Price))), decided, [source], []);
        }

        var (positions, findings) = FromFirst(kept, point);
        return new(interval, decided, positions, [source], findings);
    }

    private static bool IsWeighted(SettlementPoint point) => point.Type == SettlementPointType.ZoneEnergyWeighted;

    private static Finding Missing(SettlementPoint point, SettlementPoint other, ZonePair pair) => new("stand-in", 1, (IsPhysical(point, pair), IsWeighted(other)) switch
    {
        (true, _) => (Wording)$"The journal holds no price of {other}: {point} stands in for it as the price of positions.",
        (_, true) => (Wording)$"The journal holds no energy-weighted price of the zone: {point} stands in for {other} as the price of metered load.",
        _ => (Wording)$"The journal holds no price of {other}: {point} stands in for it as the price of metered load.",
    });

    private static bool IsPhysical(SettlementPoint point, ZonePair pair) => IsWeighted(point) == (pair.Physical == SettlementPointType.ZoneEnergyWeighted);

    // Positions have no price but the other point's, and the records of before desks kept it must be settled as they were: until the first one that is
    // kept the site's own stands in. After it a price that is missing leaves its interval open, as in files.
    private (PointPrices Column, ImmutableArray<Finding> Findings) FromFirst(List<PairedPrice> kept, SettlementPoint point)
    {
        var first = kept.Min(static price => price.Start);
        var earlier = own.Where(price => price.Key < first).Select(static price => (price.Key, price.Value)).ToList();
        var column = Column(kept[0].Point, kept.Select(static price => (price.Start, price.Price)).Concat(earlier));
        return (column, earlier.Count == 0 ? [] :
            [new("stand-in", earlier.Count, $"The journal holds prices of {kept[0].Point} from {first} on: before that {point} stands in for it as the price of positions.")]);
    }

    private static PointPrices Column(SettlementPoint point, IEnumerable<(Instant Start, EnergyPrice Price)> prices)
    {
        var sorted = prices.OrderBy(static price => price.Start).ToList();
        return new(point, [.. sorted.Select(static price => price.Start.ToUnixTimeSeconds())], [.. sorted.Select(static price => price.Price.Value)], new int[sorted.Count]);
    }
}
