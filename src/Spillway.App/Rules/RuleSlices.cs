using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites.Rules;

namespace Spillway.App.Rules;

/// <summary>Cuts a market's dated entries into stretches of time in which nothing changes.</summary>
internal sealed class RuleSlices(string market, string file, string sha256)
{
    public required ImmutableArray<DatedRule<Regime>> Regimes { get; init; }

    public required ImmutableArray<DatedRule<MarketInterval>> Intervals { get; init; }

    public required ImmutableArray<DatedRule<PointRule>> Points { get; init; }

    public required ImmutableArray<DatedRule<PriceLimit>> Limits { get; init; }

    public required ImmutableArray<DatedRule<AncillaryProduct>> Ancillary { get; init; }

    public required ImmutableArray<DatedRule<MarketGate>> Gates { get; init; }

    public required ImmutableArray<DatedRule<OfferRule>> Offers { get; init; }

    public required ImmutableArray<DatedRule<CoincidentPeakMethod>> CoincidentPeaks { get; init; }

    public required ImmutableArray<DatedRule<CumulativePriceRule>> CumulativePrices { get; init; }

    public required ImmutableArray<DatedRule<SeasonalPrice>> SeasonalPrices { get; init; }

    public required ImmutableArray<DatedRule<RuleParameter>> Parameters { get; init; }

    /// <summary>The stretches, in order and without a gap, from the first dated entry to the end of time.</summary>
    public ImmutableArray<RulesInForce> Periods()
    {
        var bounds = Bounds(Regimes).Concat(Bounds(Intervals)).Concat(Bounds(Points)).Concat(Bounds(Limits)).Concat(Bounds(Ancillary))
            .Concat(Bounds(Gates)).Concat(Bounds(Offers)).Concat(Bounds(CoincidentPeaks)).Concat(Bounds(CumulativePrices))
            .Concat(Bounds(SeasonalPrices)).Concat(Bounds(Parameters))
            .Where(bound => bound != Instant.MaxValue).Distinct().Order().ToList();
        return [.. bounds.Select((from, index) => Period(from, index + 1 < bounds.Count ? bounds[index + 1] : Instant.MaxValue))];
    }

    private RulesInForce Period(Instant from, Instant to)
    {
        var items = new RuleItems
        {
            Regime = At(Regimes, from).FirstOrDefault(),
            Intervals = At(Intervals, from),
            Points = At(Points, from),
            Limits = At(Limits, from),
            Ancillary = At(Ancillary, from),
            Gates = At(Gates, from),
            Offers = At(Offers, from),
            CoincidentPeak = At(CoincidentPeaks, from).FirstOrDefault(),
            CumulativePrice = At(CumulativePrices, from).FirstOrDefault(),
            SeasonalPrices = At(SeasonalPrices, from),
            Parameters = At(Parameters, from),
        };
        return new(new(market, file, sha256, items.Regime?.Id ?? "", items.Regime?.From ?? from), from, to, items);
    }

    private static IEnumerable<Instant> Bounds<T>(ImmutableArray<DatedRule<T>> entries) => entries.SelectMany(entry => new[] { entry.From, entry.To });

    private static ImmutableArray<T> At<T>(ImmutableArray<DatedRule<T>> entries, Instant at) =>
        [.. entries.Where(entry => entry.Holds(at)).Select(entry => entry.Item)];
}
