using System.Collections.Immutable;
using Spillway.App.Sites;
using static Spillway.App.Sites.SiteKeyKind;

namespace Spillway.App.Rules;

/// <content>Coincident peaks, cumulative and seasonal prices, and what fits nowhere else.</content>
public static partial class RuleKeys
{
    private static ImmutableArray<SiteKey> CoincidentPeaks() => Entry(
        "coincident_peaks[]",
        new("coincident_peaks[]", "id", Word, "", Required, "4cp", "The method's name."),
        new("coincident_peaks[]", "months", Words, "", Required, "[6, 7, 8, 9]", "The months that have peaks, 1 to 12."),
        new("coincident_peaks[]", "peaks_per_month", Whole, "peaks", Required, "1", "How many intervals of each month count.", new(1m, 100m)),
        new("coincident_peaks[]", "interval_minutes", Whole, "minutes", Required, "15", "How long a peak interval is.", new(1m, 1440m)),
        new("coincident_peaks[]", "basis", Word, "", Required, "previous-year", "Which year's peaks a charge is counted by.", Words: RuleWords.Of(RuleWords.Bases)));

    private static ImmutableArray<SiteKey> PeakRates() =>
    [
        new("coincident_peak_rates[]", "charge_year", Whole, "year", Required, "2026", "The year in which the charge is paid.", Year),
        new("coincident_peak_rates[]", "rate_usd_per_kw_year", Number, "USD/kW-year", OrUncertain, "75.527", "What a kW at the peaks costs, as the mean over the peaks that count.", new(0m, 10_000m, TooLarge: new("a price per MW", 0.001m))),
        new("coincident_peak_rates[]", Uncertain, Word, "", "false", "true", "Whether the rate is not known.", Words: ["true", "false"]),
        new("coincident_peak_rates[]", Source, Text, "", Required, "PUCT docket 59080", "Where this is written."),
    ];

    private static ImmutableArray<SiteKey> PeakIntervals() =>
    [
        new("coincident_peak_intervals[]", "interval_ending", Word, "", Required, "\"2023-06-27 17:00\"", "The local time at which the interval ends, as the market labels it."),
        new("coincident_peak_intervals[]", "system_mw", Number, "MW", Required, "81017.6", "The system's demand in it.", new(0m, 10_000_000m, LeastOpen: true)),
    ];

    private static ImmutableArray<SiteKey> CumulativePrices() => Entry(
        "cumulative_prices[]",
        new("cumulative_prices[]", "intervals", Whole, "intervals", OrUncertain, "2016", "How many settlement intervals are summed.", new(1m, 1_000_000m)),
        new("cumulative_prices[]", "threshold_usd_per_mwh", Number, "USD/MWh", OrUncertain, "1823600", "The sum above which prices are administered.", new(0m, 100_000_000m, LeastOpen: true)),
        new("cumulative_prices[]", "cap_usd_per_mwh", Number, "USD/MWh", OrUncertain, "600", "The highest administered price.", Price),
        new("cumulative_prices[]", "floor_usd_per_mwh", Number, "USD/MWh", OrUncertain, "-600", "The lowest administered price.", Price),
        new("cumulative_prices[]", "trading_day_start", Word, "", OrUncertain, "\"04:00\"", "When a trading day begins, in market time: administered prices last to the end of one."));

    private static ImmutableArray<SiteKey> SeasonalPrices() => Entry(
        "seasonal_prices[]",
        new("seasonal_prices[]", "id", Word, "", Required, "surplus-zone", "The scheme's name."),
        new("seasonal_prices[]", "months", Words, "", Required, "[5, 6, 7, 8, 9, 10]", "The months it holds in, 1 to 12."),
        new("seasonal_prices[]", "price_usd_per_mwh", Number, "USD/MWh", OrUncertain, "28", "What metered load of a site in the scheme costs then, in place of the market's price.", Price));

    private static ImmutableArray<SiteKey> Parameters() => Entry(
        "parameters[]",
        new("parameters[]", "id", Word, "", Required, "rrs-nclr-share", "The figure's name."),
        new("parameters[]", "unit", Word, "", Required, "ratio", "Its unit; `date` for a day."),
        new("parameters[]", "value", Word, "", OrUncertain, "0.6", "The figure."));
}
