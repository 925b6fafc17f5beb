using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>Reads the coincident-peak charge.</summary>
internal static class PeakReader
{
    private static readonly Duration _quarterHour = Duration.FromMinutes(15);

    /// <summary>Reads the charge.</summary>
    /// <param name="section">Its keys.</param>
    /// <param name="market">The market's methods, rates and official peaks.</param>
    /// <param name="terms">What every contract has.</param>
    /// <returns>The charge.</returns>
    public static CoincidentPeakCharge Read(SiteSection section, ContractMarket market, ContractTerms terms)
    {
        if (market.PeakMethods.Count == 0)
        {
            throw section.Refuse(SiteFileErrors.UnknownWord, "kind", $"{section.Full("kind")} is 'coincident-peak', and the rules of market '{market.Name}' charge nothing by coincident peaks.");
        }

        var method = section.Word("method", market.PeakMethods.Keys.First());
        if (!market.PeakMethods.TryGetValue(method, out var peaksPerYear))
        {
            throw section.Unknown("method", method, market.PeakMethods.Keys);
        }

        var rates = section.Number("rate_usd_per_mw_year") is { } stated
            ? [new YearlyRate(CoincidentPeakCharge.EveryYear, new(stated), "clause:rate_per_mw_year")]
            : market.Rates;
        if (!section.Has("rate_usd_per_mw_year"))
        {
            section.Note("rate_usd_per_mw_year", "the market's rate of the charge year", SettingOrigin.Default, "");
        }

        return new(terms.Id, peaksPerYear, Peaks(section, market), rates)
        {
            Term = terms.Term,
            Rounding = terms.Rounding,
        };
    }

    private static ImmutableArray<CoincidentPeak> Peaks(SiteSection section, ContractMarket market)
    {
        var peaks = market.Peaks.ToDictionary(peak => peak.Month);
        var seen = new HashSet<YearMonth>();
        foreach (var entry in section.List("basis"))
        {
            var month = entry.Month("month");
            if (!seen.Add(month))
            {
                throw entry.Refuse(SiteFileErrors.Contradiction, "month", $"{entry.Full("month")}: {entry.Word("month")} stands twice.");
            }

            var official = peaks.GetValueOrDefault(month);
            peaks[month] = new(month, official?.Start, official?.Length ?? _quarterHour, new Megawatts(entry.RequiredNumber("mw")));
        }

        return [.. peaks.Values.OrderBy(peak => peak.Month)];
    }
}
