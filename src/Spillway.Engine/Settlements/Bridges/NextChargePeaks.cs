using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Bridges;

/// <summary>What the coincident peaks of a range leave for the charge of the year after: this year's charge stands on last year's peaks, so a
/// month's own bridge cannot show what its peaks are worth.</summary>
public static class NextChargePeaks
{
    /// <summary>Looks at every peak of the range whose interval is known.</summary>
    /// <param name="input">What was metered.</param>
    /// <param name="terms">What was agreed.</param>
    /// <returns>One a contract and peak, in file order and by time; empty without a coincident-peak charge.</returns>
    public static ImmutableArray<NextChargePeak> Of(SettlementInput input, StatementTerms terms)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(terms);
        var always = AlwaysOnBridge.PowerOf(terms.Site);
        return
        [
            .. terms.Site.Contracts.OfType<CoincidentPeakCharge>().SelectMany(charge => Known(input, charge)
                .Where(peak => IsOwed(charge, peak.Peak.Month.Year + 1))
                .OrderBy(peak => peak.Peak.Start)
                .Select(peak => Of(input, charge, peak.Peak, peak.IsOfficial, always))),
        ];
    }

    private static IEnumerable<(CoincidentPeak Peak, bool IsOfficial)> Known(SettlementInput input, CoincidentPeakCharge charge)
    {
        var official = charge.Peaks.Where(static peak => peak.Start is not null).ToList();
        var stated = charge.Peaks.Where(static peak => peak is { Start: null, Demand: not null }).ToDictionary(static peak => peak.Month, static peak => peak.Demand);
        var largest = input.LargestLoads.Where(peak => official.TrueForAll(other => other.Month != peak.Month))
            .Select(peak => peak with { Demand = stated.GetValueOrDefault(peak.Month) });
        return official.Select(static peak => (peak, true)).Concat(largest.Select(static peak => (peak, false)))
            .Where(one => one.Item1.Start is { } start && input.Range.Contains(start));
    }

    // Terms begin and end at local midnights, which no zone has more than a day from UTC's.
    private static bool IsOwed(CoincidentPeakCharge charge, int year) =>
        charge.Term.Overlaps(new(Instant.FromUtc(year, 1, 2, 0, 0), Instant.FromUtc(year, 12, 31, 0, 0)));

    private static NextChargePeak Of(SettlementInput input, CoincidentPeakCharge charge, CoincidentPeak peak, bool isOfficial, Megawatts always)
    {
        var year = peak.Month.Year + 1;
        var drawn = peak.Demand ?? CoincidentPeakClause.Metered(input, peak);
        var rate = charge.Rate(year)?.PerMegawatt;
        Money? left = drawn is { } demand && rate is { } perMegawatt
            ? LineAmount.ToCent(new((always.Value - demand.Value) * perMegawatt.Value / charge.PeaksPerYear))
            : null;
        var interval = Text($"{InstantPattern.General.Format(peak.Start!.Value)}, {(isOfficial ? "the official interval" : "the largest load known so far, not official")}");
        var because = (drawn, rate) switch
        {
            ({ } known, { } price) => Text($"{interval}: {known.Value:0.###} MW drawn instead of {always.Value:0.###} always on, {price.Value:#,0.##} a MW and year, one of {charge.PeaksPerYear} peaks."),
            ({ } known, null) => Text($"{interval}: {known.Value:0.###} MW drawn instead of {always.Value:0.###} always on; the rate of {year} is not known yet."),
            _ => Text($"{interval}: what was drawn is not known, no meter reading covers it."),
        };
        var sums = input.Range.End > Instant.FromUtc(year, 1, 2, 0, 0) ? Text($" What of {year} lies in the range is in the sums already.") : "";
        return new(charge.Id, peak.Month, peak.Start.Value, isOfficial, drawn, always, year, rate, left, because + sums);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
