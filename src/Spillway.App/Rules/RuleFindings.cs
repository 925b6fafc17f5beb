using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Files;
using Spillway.Markets.Synthetic;
using Spillway.Units;

namespace Spillway.App.Rules;

/// <summary>What a person should know of the rules a site is run by: where they come from, and what does not fit them.</summary>
internal static class RuleFindings
{
    /// <summary>The kind of a finding about prices above the cap on offers, which is no cap on prices.</summary>
    public const string AboveOfferCap = "above-offer-cap";

    /// <summary>Looks at the rules themselves.</summary>
    /// <param name="site">The site.</param>
    /// <param name="library">The rules at hand.</param>
    /// <returns>A file that stands for the program's own, no file at all, or another currency.</returns>
    public static IEnumerable<Finding> Of(SiteDefinition site, RuleLibrary library)
    {
        if (library.Find(site.Operator) is not { } rules)
        {
            if (SyntheticLabel.IsSynthetic(site.Operator))
            {
                // Made-up prices say what they are wherever they go, and no market has rules for them.
                yield break;
            }

            yield return new("no-market-rules", 1, $"the market '{site.Operator}' has no rules file: its days are those of UTC, day-ahead prices count as known from 13:30, and interval lengths are not checked.");
            yield break;
        }

        if (library.Sources.First(source => source.Market == site.Operator) is { IsEmbedded: false } own)
        {
            yield return new("market-rules", 1, own.Replaces switch
            {
                null => $"{site.Operator} is read from '{own.Path}'.",
                var other when other == rules.File => $"{site.Operator} is read from '{own.Path}' instead of the program's own file.",
                var other => $"{site.Operator} is read from '{own.Path}' instead of '{other}'.",
            });
        }

        if (rules.Currency != site.Currency)
        {
            yield return new("market-currency", 1, $"prices of {site.Operator} are in {rules.Currency} and the site's currency is {site.Currency}; amounts are taken as they are and never converted.");
        }
    }

    /// <summary>Whether a running desk decides by an interval that the market's file marks as not known.</summary>
    /// <param name="site">The site as the desk runs it.</param>
    /// <param name="library">The rules at hand.</param>
    /// <returns>One finding where neither the site file nor the rules say how long a price holds; else none.</returns>
    public static IEnumerable<Finding> Assumed(SiteDefinition site, RuleLibrary library)
    {
        if (site.Installation?.Prices is { IsIntervalStated: false } prices && library.Find(site.Operator) is { } rules
            && rules.Periods[^1].Items.Intervals.FirstOrDefault(static one => one.Kind == IntervalKind.Settlement) is { Length.IsKnown: false } uncertain)
        {
            yield return new("interval-uncertain", 1, $"{uncertain.Length.Rule} is marked uncertain: {prices.Interval.TotalMinutes} minutes are taken for it, which nobody has established. State prices.interval_minutes in the site file.");
        }
    }

    /// <summary>Compares the length of a range's intervals with those of the market.</summary>
    /// <param name="rules">The market's rules.</param>
    /// <param name="point">Whose prices they are.</param>
    /// <param name="length">How long each is.</param>
    /// <param name="starts">Where each starts.</param>
    /// <returns>One finding a stretch of rules in which the market has no such interval.</returns>
    public static IEnumerable<Finding> Intervals(MarketRules rules, SettlementPoint point, Duration length, IEnumerable<Instant> starts)
    {
        var all = starts.ToList();
        foreach (var period in rules.Periods)
        {
            ImmutableArray<MarketInterval> stated = [.. period.Items.Intervals.Where(one => one.Length.IsKnown)];
            var count = all.Count(start => start >= period.From && start < period.To);
            if (count > 0 && !stated.IsEmpty && stated.All(one => one.Length.Known != length))
            {
                var lengths = string.Join(", ", stated.Select(one => Text($"{RuleWords.Word(RuleWords.Intervals, one.Kind)} {one.Length.Known.TotalMinutes} min")));
                yield return new("interval-length", count, $"{point} has prices of {length.TotalMinutes} min where {rules.File} has {lengths}; they are taken as they are.");
            }
        }
    }

    /// <summary>Counts the prices that lie beyond the limits of their day.</summary>
    /// <param name="rules">The market's rules.</param>
    /// <param name="prices">The series.</param>
    /// <param name="isDayAhead">Whether they are day-ahead prices.</param>
    /// <returns>One finding a limit that is broken, with the price furthest beyond it.</returns>
    public static IEnumerable<Finding> Limits(MarketRules rules, PriceSeries prices, bool isDayAhead) =>
        Limits(rules, prices.Own, prices.Intervals.Select(static one => (one.Start, one.Price.Value)), isDayAhead);

    /// <summary>Counts the prices that lie beyond the limits of their day.</summary>
    /// <param name="rules">The market's rules.</param>
    /// <param name="point">Whose prices they are.</param>
    /// <param name="prices">When each begins, and what a MWh costs.</param>
    /// <param name="isDayAhead">Whether they are day-ahead prices.</param>
    /// <returns>One finding a limit that is broken, with the price furthest beyond it.</returns>
    public static IEnumerable<Finding> Limits(MarketRules rules, SettlementPoint point, IEnumerable<(Instant Start, decimal Price)> prices, bool isDayAhead)
    {
        var all = prices.ToList();
        var offers = isDayAhead ? PriceLimitKind.DayAheadOfferCap : PriceLimitKind.RealTimeOfferCap;
        (PriceLimitKind Kind, int Sign, string Name)[] limits =
            [(PriceLimitKind.PriceCap, 1, "above-price-cap"), (PriceLimitKind.PriceFloor, -1, "below-price-floor"), (offers, 1, AboveOfferCap)];
        return limits.SelectMany(limit => Beyond(rules, point, all, limit));
    }

    private static IEnumerable<Finding> Beyond(
        MarketRules rules, SettlementPoint point, List<(Instant Start, decimal Price)> prices, (PriceLimitKind Kind, int Sign, string Name) limit)
    {
        var (count, furthest) = (0, default((Instant Start, decimal Price, decimal Limit)?));
        foreach (var (start, price) in prices)
        {
            if (rules.Find(start)?.Items.Limits.FirstOrDefault(one => one.Kind == limit.Kind) is not { Value.IsKnown: true } stated
                || (price - stated.Value.Known.Value) * limit.Sign <= 0m)
            {
                continue;
            }

            count++;
            var by = (price - stated.Value.Known.Value) * limit.Sign;
            furthest = furthest is { } far && (far.Price - far.Limit) * limit.Sign >= by ? far : (start, price, stated.Value.Known.Value);
        }

        if (furthest is { } most)
        {
            var word = RuleWords.Word(RuleWords.Limits, limit.Kind);
            yield return new(limit.Name, count, limit.Sign > 0
                ? (Wording)$"{count} prices of {point} are above the {word} of {rules.File}; the furthest is {most.Price:0.######} at {most.Start}, beyond {most.Limit:0.######}; they are taken as they are."
                : $"{count} prices of {point} are below the {word} of {rules.File}; the furthest is {most.Price:0.######} at {most.Start}, beyond {most.Limit:0.######}; they are taken as they are.");
        }
    }

    /// <summary>Counts the prices that the market's limit on the sum of recent prices would have changed.</summary>
    /// <param name="rules">The market's rules.</param>
    /// <param name="prices">The series, from as far back as it reaches.</param>
    /// <param name="from">The range's first instant.</param>
    /// <param name="to">The range's end.</param>
    /// <returns>One finding, or none.</returns>
    public static IEnumerable<Finding> Administered(MarketRules rules, PriceSeries prices, Instant from, Instant to)
    {
        if (!rules.Periods.Any(period => period.Items.CumulativePrice is not null))
        {
            yield break;
        }

        var pricing = new AdministeredPricing(rules);
        var count = 0;
        foreach (var interval in prices.Intervals)
        {
            var held = pricing.Next(interval.Start, interval.Price);
            count += held is { } price && price != interval.Price && interval.Start >= from && interval.Start < to ? 1 : 0;
        }

        if (count > 0)
        {
            yield return new("beyond-cumulative-threshold", count, $"{count} prices of {prices.Own} are beyond the administered limits in intervals before which the sum of prices is above the threshold of {rules.File}; they are taken as they are.");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
