using System.Collections.Immutable;
using Spillway.App.Sites;
using static Spillway.App.Sites.SiteKeyKind;

namespace Spillway.App.Rules;

/// <summary>Every key that a market's rules file knows: the reader checks by this table and the reference page is made from it.</summary>
public static partial class RuleKeys
{
    /// <summary>The name of the table's reference page.</summary>
    public const string Page = "docs/reference/rules.md";

    internal const string From = "from";
    internal const string To = "to";
    internal const string Source = "source";
    internal const string Uncertain = "uncertain";

    private const string Required = SiteKey.Required;
    private const string OrUncertain = "required, unless `uncertain: true`";

    private static readonly NumberRange Price = new(-1_000_000m, 10_000_000m);
    private static readonly NumberRange Year = new(1990m, 2200m);

    /// <summary>The table.</summary>
    public static KeyTable Table { get; } = new(
        [
            .. Top(), .. Regimes(), .. Intervals(), .. Points(), .. Limits(), .. Ancillary(), .. Gates(), .. Offers(),
            .. CoincidentPeaks(), .. PeakRates(), .. PeakIntervals(), .. CumulativePrices(), .. SeasonalPrices(), .. Parameters(),
        ],
        Page);

    private static ImmutableArray<SiteKey> Top() =>
    [
        new("", "market", Word, "", Required, "ercot", "The market's short name, in lower case: what `market.operator` of a site file says. The file is named after it."),
        new("", "name", Text, "", Required, "Electric Reliability Council of Texas", "The market's name for people."),
        new("", "time_zone", Word, "", Required, "America/Chicago", "The market's wall clock: dates, gates and labels are its."),
        new("", "currency", Word, "", Required, "USD", "Three capital letters. Keys that end in a price carry it in lower case (`value_eur_per_mwh`)."),
        new("", "regimes", Sections, "", "none", "", "How the settlement price is formed and what an ancillary award means."),
        new("", "intervals", Sections, "", Required, "", "How long the market's intervals are."),
        new("", "settlement_points", Sections, "", Required, "", "Which types of points have a price, and what is settled at it."),
        new("", "price_limits", Sections, "", "none", "", "Caps and floors on prices and offers."),
        new("", "ancillary", Sections, "", "none", "", "Ancillary products as a load can sell them."),
        new("", "gates", Sections, "", "none", "", "Times of day at which the market closes or tells something."),
        new("", "offers", Sections, "", "none", "", "The steps offers are made in."),
        new("", "coincident_peaks", Sections, "", "none", "", "How demand at the system's peaks is charged."),
        new("", "coincident_peak_rates", Sections, "", "none", "", "What it costs, by year of charge."),
        new("", "coincident_peak_intervals", Sections, "", "none", "", "The intervals that were declared to be peaks."),
        new("", "cumulative_prices", Sections, "", "none", "", "A limit on the sum of recent prices, and what happens beyond it."),
        new("", "seasonal_prices", Sections, "", "none", "", "Prices that hold in some months for loads in a scheme."),
        new("", "parameters", Sections, "", "none", "", "Figures that fit no other rule."),
    ];

    private static ImmutableArray<SiteKey> Entry(string section, params ReadOnlySpan<SiteKey> own) =>
    [
        .. own,
        new(section, From, Word, "", "since ever", "2025-12-05", "The first local day it holds, or an instant in UTC such as `2025-12-05T06:00:00Z`. The next entry of its kind ends it."),
        new(section, To, Word, "", "until the next of its kind", "2030-01-01", "The first local day, or the instant, at which it no longer holds."),
        new(section, Uncertain, Word, "", "false", "true", "Whether a value left out of this entry is not known. Who needs it is refused, until somebody gives it.", Words: ["true", "false"]),
        new(section, Source, Text, "", Required, "Nodal Protocols 6.6.1", "Where this is written."),
    ];

    private static ImmutableArray<SiteKey> Regimes() => Entry(
        "regimes[]",
        new("regimes[]", "id", Word, "", Required, "rtc-b", "Its name."),
        new("regimes[]", "price_formula", Text, "", Required, "LMP + deployment adder", "The formula in words."),
        new("regimes[]", "terms", Words, "", Required, "[LMP, ADDER]", "What the settlement price is the sum of; the floor is applied to the sum."),
        new("regimes[]", "imbalance", Word, "", Required, "financial", "What a day-ahead ancillary award obliges to: nothing is sold, capacity that stands there, or a financial position bought back in real time.", Words: RuleWords.Of(RuleWords.Imbalances)));

    private static ImmutableArray<SiteKey> Intervals() => Entry(
        "intervals[]",
        new("intervals[]", "kind", Word, "", Required, "settlement", "Which interval.", Words: RuleWords.Of(RuleWords.Intervals)),
        new("intervals[]", "minutes", Whole, "minutes", OrUncertain, "15", "How long it is.", new(1m, 1440m)));

    private static ImmutableArray<SiteKey> Points() => Entry(
        "settlement_points[]",
        new("settlement_points[]", "label", Word, "", Required, "LZ", "The market's own word for the type."),
        new("settlement_points[]", "type", Word, "", Required, "zone", "The type as prices carry it.", Words: RuleWords.Of(RuleWords.PointTypes)),
        new("settlement_points[]", "settles", Words, "", Required, "[physical, financial]", "What is settled at it: metered load, day-ahead energy and trades, both or (`[]`) neither. Where `zone` and `zone-energy-weighted` settle one each, they are a pair: of a zone's two prices statements take each for its own.", Words: RuleWords.Of(RuleWords.Uses)));

    private static ImmutableArray<SiteKey> Limits() => Entry(
        "price_limits[]",
        new("price_limits[]", "kind", Word, "", Required, "price-floor", "Which limit. An offer cap is not a price cap; the price floor is applied after the adders.", Words: RuleWords.Of(RuleWords.Limits)),
        new("price_limits[]", "value_usd_per_mwh", Number, "USD/MWh", OrUncertain, "-251", "The limit; of an ancillary price, per MW and hour.", Price));

    private static ImmutableArray<SiteKey> Ancillary() => Entry(
        "ancillary[]",
        new("ancillary[]", "product", Word, "", Required, "ecrs", "The product's short name."),
        new("ancillary[]", "direction", Word, "", Required, "up", "`up`: a load consumes less; `down`: it consumes more.", Words: RuleWords.Of(RuleWords.Directions)),
        new("ancillary[]", "response_seconds", Number, "seconds", OrUncertain, "600", "How soon the whole award must be there.", new(0m, 86_400m, LeastOpen: true)),
        new("ancillary[]", "duration_minutes", Number, "minutes", "required, unless `held` or `uncertain: true`", "60", "How long it must be held.", new(0m, 10_080m, LeastOpen: true)),
        new("ancillary[]", "held", Word, "", "for duration_minutes", "until-recall", "`until-recall`: it is held without a limit until the grid recalls it.", Words: ["until-recall"]),
        new("ancillary[]", "sellers", Words, "", OrUncertain, "[clr, nclr]", "Which classes of load may sell it, in the market's own words."));

    private static ImmutableArray<SiteKey> Gates() => Entry(
        "gates[]",
        new("gates[]", "kind", Word, "", Required, "day-ahead-offers", "What happens then.", Words: RuleWords.Of(RuleWords.Gates)),
        new("gates[]", "time", Word, "", OrUncertain, "\"10:00\"", "The wall clock's time, as `HH:mm`."),
        new("gates[]", "days_before", Whole, "days", Required, "1", "How many days before the day of delivery.", new(0m, 31m)),
        new("gates[]", "zone", Word, "", "the market's", "Europe/Oslo", "Whose wall clock, where it is not the market's."));

    private static ImmutableArray<SiteKey> Offers() => Entry(
        "offers[]",
        new("offers[]", "market", Word, "", Required, "day-ahead", "Which offers.", Words: ["day-ahead", "real-time"]),
        new("offers[]", "price_step_usd_per_mwh", Number, "USD/MWh", OrUncertain, "0.01", "Prices are whole multiples of it.", new(0m, 1000m, LeastOpen: true)),
        new("offers[]", "quantity_step_mw", Number, "MW", OrUncertain, "0.1", "Quantities are whole multiples of it.", new(0m, 1000m, LeastOpen: true)),
        new("offers[]", "segments_at_most", Whole, "steps", OrUncertain, "10", "How many steps an offer curve may have.", new(1m, 10_000m)),
        new("offers[]", "block_at_most_mw", Number, "MW", OrUncertain, "900", "The largest block.", new(0m, 1_000_000m, LeastOpen: true)));
}
