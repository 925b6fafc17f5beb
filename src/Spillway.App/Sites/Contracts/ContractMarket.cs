using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites.Contracts;
using Spillway.Engine.Sites.Rules;

namespace Spillway.App.Sites.Contracts;

/// <summary>What a market's rules say that contracts stand on.</summary>
/// <param name="Name">The market, as site files name it.</param>
/// <param name="Products">Its ancillary products, and what kinds of load may sell each; empty kinds where no load may.</param>
/// <param name="BoughtFrom">From when on it buys each of them.</param>
/// <param name="FinancialFrom">From when on awards of ancillary services are financial; null where they never are.</param>
/// <param name="Methods">Its methods of charging by coincident peaks.</param>
/// <param name="Peaks">The official peaks known, with the methods' length.</param>
/// <param name="Rates">The rates known.</param>
internal sealed record ContractMarket(
    string Name,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Products,
    ImmutableSortedDictionary<string, Instant> BoughtFrom,
    Instant? FinancialFrom,
    ImmutableArray<CoincidentPeakMethod> Methods,
    ImmutableArray<CoincidentPeak> Peaks,
    ImmutableArray<YearlyRate> Rates)
{
    /// <summary>What contracts need of a market's rules.</summary>
    /// <param name="name">The market, as site files name it.</param>
    /// <param name="rules">Its rules; null where it has none, and then nothing is known of it.</param>
    /// <returns>What the rules state, over all their dates.</returns>
    public static ContractMarket Of(string name, MarketRules? rules)
    {
        var items = rules?.Periods.Select(period => period.Items).ToList() ?? [];
        ImmutableArray<CoincidentPeakMethod> methods =
            [.. items.Select(item => item.CoincidentPeak).OfType<CoincidentPeakMethod>().DistinctBy(method => method.Id)];
        return new(
            name,
            items.SelectMany(item => item.Ancillary)
                .GroupBy(product => product.Id, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(product => product.Key, Sellers, StringComparer.Ordinal),
            (rules?.Periods ?? []).SelectMany(period => period.Items.Ancillary.Select(product => (product.Id, period.From)))
                .GroupBy(product => product.Id, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(product => product.Key, product => product.Min(one => one.From), StringComparer.Ordinal),
            rules?.Periods.FirstOrDefault(period => period.Items.Regime?.Imbalance == ImbalanceRegime.Financial)?.From,
            methods,
            [.. (rules?.OfficialPeaks ?? []).Select(peak => new CoincidentPeak(new(peak.Year, peak.Month), peak.Start, methods[0].Interval, null))],
            [.. (rules?.PeakRates ?? []).Where(rate => rate.Rate.IsKnown).Select(rate => new YearlyRate(
                rate.ChargeYear, new(rate.Rate.Known.Value), FormattableString.Invariant($"rules:{rules!.File}:coincident_peak_rates[{rate.ChargeYear}]")))]);
    }

    private static ImmutableArray<string> Sellers(IEnumerable<AncillaryProduct> dated) =>
        [.. dated.Where(product => product.Sellers.IsKnown).SelectMany(product => product.Sellers.Known).Distinct(StringComparer.Ordinal)];
}
