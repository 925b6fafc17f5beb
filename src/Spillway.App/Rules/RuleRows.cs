using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Sites.Rules;
using Spillway.Units;

namespace Spillway.App.Rules;

/// <summary>What holds at a time, as rows in the order of the reference page.</summary>
public static class RuleRows
{
    /// <summary>Makes the rows.</summary>
    /// <param name="rules">What holds.</param>
    /// <param name="currency">The market's, three capital letters.</param>
    /// <returns>One row a value.</returns>
    public static ImmutableArray<RuleRow> Of(RulesInForce rules, string currency)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(currency);
        var items = rules.Items;
        return
        [
            .. items.Regime is { } regime ? Of(regime) : [],
            .. items.Intervals.Select(one => Row($"intervals[{RuleWords.Word(RuleWords.Intervals, one.Kind)}].minutes", one.Length, "minutes", one.Source, Minutes)),
            .. items.Points.Select(Of),
            .. Pair(rules),
            .. items.Limits.Select(one => Price($"price_limits[{RuleWords.Word(RuleWords.Limits, one.Kind)}].value", one.Value, one.Source)),
            .. items.Ancillary.SelectMany(Of),
            .. items.Gates.Select(Of),
            .. items.Offers.SelectMany(Offers),
            .. items.CoincidentPeak is { } method ? Of(method) : [],
            .. items.CumulativePrice is { } cumulative ? Cumulative(cumulative) : [],
            .. items.SeasonalPrices.SelectMany(Seasonal),
            .. items.Parameters.Select(one => Row($"parameters[{one.Id}].value", one.Value, one.Unit, one.Source, text => text)),
        ];

        RuleRow Price(string rule, RuleValue<EnergyPrice> price, string source) =>
            Row($"{rule}_{Lower(currency)}_per_mwh", price, $"{currency}/MWh", source, one => PlainNumber.Write(one.Value));

        IEnumerable<RuleRow> Offers(OfferRule one) =>
        [
            Price($"offers[{one.Market}].price_step", one.PriceStep, one.Source),
            Row($"offers[{one.Market}].quantity_step_mw", one.QuantityStep, "MW", one.Source, Power),
            Row($"offers[{one.Market}].segments_at_most", one.SegmentsAtMost, "steps", one.Source, Whole),
            Row($"offers[{one.Market}].block_at_most_mw", one.BlockAtMost, "MW", one.Source, Power),
        ];

        IEnumerable<RuleRow> Cumulative(CumulativePriceRule one) =>
        [
            Row("cumulative_prices.intervals", one.Intervals, "intervals", one.Source, Whole),
            Price("cumulative_prices.threshold", one.Threshold, one.Source),
            Price("cumulative_prices.cap", one.Cap, one.Source),
            Price("cumulative_prices.floor", one.Floor, one.Source),
            Row("cumulative_prices.trading_day_start", one.TradingDayStart, "", one.Source, Time),
        ];

        IEnumerable<RuleRow> Seasonal(SeasonalPrice one) =>
        [
            Stated($"seasonal_prices[{one.Id}].months", string.Join(", ", one.Months), "", one.Source),
            Price($"seasonal_prices[{one.Id}].price", one.Price, one.Source),
        ];
    }

    private static IEnumerable<RuleRow> Of(Regime regime) =>
    [
        Stated("regimes.id", regime.Id, "", regime.Source),
        Stated("regimes.price_formula", regime.PriceFormula, "", regime.Source),
        Stated("regimes.terms", string.Join(", ", regime.Terms), "", regime.Source),
        Stated("regimes.imbalance", RuleWords.Word(RuleWords.Imbalances, regime.Imbalance), "", regime.Source),
    ];

    private static RuleRow Of(PointRule point)
    {
        var uses = point.Settles.IsEmpty ? "nothing" : string.Join(", ", point.Settles.Select(use => RuleWords.Word(RuleWords.Uses, use)));
        return Stated($"settlement_points[{point.Label}].settles", $"{uses} ({RuleWords.Word(RuleWords.PointTypes, point.Type)})", "", point.Source);
    }

    private static IEnumerable<RuleRow> Pair(RulesInForce rules)
    {
        if (rules.Pair() is { } pair)
        {
            var (load, positions) = (Of(pair.Physical), Of(pair.Financial));
            yield return new("settlement_points.pair", $"metered load at {load.Label}, positions at {positions.Label}", "", IsKnown: true, load.Source);
        }

        PointRule Of(SettlementPointType type) => rules.Items.Points.First(point => point.Type == type);
    }

    private static IEnumerable<RuleRow> Of(AncillaryProduct one) =>
    [
        Stated($"ancillary[{one.Id}].direction", RuleWords.Word(RuleWords.Directions, one.Direction), "", one.Source),
        Row($"ancillary[{one.Id}].response_seconds", one.Response, "seconds", one.Source, length => PlainNumber.Write((decimal)length.TotalSeconds)),
        one.Sustained is { IsKnown: true } held && held.Known == Duration.MaxValue
            ? Stated($"ancillary[{one.Id}].held", "until-recall", "", one.Source)
            : Row($"ancillary[{one.Id}].duration_minutes", one.Sustained, "minutes", one.Source, Minutes),
        Row($"ancillary[{one.Id}].sellers", one.Sellers, "", one.Source, words => string.Join(", ", words)),
    ];

    private static RuleRow Of(MarketGate gate)
    {
        var rule = $"gates[{RuleWords.Word(RuleWords.Gates, gate.Kind)}].time";
        return gate.Time.IsKnown ? new(rule, When(Time(gate.Time.Known)), "", IsKnown: true, gate.Source) : new(rule, $"", "", IsKnown: false, gate.Source);

        Wording When(string time) => gate.DaysBefore switch
        {
            0 => $"{time} of the day, {gate.Zone.Id}",
            1 => $"{time} of the day before, {gate.Zone.Id}",
            _ => $"{time} {gate.DaysBefore} days before, {gate.Zone.Id}",
        };
    }

    private static IEnumerable<RuleRow> Of(CoincidentPeakMethod one) =>
    [
        Stated("coincident_peaks.id", one.Id, "", one.Source),
        Stated("coincident_peaks.months", string.Join(", ", one.Months), "", one.Source),
        Stated("coincident_peaks.peaks_per_month", Whole(one.PeaksPerMonth), "peaks", one.Source),
        Stated("coincident_peaks.interval_minutes", Minutes(one.Interval), "minutes", one.Source),
        Stated("coincident_peaks.basis", RuleWords.Word(RuleWords.Bases, one.Basis), "", one.Source),
    ];

    private static RuleRow Row<T>(string rule, RuleValue<T> value, string unit, string source, Func<T, string> shown) =>
        new(rule, Wording.Of(value.IsKnown ? shown(value.Known!) : ""), unit, value.IsKnown, source);

    private static RuleRow Stated(string rule, string value, string unit, string source) => new(rule, Wording.Of(value), unit, IsKnown: true, source);

    private static string Minutes(Duration length) => PlainNumber.Write((decimal)length.TotalMinutes);

    private static string Power(Megawatts power) => PlainNumber.Write(power.Value);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(LocalTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Lower(string currency) => string.Concat(currency.Select(char.ToLowerInvariant));
}
