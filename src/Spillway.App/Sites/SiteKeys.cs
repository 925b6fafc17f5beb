using System.Collections.Immutable;
using static Spillway.App.Sites.SiteKeyKind;

namespace Spillway.App.Sites;

/// <summary>Every key that a site file knows: the reader checks by this table and the reference page is made from it.</summary>
public static partial class SiteKeys
{
    // Said, so that whoever asks for anything here has the table made first: made from within the classes it is made of, it would find
    // their ranges empty.
    static SiteKeys()
    {
    }

    /// <summary>The section name of one load.</summary>
    public const string Load = "loads[]";

    /// <summary>The section name of one mode of a load.</summary>
    public const string Mode = "loads[].modes[]";

    private const string Required = SiteKey.Required;

    private static readonly UnitHint FromKilowatts = new("kW", 1000m);
    private static readonly UnitHint FromKilowattsToMegawatts = new("kW", 0.001m);
    private static readonly UnitHint FromPricePerKilowattHour = new("a price per kWh", 1000m);
    private static readonly UnitHint FromSeconds = new("seconds", 1m / 60m);
    private static readonly UnitHint FromPercent = new("percent", 0.01m);
    private static readonly NumberRange SitePower = new(0m, 10_000m, LeastOpen: true, TooLarge: FromKilowattsToMegawatts);
    private static readonly NumberRange Ramp = new(0m, 100_000m, LeastOpen: true, TooLarge: FromKilowattsToMegawatts);
    private static readonly NumberRange RunningPower = new(0m, 100_000m, LeastOpen: true, SmallestPlausible: 5m, TooSmall: FromKilowatts);
    private static readonly NumberRange HashRate = new(
        0m, 10_000m, LeastOpen: true, SmallestPlausible: 0.2m, TooSmall: new("PH/s", 1000m), TooLarge: new("GH/s", 0.001m));
    private static readonly NumberRange MinimumTime = new(0m, 10_080m, TooLarge: FromSeconds);

    /// <summary>The policies a desk can be run by, by their base names.</summary>
    public static ImmutableArray<string> Policies { get; } = ["always-on", "strike", "look-ahead", "foresight"];

    /// <summary>The table, in the order of the reference page.</summary>
    public static ImmutableArray<SiteKey> All { get; } = [.. Top(), .. Loads(), .. Modes(), .. Feeds(), .. Money(), .. Contracts(), .. Meters(), .. PriceSources(), .. Publications(), .. Desk(), .. Control(), .. FailSafe()];

    /// <summary>The table as the reader takes it.</summary>
    public static KeyTable Table { get; } = new(All, "docs/reference/site-file.md");

    /// <summary>The keys of one section.</summary>
    /// <param name="section">The section's name; empty for the top.</param>
    /// <returns>Its keys in the order of the table.</returns>
    public static IEnumerable<SiteKey> In(string section) => All.Where(key => key.Section == section);

    private static ImmutableArray<SiteKey> Top() =>
    [
        new("", "site", Word, "", Required, "dadu-1", "The site's short name: results and files are listed under it."),
        new("", "name", Text, "", "the value of `site`", "Dadu One", "The site's name for people."),
        new("", "time_zone", Word, "", Required, "America/Chicago", "Where its local dates and hours are, as the IANA time zone database names it."),
        new("", "currency", Word, "", Required, "USD", "The one currency of the site: three capital letters. Keys that end in a price carry it in lower case (`value_cny_per_mwh`)."),
        new("", "market", Section, "", Required, "", "Which market prices its power, and where."),
        new("", "interconnection", Section, "", Required, "", "What the grid connection allows."),
        new("", "loads", Sections, "", Required, "", "The load groups: identical machines behind one breaker. At least one."),
        new("", "revenue", Section, "", "no hash price", "", "What mining earns; needed only where a load has no value of its own."),
        new("", "contracts", Sections, "", "none", "", "What was agreed with others; each entry has the keys of its kind. What they mean in money: [contracts](contracts.md)."),
        new("", "meters", Sections, "", "none: the machines' own watts are added up", "", "The meters that measure the site."),
        new("", "inventory", Text, "", "that of the desk's own data folder", "inventory", "The folder whose `inventory.db` says where the site's machines are; relative to the site file. `spillway discover` fills it with `SPILLWAY_HOME` set to it."),
        new("", "prices", Section, "", "none: needed by `spillway run` only", "", "Where a running desk gets its prices: exactly one of `file`, `url` and `replay`."),
        new("", "publications", Section, "", "none", "", "What a running desk may know beside the price, as `backtest` does by `--load`, `--day-ahead` and `--wind`: files that something else keeps writing, relative to the site file and looked at every `prices.poll_seconds`."),
        new("", "desk", Section, "", "all defaults", "", "How the site is run."),
        new("", "fail_safe", Section, "", "all defaults", "", "What a running desk does when something it stands on is gone."),
        new("market", "operator", Word, "", Required, "ercot", "Whose market it is, in lower case."),
        new("market", "settlement_point", Word, "", Required, "LZ_WEST", "Where its power is priced, as the market spells it; `LZ_WEST@LZEW` is the zone's energy-weighted price."),
        new("market", "rules", Text, "", "the data folder's or the program's", "rules/ercot.yaml", "A rules file of this market for this site, relative to the site file; see `docs/reference/rules.md`."),
        new("market", "scheme", Word, "", "none", "surplus-zone", "The scheme of the market that the site takes part in: in its months metered load is priced at its seasonal price, see `docs/reference/rules.md`."),
        new("interconnection", "import_limit_mw", Number, "MW", Required, "120", "The most the site may draw. Above it the least valuable machines stay off.", SitePower),
        new("interconnection", "ramp_down_mw_per_min", Number, "MW/min", "no limit", "600", "Largest fall of the site's power between neighbouring intervals.", Ramp),
        new("interconnection", "ramp_up_mw_per_min", Number, "MW/min", "no limit", "60", "Largest rise of the site's power between neighbouring intervals.", Ramp),
    ];

    private static ImmutableArray<SiteKey> Loads() =>
    [
        new(Load, "id", Word, "", Required, "hall-a", "The group's name, once in the file."),
        new(Load, "kind", Word, "", Required, "miner", "`miner` earns by hash rate or by a value of its own; `gpu` (AI and other computing) by a value of its own.", Words: ["miner", "gpu"]),
        new(Load, "model", Word, "", "none: then `power_w` is required", "antminer-s19-xp", "A miner of the [catalogue](machines.md); numbers given beside it stand instead of the catalogue's."),
        new(Load, "machines", Whole, "machines", Required, "12000", "How many machines the group has.", new(1m, 10_000_000m)),
        new(Load, "hashrate_th_per_s", Number, "TH/s", "the catalogue's", "140", "Hash rate of one machine in normal mode; a miner without a value of its own needs it.", HashRate),
        new(Load, "power_w", Number, "W", "the catalogue's", "3010", "Power of one machine at the wall in normal mode, without the site's overhead.", RunningPower),
        new(Load, "sleep_w", Number, "W", "0", "25", "Power of one machine while it is off but not unplugged.", new(0m, 100_000m)),
        new(Load, "overhead_ratio", Number, "ratio", "1", "1.05", "Site power per machine power: what cooling and transformers add.", new(1m, 3m, TooLarge: FromPercent)),
        new(Load, "restart_minutes", Number, "minutes", "0", "10", "After a start the machine draws full power and earns nothing for so long.", new(0m, 240m, TooLarge: FromSeconds)),
        new(Load, "min_up_minutes", Number, "minutes", "0", "30", "A started machine runs at least so long.", MinimumTime),
        new(Load, "min_down_minutes", Number, "minutes", "0", "15", "A stopped machine rests at least so long.", MinimumTime),
        new(Load, "wear_usd_per_start", Number, "USD/start", "0", "0.02", "What one start costs one machine. Of groups that earn the same the one where that is least for each MW goes off first.", new(0m, 100_000m)),
        new(Load, "value_usd_per_mwh", Number, "USD/MWh", "from the hash price; required for `gpu`", "107", "What one site MWh earns while producing, instead of the hash price. The pool fee is not taken from it.", new(0m, 1_000_000m, LeastOpen: true, SmallestPlausible: 1m, TooSmall: FromPricePerKilowattHour)),
        new(Load, "driver", Word, "", "the maker's own firmware where `model` names a machine; else none: neither read nor commanded", "luxos", "The firmware its machines answer by: one of the families of `spillway decode`."),
        new(Load, "credential", Text, "", "the firmware's documented factory credential", "env:HALL_A_LOGIN", "What opens its machines, `user:password` or a password alone: `env:NAME` reads it from the environment, anything else is a file's path. It is never written down."),
        new(Load, "feeds", Sections, "", "none: it has no breaker that the desk may move", "", "The breakers its machines hang on, in the order of the machines."),
        new(Load, "modes", Sections, "", "off and normal", "", "More ways to run than off and normal. An entry named `normal` stands instead of the load's own numbers."),
    ];

    private static ImmutableArray<SiteKey> Modes() =>
    [
        new(Mode, "mode", Word, "", Required, "low", "The mode's name, once in the load; `off` is always there and not listed."),
        new(Mode, "hashrate_th_per_s", Number, "TH/s", "required where the load has no value of its own", "100", "Hash rate of one machine in this mode.", HashRate),
        new(Mode, "power_w", Number, "W", Required, "2000", "Power of one machine at the wall in this mode.", RunningPower),
    ];

    private static ImmutableArray<SiteKey> Money() =>
    [
        new("revenue", "hashprice_usd_per_ph_day", Number, "USD/PH/day", "none: then `--hashprice` gives a series", "55", "What one PH/s earns in a day, the same on all days.", new(0m, 10_000_000m, LeastOpen: true, SmallestPlausible: 1m, TooSmall: new("a hash price per TH/s and day", 1000m))),
        new("revenue", "price_usd_per_bitcoin", Number, "USD/BTC", "none: the proof of an event tells nothing in satoshi", "65000", "What a bitcoin costs: the proof of an event then tells what was given up in satoshi too. It enters no decision and no statement.", new(0m, 1_000_000_000m, LeastOpen: true)),
        new("revenue", "pool_fee_ratio", Number, "ratio", "0", "0.01", "Share of the mining income that the pool keeps.", new(0m, 1m, MostOpen: true, TooLarge: FromPercent)),
    ];

    private static ImmutableArray<SiteKey> Desk() =>
    [
        new("desk", "policy", Word, "", "look-ahead", "look-ahead", "How the site decides: `always-on`, `strike`, `look-ahead` or `foresight`, with parameters after a colon where it takes them (`strike:price=80`)."),
        new("desk", "coincident_peak_usd_per_mw_year", Number, "USD/MW-year", "none: the peaks are not weighed", "75527", "What a MW at the system's four summer peaks costs in a year. `look-ahead`, and `strike` with parameters, then add the chance that an interval is its month's peak times this to the price; in a running desk plain `strike` too. They need the system's load (`publications.load` of a running desk, `--load` of a backtest), and `time_zone` must be the market's.", new(0m, 10_000_000m)),
        new("desk", "knows", Word, "", "previous", "previous", "Which price is the newest known one at an interval's start: that of the `previous` interval, or, for study only, the `current` one.", Words: ["previous", "current"]),
    ];
}
