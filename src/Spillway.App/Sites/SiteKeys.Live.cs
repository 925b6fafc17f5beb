using System.Collections.Immutable;
using static Spillway.App.Sites.SiteKeyKind;

namespace Spillway.App.Sites;

/// <content>What stands on the site and how a running desk treats it; a backtest needs none of it.</content>
public static partial class SiteKeys
{
    /// <summary>The section name of one feed of a load.</summary>
    public const string Feed = "loads[].feeds[]";

    /// <summary>The section name of a feed's breaker.</summary>
    public const string Breaker = "loads[].feeds[].breaker";

    /// <summary>The section name of one meter.</summary>
    public const string Meter = "meters[]";

    private const string Reactions = "`go-on` with what is known last, `hold` (raise nothing, make no economic move), `come-down` to `safe_mw`, or `stop`";

    private static ImmutableArray<SiteKey> Feeds() =>
    [
        new(Feed, "id", Word, "", Required, "hall-a-1", "The feed's name, once in the file."),
        new(Feed, "machines", Whole, "machines", "the machines of the load that no other feed has", "240", "How many machines hang on it.", new(1m, 10_000_000m)),
        new(Feed, "breaker", Section, "", "all defaults", "", "The breaker or contactor that opens it."),
        new(Breaker, "wiring", Word, "", "latched-contactor", "wago-contactor", "How it is wired: a Modbus wiring, whose coils, inputs, times and watchdog come with the program, `shelly` for a Shelly switch of generation 2 or later over HTTP, or `mqtt` for a relay behind an MQTT broker."),
        new(Breaker, "address", Word, "", "none: the inventory has it", "10.0.0.11", "Where its input and output module, the Shelly or the broker listens, with `:PORT` behind it where the port is not the protocol's own (1883 of a broker, 8883 with `tls`). Without it the feeds of a wiring are, in their order, the inventory's breakers of that family, which must be as many."),
        new(Breaker, "unit", Whole, "unit id", "1", "1", "The module's Modbus unit id; a Shelly or a relay behind a broker has none.", Live.UnitId),
        new(Breaker, "credential", Text, "", "none: it is open", "env:SHELLY", "Where the password of a Shelly, whose user is always `admin`, or `user:password` of a broker is read: `env:NAME`, or a file's path."),
        new(Breaker, "template", Word, "", "none; must be there for `mqtt`", "tasmota", "How the relay behind the broker is spoken to: a template that comes with the program."),
        new(Breaker, "device", Text, "", "none; must be there for `mqtt`", "hall-a/plug-1", "The relay's device as its topics name it."),
        new(Breaker, "row", Whole, "row", "0", "3", "The row of a device that has rows of relays; must be there where the template counts them.", new(0m, 511m)),
        new(Breaker, "tls", Word, "", "false", "true", "Whether the connection to the broker is encrypted: `true` or `false`. Its certificate is checked, by chain and by name.", Words: ["false", "true"]),
        new(Breaker, "ca_file", Text, "", "none: the authorities that this machine trusts", "/etc/spillway/broker-ca.pem", "The authorities that may have signed the broker's certificate, up to their root, as a PEM file."),
        new(Breaker, "tls_name", Word, "", "none: the address of the broker", "broker.site.example", "The host name that the broker's certificate has to be for; the broker is still reached at its address."),
        new(Breaker, "client_certificate", Text, "", "none: the broker asks for none", "/etc/spillway/desk-mqtt.pem", "The certificate by which the desk shows the broker who it is, as a PEM file."),
        new(Breaker, "client_key", Text, "", "none", "/etc/spillway/desk-mqtt.key", "Its key as a PEM file, readable by its owner alone."),
        new(Breaker, "open_seconds", Number, "s", "0.5; 2 for `shelly`, the template's feedback for `mqtt`", "0.1", "From the command to open it until its feedback says so.", new(0m, 60m, LeastOpen: true, TooLarge: Live.FromMilliseconds)),
        new(Breaker, "channel", Whole, "channel", "0", "3", "Which of the outputs behind that address moves it, counted from 0; of a relay behind a broker as its device counts, and must be there where the template does.", new(0m, 511m)),
    ];

    private static ImmutableArray<SiteKey> Meters() =>
    [
        new(Meter, "id", Word, "", Required, "main", "The meter's name, once in the file."),
        new(Meter, "map", Word, "", "sunspec", "sdm630", "Its register map; the maps come with the program."),
        new(Meter, "address", Word, "", "none: the inventory has it", "10.0.0.10", "Where it listens, with `:PORT` behind it where the port is not the protocol's own. Without it the site's meter is the inventory's whose serial is its name, else the one in its order, where file and inventory have as many."),
        new(Meter, "unit", Whole, "unit id", "1", "1", "Its Modbus unit id.", Live.UnitId),
        new(Meter, "role", Word, "", "site", "site", "What it measures: the whole `site` at the grid connection, or something else to be shown only.", Words: ["site", "other"]),
    ];

    private static ImmutableArray<SiteKey> Publications() =>
    [
        new("publications", "load", Text, "", "none", "loads", "The system's load: a tidy file or one of ERCOT's native load, or a folder of them, laid over each other in the order of their names. An hour is known one hour after its end."),
        new("publications", "day_ahead", Text, "", "none", "day-ahead.csv", "Day-ahead prices, in a file or a folder; known from the time the market's rules state for the results."),
        new("publications", "wind", Text, "", "none", "wind.csv", "The system's wind generation, in a file or a folder; an hour is known one hour after its end."),
    ];

    private static ImmutableArray<SiteKey> PriceSources() =>
    [
        new("prices", "file", Text, "", "none", "prices.csv", "A tidy price file that something else appends to; it is followed."),
        new("prices", "url", Text, "", "none", "https://market.example/prices.json", "Where prices are polled over HTTP; on this machine or its link only with `desk.local_prices`."),
        new("prices", "replay", Text, "", "none", "prices.csv", "A tidy price file that is played as if it were happening now."),
        new("prices", "replay_from", Word, "", "the first instant of the file", "2023-08-17T12:00:00Z", "The instant a replay begins at, UTC."),
        new("prices", "speed", Number, "ratio", "1", "60", "How many times faster than the wall clock a replay runs, and with it the whole desk; emulated machines keep up with the same `--speed`.", new(0m, 100_000m, LeastOpen: true)),
        new("prices", "shape", Word, "", "tidy", "ercot-dashboard", "What the polled text looks like: a `tidy` price file, `json` or `csv` by the keys below, or `ercot-dashboard`.", Words: ["tidy", "json", "csv", "ercot-dashboard"]),
        new("prices", "rows", Text, "", "the whole text", "data.prices", "JSON: the names to walk to the list of rows, parted by dots."),
        new("prices", "start", Text, "", "interval_start_utc", "timestamp", "The name or column that holds an interval's start."),
        new("prices", "start_form", Word, "", "iso", "epoch-ms", "How that instant is written.", Words: ["iso", "epoch-ms", "epoch-s"]),
        new("prices", "start_is", Word, "", "start", "end", "Whether that instant is the interval's start or its end.", Words: ["start", "end"]),
        new("prices", "point", Text, "", "none: every row is the site's", "settlementPoint", "The name or column that holds a row's settlement point. Rows of the other price of the site's zone (`LZ_WEST@LZEW`) are kept for statements."),
        new("prices", "header", Text, "", "none", "X-Api-Key", "A header that opens the source."),
        new("prices", "header_value", Text, "", "none", "env:PRICE_KEY", "Its value: `env:NAME` reads it from the environment, anything else is a file's path. It is never written down."),
        new("prices", "price", Text, "", "the settlement point", "lzWest", "The name or column that holds the price."),
        new("prices", "poll_seconds", Number, "s", "30", "30", "How often the source is looked at.", new(0.1m, 3600m, TooLarge: Live.FromMilliseconds)),
        new("prices", "interval_minutes", Number, "minutes", "the market's settlement interval; without rules 15", "15", "How long one price holds: the desk decides once in such an interval.", new(0.05m, 60m)),
    ];

    private static ImmutableArray<SiteKey> Control() =>
    [
        new("desk", "api_port", Whole, "port", "5080", "5080", "Where a running desk listens on 127.0.0.1; 0 takes any free port.", new(0m, 65_535m)),
        .. Doors(),
        new("desk", "pass_seconds", Number, "s", "1", "1", "How often the machines are looked at and told; an order is acted on at once.", Live.Pass),
        new("desk", "poll_seconds", Number, "s", "5", "5", "How often every machine is asked how it is.", new(0.1m, 86_400m, TooLarge: Live.FromMilliseconds)),
        new("desk", "meter_poll_seconds", Number, "s", "1", "1", "How often meters and breakers are read.", Live.Pass),
        new("desk", "connections", Whole, "connections", "256", "256", "How many machines are talked to at a time.", new(1m, 16_384m)),
        new("desk", "commands_per_second", Number, "1/s", "500", "1000", "How many machines the desk can tell something in a second; a promise counts the time until the last one of the site is told.", new(0m, 100_000m, LeastOpen: true)),
        new("desk", "machine_stale_seconds", Number, "s", "30", "30", "From which silence on a machine is lost.", Live.Seconds),
        new("desk", "polls_kept_mb", Whole, "MB", "1000", "200", "The most that raw answers of machines take on the disk, the newest always kept (`spillway polls`); 0 keeps none, else at least 16.", new(0m, 1_000_000m)),
        new("desk", "journal_months", Whole, "months", "all", "24", "How many whole months of the journal stay beside the one that runs; when a month begins, older ones are removed for good and their seals stay.", new(1m, 1_200m)),
        new("desk", "second_person_above_mw", Number, "MW", "one person is enough", "20", "Above how much more power an order needs a second person, in ten minutes; a shed by more acts at once and is signed by another afterwards.", new(0m, 10_000m)),
        new("desk", "second_factor", Word, "", "offered", "demanded", "Whether people need a second factor, an authenticator or a passkey: `offered`, or `demanded` for all but seeing, shedding, stopping and setting one up.", Words: ["offered", "demanded"]),
        new("desk", "local_targets", Word, "", "refused", "refused", "Whether webhooks and the anchors of proofs may name this machine, its link and plain http: `allowed` or `refused`.", Words: ["refused", "allowed"]),
        new("desk", "local_prices", Word, "", "refused", "allowed", "Whether prices may be polled from this machine and its link: `allowed` or `refused`.", Words: ["refused", "allowed"]),
        new("desk", "largest_step_mw", Number, "MW", "no limit", "50", "The most the site moves within `largest_step_seconds` without an order of the grid.", SitePower),
        new("desk", "largest_step_seconds", Number, "s", "60", "60", "The time `largest_step_mw` is about.", Live.Seconds),
        new("desk", "swing_alarm_mw", Number, "MW", "a tenth of the import limit", "10", "A change of the site's power that nobody ordered raises an alarm from here on.", SitePower),
        new("desk", "swing_alarm_seconds", Number, "s", "10", "10", "The time within which such a change counts.", Live.Seconds),
        new("desk", "canaries", Whole, "machines", "2", "2", "How many machines of a group go first before many are started or stopped for economic reasons; 0 for none. Neither emergencies nor changes of mode wait for them.", Live.Count),
        new("desk", "canary_wait_seconds", Number, "s", "30", "30", "How long the others wait for them at most.", Live.Seconds),
        new("desk", "canary_from_mw", Number, "MW", "1", "5", "From which size on starts and stops for economic reasons wait for them.", SitePower),
        new("desk", "attempts", Whole, "times", "3", "3", "How often a machine that does not follow is told in all before another takes its place.", new(1m, 100m)),
        new("desk", "retry_seconds", Number, "s", "5", "5", "The pause before the second attempt; each further one is twice as long.", Live.Seconds),
        new("desk", "retry_longest_seconds", Number, "s", "60", "60", "The longest such pause.", Live.Seconds),
        new("desk", "start_patience_ratio", Number, "ratio", "1.5", "2", "How many times what its family declares for a start, or `restart_minutes` where that is longer, a machine may be starting before it counts as not following: told again, then started anew once, reported.", new(1m, 100m)),
        new("desk", "outcome_seconds", Number, "s", "15", "15", "A command whose outcome has not come by then, and the time to tell the whole site, has the outcome unknown.", Live.Seconds),
        new("desk", "restore_jitter_seconds", Number, "s", "30", "30", "After the end of an order every machine waits between nothing and so long before it may start.", Live.Seconds),
        new("desk", "starts_per_pass", Whole, "machines", "500", "500", "The most machines started in one pass.", new(1m, 1_000_000m)),
        new("desk", "starts_per_feed", Whole, "machines", "50", "20", "The most machines of one feed started in one pass: its inrush group.", new(1m, 1_000_000m)),
        new("desk", "price_stale_minutes", Number, "minutes", "30", "20", "From which age on the newest price is stale.", new(0.05m, 10_080m)),
        new("desk", "meter_stale_seconds", Number, "s", "15", "15", "From which age on the meter's reading is stale.", Live.Seconds),
        new("desk", "clock_step_seconds", Number, "s", "10", "10", "The longest time between two passes, and the furthest step back, before the clock counts as lost.", Live.Seconds),
        new("desk", "clock_trust_seconds", Number, "s", "60", "60", "How long a lost clock must run evenly before it is trusted again.", Live.Seconds),
        new("desk", "meter_tolerance_ratio", Number, "ratio", "0.05", "0.02", "How far the meter and what the machines say together may lie apart.", new(0m, 1m, TooLarge: FromPercent)),
        new("desk", "breaker_margin_seconds", Number, "s", "1", "1", "How long before its deadline breakers must have finished what machines have not.", Live.Seconds),
        new("desk", "order_within_seconds", Number, "s", "60", "60", "The deadline of an order that names none.", Live.Seconds),
        new("desk", "stop_within_seconds", Number, "s", "15", "15", "The deadline of a total stop: machines are asked to sleep first, feeds opened in time.", Live.Seconds),
    ];

    private static ImmutableArray<SiteKey> Doors() =>
    [
        new("desk", "public_address", Word, "", "none: this machine alone reaches the desk", "10.0.0.5", "The address of this machine at which others reach the desk by https; `0.0.0.0` or `::` for all it has."),
        new("desk", "public_port", Whole, "port", "5443", "443", "The port there; 0 takes any free one.", new(0m, 65_535m)),
        new("desk", "public_names", Words, "", "the address alone", "[desk.site.example]", "The names that browsers ask for the desk by; a request for another is refused."),
        new("desk", "public_tls", Word, "", "certificate", "proxy", "Who ends TLS there: the desk by its `certificate`, or a `proxy` in front of it.", Words: ["certificate", "proxy"]),
        new("desk", "certificate", Text, "", "none", "/etc/spillway/desk.pem", "The certificate as a PEM file, with those that lead to its root behind it."),
        new("desk", "certificate_key", Text, "", "none", "/etc/spillway/desk.key", "Its key as a PEM file, readable by its owner alone."),
    ];

    private static ImmutableArray<SiteKey> FailSafe() =>
    [
        new("fail_safe", "stale_price", Word, "", "hold", "hold", $"The newest price is too old: {Reactions}.", Words: Live.Reactions),
        new("fail_safe", "stale_meter", Word, "", "hold", "hold", $"The site meter is silent; the machines' own watts stand in for it: {Reactions}.", Words: Live.Reactions),
        new("fail_safe", "lost_group", Word, "", "hold", "stop", $"More of a group than `lost_group_ratio` cannot be reached; they count as drawing what they drew last: {Reactions}, which opens the group's feeds.", Words: Live.Reactions),
        new("fail_safe", "lost_clock", Word, "", "hold", "hold", $"The clock jumped: {Reactions}.", Words: Live.Reactions),
        new("fail_safe", "journal_unwritable", Word, "", "hold", "hold", "The journal cannot be written, so nothing is commanded: `hold` goes on feeding the breakers' watchdogs while it tries again for `journal_patience_seconds`, then the desk ends; `stop` ends it at once. What no waiting mends (a damaged file) is held as long and not tried again.", Words: ["hold", "stop"]),
        new("fail_safe", "restart_in_event", Word, "", "hold", "hold", "The desk starts while an order is in force, which stays so: until every machine has been heard or `restart_patience_seconds` are over `hold` raises nothing, `come-down` comes down to `safe_mw`, `stop` comes down to nothing, and `go-on` does none of it.", Words: Live.Reactions),
        new("fail_safe", "desk_dead", Word, "", "go-on", "stop", "Nobody runs the desk: machines `go-on` as they are, or `stop`: breakers with a watchdog open by themselves once nobody feeds it.", Words: ["go-on", "stop"]),
        new("fail_safe", "safe_mw", Number, "MW", "0", "5", "The power that `come-down` comes down to.", new(0m, 10_000m)),
        new("fail_safe", "lost_group_ratio", Number, "ratio", "0.5", "0.5", "The share of a group's machines that must be lost before the group is.", new(0m, 1m, LeastOpen: true, TooLarge: FromPercent)),
        new("fail_safe", "journal_patience_seconds", Number, "s", "30", "30", "How long an unwritable journal is tried again.", Live.Seconds),
        new("fail_safe", "restart_patience_seconds", Number, "s", "60", "60", "How long a restarted desk waits to hear every machine.", Live.Seconds),
    ];

    // A class of its own: the table above is made before the static fields of this file would be.
    private static class Live
    {
        public static readonly UnitHint FromMilliseconds = new("milliseconds", 0.001m);
        public static readonly NumberRange UnitId = new(0m, 255m);
        public static readonly NumberRange Count = new(0m, 100_000m);
        public static readonly NumberRange Seconds = new(0m, 86_400m, TooLarge: FromMilliseconds);
        public static readonly NumberRange Pass = new(0.05m, 60m, TooLarge: FromMilliseconds);
        public static readonly string[] Reactions = ["go-on", "hold", "come-down", "stop"];
    }
}
