using System.Collections.Immutable;
using static Spillway.App.Sites.SiteKeyKind;

namespace Spillway.App.Sites;

/// <content>What was agreed: each kind of contract has keys of its own beside those that all of them have.</content>
public static partial class SiteKeys
{
    /// <summary>The kinds of contract, in the order of the reference page.</summary>
    public static IReadOnlyList<string> ContractKinds => Agreed.Kinds;

    /// <summary>The section of one kind of contract.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>For example <c>contracts[fixed-block]</c>.</returns>
    public static string ContractSection(string kind) => $"contracts[{kind}]";

    private static ImmutableArray<SiteKey> Contracts() =>
    [
        .. Agreed.Keys("fixed-block", "block-1", "Power bought ahead at one price, owed whether it is used or not; what is not drawn is sold at the market's price.", FixedBlock()),
        .. Nominations(),
        .. Agreed.Keys("index", "retail", "A retail contract that passes the real-time price on and adds to it. At most one in force at a time.", Index()),
        .. Agreed.Keys("day-ahead", "da-1", "Energy of the day-ahead market: the rows of the awards files that name this contract.", []),
        .. Agreed.Keys("trade", "trade-1", "Energy bought from or sold to another party at the settlement point.", Bilateral()),
        .. Agreed.Keys("ancillary", "rrs-1", "Capacity sold as an ancillary service: the rows of the awards files that name this contract.", Ancillary()),
        .. Agreed.Keys("emergency-response", "ers-1", "Capacity held ready for grid emergencies.", Emergency()),
        .. Periods(),
        .. Agreed.Keys("coincident-peak", "4cp", "The transmission charge by demand at last year's coincident peaks. At most one in force at a time.", Peaks()),
        .. PeakDemands(),
        .. Agreed.Keys("delivery", "wires", "The wires company's tariff. At most one in force at a time.", Delivery()),
        .. EarlierPeaks(),
        .. Agreed.Keys("hosting", "tenants", "Machines of others on the site: what their owners pay and are credited.", Hosting()),
        .. Customers(),
        .. Agreed.Keys("mining-pool", "pool", "Who buys the hash rate. It makes no charge; production revenue is by it. At most one in force at a time.", Pool()),
    ];

    private static ImmutableArray<SiteKey> FixedBlock()
    {
        var section = ContractSection("fixed-block");
        return
        [
            new(section, "mw", Number, "MW", Required, "60", "The block's size: the power of every interval of its shape, or the most that a row of its file may hold.", SitePower),
            new(section, "price_usd_per_mwh", Number, "USD/MWh", Required, "28", "What was agreed. It never decides what runs.", Agreed.Price),
            .. Shape(section),
            new(section, "sell_back_spread_usd_per_mwh", Number, "USD/MWh", "0", "1.5", "What the buyer of energy that was not drawn pays less than the market. Machines under the block stop so much later.", Agreed.Charge),
            new(section, "above_limit", Word, "", "refuse", "allow", "A block above the import limit, alone or with the others in force at the time, is mostly a slip: it is refused unless this says `allow`.", Words: ["refuse", "allow"]),
            new(section, "nominations", Sections, "", "all of the block in every month", "", "The share elected for each month, take-or-pay. With it every month that the contract is in force needs one; without `from` and `to` the months from the first to the last."),
        ];
    }

    private static ImmutableArray<SiteKey> Nominations()
    {
        var section = ContractSection("fixed-block") + ".nominations[]";
        return
        [
            new(section, "month", Word, "", Required, "2026-07", "The local month, once in the list."),
            new(section, "share_ratio", Number, "ratio", Required, "0.75", "The share of the block that is bought in that month; 0 for nothing.", Agreed.Share),
        ];
    }

    private static ImmutableArray<SiteKey> Shape(string section) =>
    [
        new(section, "shape", Word, "", "flat", "5x16", "When it holds, by local hours: `flat` always; `5x16` weekdays and `2x16` weekends and holidays, both from 06:00 to 22:00; `7x16` every day from 06:00 to 22:00; `7x8` every night from 22:00 to 06:00; `file` as the file says.", Words: ["flat", "5x16", "2x16", "7x16", "7x8", "file"]),
        new(section, "holidays", Word, "", "nerc", "none", "Which weekdays count as weekend: the six off-peak days of `nerc`, or `none`.", Words: ["nerc", "none"]),
        new(section, "file", Text, "", "none: required with `shape: file`", "block-1.csv", "A CSV beside the site file, `interval_start_utc,mw`, one row an hour without a gap."),
    ];

    private static ImmutableArray<SiteKey> Index()
    {
        var section = ContractSection("index");
        return
        [
            new(section, "adder_usd_per_mwh", Number, "USD/MWh", Required, "2.5", "What the retailer adds to each MWh, losses included.", Agreed.Adder),
            new(section, "loss_factor_ratio", Number, "ratio", Required, "1.02", "Energy billed per metered energy; 1 for no losses.", new(1m, 1.5m, TooLarge: FromPercent)),
            new(section, "fee_usd_per_mwh", Number, "USD/MWh", "0", "0.63", "Fees of the market on each metered MWh.", Agreed.Charge),
            new(section, "fee_usd_per_month", Number, "USD", "0", "250", "What is owed for a whole month.", Agreed.Monthly),
        ];
    }

    private static ImmutableArray<SiteKey> Bilateral()
    {
        var section = ContractSection("trade");
        return
        [
            new(section, "side", Word, "", Required, "buy", "Whether the site buys or sells.", Words: ["buy", "sell"]),
            new(section, "mw", Number, "MW", Required, "20", "How much, as for a block.", SitePower),
            new(section, "price_usd_per_mwh", Number, "USD/MWh", Required, "41", "What was agreed. It never decides what runs.", Agreed.Price),
            .. Shape(section),
        ];
    }

    private static ImmutableArray<SiteKey> Ancillary()
    {
        var section = ContractSection("ancillary");
        return
        [
            new(section, "product", Word, "", Required, "rrs-ufr", "The market's product; one that the market does not have, or that loads may not sell, is refused."),
            new(section, "seller", Word, "", "any kind of load that may sell the product", "nclr", "What kind of resource the load is registered as: `clr` follows set-points, `nclr` is switched by a relay or on the phone, `fast-load` within cycles.", Words: ["clr", "nclr", "fast-load"]),
            new(section, "qualified_mw", Number, "MW", "no limit", "30", "The most that the load is qualified to sell; an award above it is refused.", SitePower),
        ];
    }

    private static ImmutableArray<SiteKey> Emergency()
    {
        var section = ContractSection("emergency-response");
        return
        [
            new(section, "mw", Number, "MW", Required, "20", "How much is held ready.", SitePower),
            new(section, "price_usd_per_mw_h", Number, "USD/MW·h", Required, "4.36", "Paid for each MW and hour held.", Agreed.Charge),
            new(section, "availability_ratio", Number, "ratio", "by the meter: what the site draws is what it can shed", "0.97", "The share of the obligation that the programme counted as available.", Agreed.Share),
            new(section, "time_periods", Sections, "", "all hours", "", "The programme's blocks of hours in which the obligation holds."),
            new(section, "baseline", Word, "", "none: nothing is paid by a baseline", "10-of-10", "By which method the programme says what the site would have drawn; a running desk then says what curtailing for price would take off it. `before-instruction` is the mean power before the call.", Words: ["10-of-10", "3-of-10-high", "15-of-20", "before-instruction"]),
            new(section, "baseline_price_usd_per_mwh", Number, "USD/MWh", "required with `baseline`", "80", "What the programme pays for a MWh delivered against the baseline. No statement counts it.", Agreed.Charge),
            new(section, "baseline_days", Word, "", "business", "any", "Which local days the baseline looks at: `business` days, days of the `same-kind` as the event's, or `any`.", Words: ["business", "same-kind", "any"]),
            new(section, "baseline_window_days", Whole, "days", "the method's", "10", "How many eligible days it looks at.", new(1m, 60m)),
            new(section, "baseline_take_days", Whole, "days", "the method's", "3", "How many of them count; at most `baseline_window_days`.", new(1m, 60m)),
            new(section, "baseline_adjustment", Word, "", "the method's", "ratio", "How the event's own day counts, by the three hours that end one hour before: by `ratio`, by `difference` or `none`.", Words: ["ratio", "difference", "none"]),
            new(section, "baseline_adjustment_cap_ratio", Number, "ratio", "0.2 where the event's own day counts", "0.4", "The most that the event's own day adds or takes.", Agreed.Share),
        ];
    }

    private static ImmutableArray<SiteKey> Periods()
    {
        var section = ContractSection("emergency-response") + ".time_periods[]";
        return
        [
            new(section, "days", Word, "", "all", "weekdays", "Which local days: `all`, `weekdays` without holidays, or `weekends` with them.", Words: ["all", "weekdays", "weekends"]),
            new(section, "from_hour", Whole, "hours", Required, "13", "The local hour it begins at.", new(0m, 23m)),
            new(section, "to_hour", Whole, "hours", Required, "16", "The local hour it ends at, on the same day.", new(1m, 24m)),
        ];
    }

    private static ImmutableArray<SiteKey> Peaks()
    {
        var section = ContractSection("coincident-peak");
        return
        [
            new(section, "method", Word, "", "the market's", "4cp", "Which peaks count: a method of the market's rules."),
            new(section, "rate_usd_per_mw_year", Number, "USD/MW/year", "the market's rate of the charge year", "75527", "What a MW of last year's mean demand costs a year.", new(0m, 10_000_000m, SmallestPlausible: 1000m, TooSmall: new("a rate per kW and year", 1000m))),
            new(section, "basis", Sections, "", "the meter at the market's official intervals", "", "What was drawn at each peak of the year before the charge."),
        ];
    }

    private static ImmutableArray<SiteKey> PeakDemands()
    {
        var section = ContractSection("coincident-peak") + ".basis[]";
        return
        [
            new(section, "month", Word, "", Required, "2025-07", "The month of the peak, in the year before the charge."),
            new(section, "mw", Number, "MW", Required, "100", "What was drawn at its peak.", Agreed.Demand),
        ];
    }

    private static ImmutableArray<SiteKey> Delivery()
    {
        var section = ContractSection("delivery");
        return
        [
            new(section, "demand_usd_per_kw_month", Number, "USD/kW/month", Required, "3.85", "What a kW of the month's highest demand costs.", new(0m, 1000m)),
            new(section, "demand_window_minutes", Whole, "minutes", "15", "15", "Demand is the mean over windows of so long, on the clock.", new(5m, 60m)),
            new(section, "energy_usd_per_mwh", Number, "USD/MWh", "0", "0.42", "What a metered MWh costs to deliver.", Agreed.Charge),
            new(section, "ratchet_ratio", Number, "ratio", "0", "0.8", "Billed demand is at least this share of the highest of the eleven months before.", Agreed.Share),
            new(section, "fee_usd_per_month", Number, "USD", "0", "1250", "What is owed for a whole month.", Agreed.Monthly),
            new(section, "earlier_peaks", Sections, "", "by the meter", "", "Highest demand of months that lie before the meter files; it stands instead of theirs."),
        ];
    }

    private static ImmutableArray<SiteKey> EarlierPeaks()
    {
        var section = ContractSection("delivery") + ".earlier_peaks[]";
        return
        [
            new(section, "month", Word, "", Required, "2025-08", "The local month, once in the list."),
            new(section, "mw", Number, "MW", Required, "95", "Its highest demand.", Agreed.Demand),
        ];
    }

    private static ImmutableArray<SiteKey> Hosting()
    {
        var section = ContractSection("hosting");
        return
        [
            new(section, "price_basis", Word, "", Required, "fixed", "What a MWh costs the customer: a `fixed` price, the real-time price as it is (`pass-through`), or that and a margin (`cost-plus`).", Words: ["fixed", "pass-through", "cost-plus"]),
            new(section, "price_usd_per_mwh", Number, "USD/MWh", "required with `price_basis: fixed`", "65", "The fixed price.", Agreed.Price),
            new(section, "margin_usd_per_mwh", Number, "USD/MWh", "required with `price_basis: cost-plus`", "8", "The margin on the real-time price.", Agreed.Charge),
            new(section, "curtailment_credit_usd_per_mwh", Number, "USD/MWh", "0", "12", "Credited for each contracted MWh that the customer did not get.", Agreed.Charge),
            new(section, "curtailment_share_ratio", Number, "ratio", "0", "0.5", "The customer's share of what an undelivered MWh fetched above the fixed price; only with `price_basis: fixed`.", Agreed.Share),
            new(section, "uptime_ratio", Number, "ratio", "nothing is promised", "0.95", "The share of its contracted energy that a customer is promised in every month.", Agreed.Share),
            new(section, "uptime_credit_usd_per_mwh", Number, "USD/MWh", "required with `uptime_ratio`", "20", "Credited for each MWh by which a month falls short of the promise.", Agreed.Charge),
            new(section, "customers", Sections, "", Required, "", "Who: at least one."),
        ];
    }

    private static ImmutableArray<SiteKey> Customers()
    {
        var section = ContractSection("hosting") + ".customers[]";
        return
        [
            new(section, "customer", Word, "", Required, "acme", "The customer's short name, once in the contract."),
            new(section, "group", Word, "", Required, "hall-a", "The load group its machines belong to."),
            new(section, "share_ratio", Number, "ratio", Required, "0.4", "Its share of the group's machines; the shares of one group add up to at most 1.", new(0m, 1m, LeastOpen: true, TooLarge: FromPercent)),
            new(section, "meter", Text, "", "its share of the site's meter, by nameplate", "hall-a", "The sub-meter of the group."),
        ];
    }

    private static ImmutableArray<SiteKey> Pool()
    {
        var section = ContractSection("mining-pool");
        return
        [
            new(section, "payout", Word, "", Required, "fpps", "How it pays: `fpps` by expectation with transaction fees, `pps` without them, `pplns` by what the pool finds.", Words: ["fpps", "pps", "pplns"]),
            new(section, "fee_ratio", Number, "ratio", Required, "0.01", "The share that the pool keeps; instead of `revenue.pool_fee_ratio`.", new(0m, 1m, MostOpen: true, TooLarge: FromPercent)),
            new(section, "transaction_fee_ratio", Number, "ratio", "required with `payout: pps`", "0.03", "The share of the hash price that is transaction fees.", Agreed.Share),
            new(section, "luck_ratio", Number, "ratio", "required with `payout: pplns`", "0.99", "What the pool found against expectation.", new(0m, 10m, LeastOpen: true)),
            new(section, "hashprice_usd_per_ph_day", Number, "USD/PH/day", "the market's", "55", "An agreed hash price.", new(0m, 10_000_000m, LeastOpen: true, SmallestPlausible: 1m, TooSmall: new("a hash price per TH/s and day", 1000m))),
        ];
    }

    // A class of its own: the table above is made before the static fields of this file would be.
    private static class Agreed
    {
        public static readonly string[] Kinds =
        [
            "fixed-block", "index", "day-ahead", "trade", "ancillary", "emergency-response", "coincident-peak", "delivery", "hosting", "mining-pool",
        ];

        public static readonly NumberRange Price = new(-10_000m, 100_000m, SmallestPlausible: 1m, TooSmall: FromPricePerKilowattHour);
        public static readonly NumberRange Adder = new(-1000m, 10_000m);
        public static readonly NumberRange Charge = new(0m, 10_000m);
        public static readonly NumberRange Monthly = new(0m, 100_000_000m);
        public static readonly NumberRange Share = new(0m, 1m, TooLarge: FromPercent);
        public static readonly NumberRange Demand = new(0m, 10_000m, TooLarge: FromKilowattsToMegawatts);

        public static ImmutableArray<SiteKey> Keys(string kind, string example, string meaning, ImmutableArray<SiteKey> own)
        {
            var section = ContractSection(kind);
            return
            [
                new(section, "kind", Word, "", Required, kind, meaning, Words: [kind]),
                new(section, "id", Word, "", Required, example, "The contract's name, once in the file."),
                .. own,
                new(section, "currency", Word, "", "the site's", "USD", "Must be the site's own: amounts are never converted."),
                new(section, "from", Word, "", "always in force before", "2026-01-01", "The first local day it is in force."),
                new(section, "to", Word, "", "always in force after", "2027-01-01", "The local day after its last."),
                new(section, "rounding", Word, "", "exact", "cent", "How each of its lines is rounded: `exact` not at all, `cent` halves away from zero, `cent-half-even`, `four-decimals`. Totals are always to the cent.", Words: ["exact", "cent", "cent-half-even", "four-decimals"]),
            ];
        }
    }
}
