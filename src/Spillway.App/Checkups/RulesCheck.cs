using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.App.Composition;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;

namespace Spillway.App.Checkups;

/// <summary>Looks whether a site and the prices of its point fit the rules of its market.</summary>
internal static class RulesCheck
{
    private const string Name = "site-rules";
    private const string AnyMarket = "any";

    // The whole of an archive; UTC seconds of these fit it.
    private static readonly Instant _first = Instant.FromUnixTimeSeconds(0);
    private static readonly Instant _last = Instant.FromUtc(9999, 1, 1, 0, 0);

    /// <summary>Looks.</summary>
    /// <param name="site">The site.</param>
    /// <param name="library">The rules at hand.</param>
    /// <param name="archive">The archive that holds its prices; null where there is none that can be read.</param>
    /// <returns>What was found; at least one entry.</returns>
    public static ImmutableArray<Check> Of(SiteDefinition site, RuleLibrary library, PriceArchive? archive)
    {
        try
        {
            ImmutableArray<Check> told = [.. RuleFindings.Of(site, library).Concat(RuleFindings.Assumed(site, library)).Select(Told), .. Peaks(site, library.Find(site.Operator))];
            return library.Find(site.Operator) is { } rules
                ? [Good(site, rules), .. told, .. Interval(site, rules), .. archive is null ? [] : Prices(site, rules, archive)]
                : told.IsEmpty ? [new(Name, CheckStatus.Good, $"{site.Operator} is made up and has no rules")] : told;
        }
        catch (RefusedException refusal)
        {
            return [new(Name, CheckStatus.Broken, refusal.What, refusal.Code.Remedy)];
        }
    }

    private static Check Good(SiteDefinition site, MarketRules rules)
    {
        var from = rules.Periods[0].From;
        var since = from == Instant.MinValue ? "without a beginning" : Text($"from {from.InZone(rules.Zone).Date:uuuu-MM-dd} on");
        return new(Name, CheckStatus.Good, Text($"{site.Operator}: {rules.File}, {rules.Periods.Length} stretches {since}, {rules.Currency}, {rules.Zone.Id}"));
    }

    private static Check Told(Finding finding) => finding.Kind switch
    {
        "no-market-rules" => new(Name, CheckStatus.Absent, Sentence(finding), "Write market.operator as 'spillway rules list' does, or give the market a file: docs/how-to/add-a-market.md."),
        "market-rules" => new(Name, CheckStatus.Good, Sentence(finding)),
        _ => new(Name, CheckStatus.Amiss, Sentence(finding), "Give the site the currency of its market."),
    };

    private static IEnumerable<Check> Peaks(SiteDefinition site, MarketRules? rules)
    {
        if (site.CoincidentPeakRate is null)
        {
            yield break;
        }

        if (LivePublications.IsLoadMissing(site))
        {
            yield return new("site-peaks", CheckStatus.Absent, "a running desk has no system load and weighs no peak", "Write publications.load; a backtest takes --load.");
        }

        if (rules is not null && rules.Zone.Id != site.TimeZone.Id)
        {
            yield return new("site-peaks", CheckStatus.Amiss, $"peaks are foreseen by the hours of {site.TimeZone.Id}, and the market's are those of {rules.Zone.Id}", "Write the market's time_zone.");
        }
    }

    private static IEnumerable<Check> Interval(SiteDefinition site, MarketRules rules)
    {
        ImmutableArray<MarketInterval> stated = [.. rules.Periods[^1].Items.Intervals.Where(one => one.Length.IsKnown)];
        if (site.Installation?.Prices is { IsIntervalStated: true } prices && !stated.IsEmpty && stated.All(one => one.Length.Known != prices.Interval))
        {
            var lengths = string.Join(", ", stated.Select(one => Text($"{RuleWords.Word(RuleWords.Intervals, one.Kind)} {one.Length.Known.TotalMinutes} min")));
            yield return new(Name, CheckStatus.Amiss, Text($"prices.interval_minutes is {prices.Interval.TotalMinutes} where {rules.File} has {lengths}"), "Leave the key out: the market's settlement interval holds.");
        }
    }

    private static IEnumerable<Check> Prices(SiteDefinition site, MarketRules rules, PriceArchive archive)
    {
        var all = archive.Query(
            key => key.Product is Product.RealTimePrice or Product.DayAheadPrice
                && key.Point == site.SettlementPoint && (key.Market == site.Operator || key.Market == AnyMarket),
            _first,
            _last);
        foreach (var series in all)
        {
            var prices = new PriceSeries(site.SettlementPoint, [site.SettlementPoint], series.Interval, Intervals(series), []);
            ImmutableArray<Finding> found =
            [
                .. RuleFindings.Intervals(rules, site.SettlementPoint, series.Interval, prices.Intervals.Select(one => one.Start)),
                .. RuleFindings.Limits(rules, prices, series.Key.Product == Product.DayAheadPrice),
                .. RuleFindings.Administered(rules, prices, _first, _last),
            ];
            var product = ProductNames.Of(series.Key.Product);
            foreach (var finding in found)
            {
                // Congestion and adders carry prices past an offer cap; everything else should not be.
                yield return finding.Kind == RuleFindings.AboveOfferCap
                    ? new("site-limits", CheckStatus.Good, $"{product}: {Sentence(finding)}")
                    : new("site-limits", CheckStatus.Amiss, $"{product}: {Sentence(finding)}", "Compare the price files with the rules: 'spillway rules show', 'spillway prices info'.");
            }

            if (found.IsEmpty)
            {
                yield return new("site-limits", CheckStatus.Good, Text($"{product}: {prices.Intervals.Length:N0} prices of {site.SettlementPoint} lie within the limits and intervals of {rules.File}"));
            }
        }
    }

    private static ImmutableArray<PricedInterval> Intervals(ArchivedSeries series) =>
    [
        .. series.StartsUnixSeconds.Select((start, row) => new PricedInterval(
            Instant.FromUnixTimeSeconds(start), new(series.Values[row]), [(double)series.Values[row]], [])),
    ];

    // What a check says has no full stop of its own.
    private static string Sentence(Finding finding) => finding.Detail.ToString().TrimEnd('.');

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
