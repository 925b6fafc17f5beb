using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites.Contracts;
using Spillway.Engine.Sites.Rules;
using Spillway.Units;

namespace Spillway.App.Sites.Contracts;

/// <summary>Reads the coincident-peak charge.</summary>
internal static class PeakReader
{
    /// <summary>Reads the charge.</summary>
    /// <param name="section">Its keys.</param>
    /// <param name="market">The market's methods, rates and official peaks.</param>
    /// <param name="terms">What every contract has.</param>
    /// <returns>The charge.</returns>
    public static CoincidentPeakCharge Read(SiteSection section, ContractMarket market, ContractTerms terms)
    {
        if (market.Methods.IsEmpty)
        {
            throw section.Refuse(SiteFileErrors.UnknownWord, "kind", $"{section.Full("kind")} is 'coincident-peak', and the rules of market '{market.Name}' charge nothing by coincident peaks.");
        }

        var id = section.Word("method", market.Methods[0].Id);
        var method = market.Methods.FirstOrDefault(one => one.Id == id) ?? throw section.Unknown("method", id, market.Methods.Select(one => one.Id));
        var rates = section.Number("rate_usd_per_mw_year") is { } stated
            ? [new YearlyRate(CoincidentPeakCharge.EveryYear, new(stated), "clause:rate_per_mw_year")]
            : market.Rates;
        if (!section.Has("rate_usd_per_mw_year"))
        {
            section.Note("rate_usd_per_mw_year", "the market's rate of the charge year", SettingOrigin.Default, "");
        }

        return new(terms.Id, method.PeaksPerYear, Peaks(section, market, method), rates)
        {
            Term = terms.Term,
            Rounding = terms.Rounding,
        };
    }

    private static ImmutableArray<CoincidentPeak> Peaks(SiteSection section, ContractMarket market, CoincidentPeakMethod method)
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

            if (!method.Months.Contains(month.Month))
            {
                throw entry.Refuse(SiteFileErrors.OutOfRange, "month", $"{entry.Full("month")} is {entry.Word("month")}, and '{method.Id}' counts peaks of the months {string.Join(", ", method.Months)}.");
            }

            var official = peaks.GetValueOrDefault(month);
            peaks[month] = new(month, official?.Start, method.Interval, new Megawatts(entry.RequiredNumber("mw")));
        }

        return [.. peaks.Values.OrderBy(peak => peak.Month)];
    }
}
