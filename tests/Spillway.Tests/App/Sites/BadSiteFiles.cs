using System.Text;

namespace Spillway.Tests.App.Sites;

/// <summary>One good site file, and every way it is spoilt.</summary>
internal static class BadSiteFiles
{
    public const string Good = """
        site: dadu-1
        name: Dadu One
        time_zone: America/Chicago
        currency: USD
        market:
          operator: ercot
          settlement_point: LZ_WEST
        interconnection:
          import_limit_mw: 120
          ramp_down_mw_per_min: 600
          ramp_up_mw_per_min: 60
        loads:
          - id: hall-a
            kind: miner
            machines: 12000
            hashrate_th_per_s: 140
            power_w: 3010
            overhead_ratio: 1.05
            restart_minutes: 10
          - id: hall-b
            kind: gpu
            machines: 500
            power_w: 10200
            value_usd_per_mwh: 1060
            modes:
              - mode: capped
                power_w: 7000
        revenue:
          hashprice_usd_per_ph_day: 55
          pool_fee_ratio: 0.01
        contracts:
          - kind: fixed-block
            id: block-1
            mw: 60
            price_usd_per_mwh: 28
        desk:
          policy: look-ahead
          knows: previous

        """;

    public static IEnumerable<(string Title, byte[] Bytes)> All() =>
    [
        .. Keys(), .. Units(), .. Numbers(), .. Names(), .. Contradictions(), .. Shapes(), .. Missing(), .. Agreements(),
    ];

    private static IEnumerable<(string, byte[])> Keys() =>
    [
        Swap("an unknown key at the top", "currency: USD", "currency: USD\ncurency: USD"),
        Swap("an unknown key of a load", "restart_minutes: 10", "restart_minuts: 10"),
        Swap("a key that belongs elsewhere", "operator: ercot", "operator: ercot\n  import_limit_mw: 120"),
        Swap("a key in capitals", "power_w: 3010", "POWER_W: 3010"),
        Swap("a key in another currency", "value_usd_per_mwh: 1060", "value_eur_per_mwh: 1060"),
        Swap("a site in another currency", "currency: USD", "currency: CNY"),
        Swap("a contract in another currency", "    mw: 60", "    mw: 60\n    currency: EUR"),
        Swap("a key given twice", "    machines: 12000", "    machines: 12000\n    machines: 10000"),
        Swap("a load that is only a word", "  - id: hall-a\n    kind: miner\n", "  - hall-a\n  - id: hall-a\n    kind: miner\n"),
    ];

    private static IEnumerable<(string, byte[])> Units() =>
    [
        Swap("kW for MW", "import_limit_mw: 120", "import_limit_mw: 120000"),
        Swap("kW for MW in a contract", "mw: 60", "mw: 60000"),
        Swap("kW for W", "power_w: 3010", "power_w: 3.01"),
        Swap("GH/s for TH/s", "hashrate_th_per_s: 140", "hashrate_th_per_s: 140000"),
        Swap("PH/s for TH/s", "hashrate_th_per_s: 140", "hashrate_th_per_s: 0.14"),
        Swap("W and TH/s that do not belong together", "power_w: 3010", "power_w: 300"),
        Swap("a price per kWh", "value_usd_per_mwh: 1060", "value_usd_per_mwh: 0.106"),
        Swap("a block's price per kWh", "price_usd_per_mwh: 28", "price_usd_per_mwh: 0.028"),
        Swap("a hash price per TH/s", "hashprice_usd_per_ph_day: 55", "hashprice_usd_per_ph_day: 0.055"),
        Swap("a fee in percent", "pool_fee_ratio: 0.01", "pool_fee_ratio: 1"),
        Swap("an overhead in percent", "overhead_ratio: 1.05", "overhead_ratio: 105"),
        Swap("an overhead as its excess", "overhead_ratio: 1.05", "overhead_ratio: 0.05"),
        Swap("seconds for minutes", "restart_minutes: 10", "restart_minutes: 600"),
        Swap("a unit behind the number", "power_w: 3010", "power_w: 3010 W"),
        Swap("another unit behind the number", "power_w: 3010", "power_w: 3.01 kW"),
        Swap("a unit that cannot be converted", "power_w: 3010", "power_w: 10 hp"),
        Swap("a percent sign", "pool_fee_ratio: 0.01", "pool_fee_ratio: 1%"),
        Swap("a currency sign", "price_usd_per_mwh: 28", "price_usd_per_mwh: $28"),
        Swap("a time with its unit", "restart_minutes: 10", "restart_minutes: 90 s"),
    ];

    private static IEnumerable<(string, byte[])> Numbers() =>
    [
        Swap("negative machines", "machines: 12000", "machines: -12000"),
        Swap("no machines", "machines: 12000", "machines: 0"),
        Swap("half a machine", "machines: 12000", "machines: 12000.5"),
        Swap("a comma between thousands", "machines: 12000", "machines: 12,000"),
        Swap("an underscore between thousands", "machines: 12000", "machines: 12_000"),
        Swap("a space between thousands", "machines: 12000", "machines: 12 000"),
        Swap("a decimal comma", "overhead_ratio: 1.05", "overhead_ratio: 1,05"),
        Swap("an exponent", "machines: 12000", "machines: 1.2e4"),
        Swap("not a number", "power_w: 3010", "power_w: .nan"),
        Swap("infinity", "import_limit_mw: 120", "import_limit_mw: .inf"),
        Swap("a word for a number", "machines: 12000", "machines: many"),
        Swap("a list for a number", "machines: 12000", "machines: [12000]"),
        Swap("nothing for a number", "machines: 12000", "machines:"),
        Swap("more digits than anything has", "power_w: 3010", "power_w: 3010.00000000000000000001"),
        Swap("a negative limit", "import_limit_mw: 120", "import_limit_mw: -120"),
        Swap("a limit of nothing", "import_limit_mw: 120", "import_limit_mw: 0"),
        Swap("a pool that keeps everything and more", "pool_fee_ratio: 0.01", "pool_fee_ratio: 150"),
        Swap("a wear that pays", "restart_minutes: 10", "wear_usd_per_start: -0.02"),
    ];

    private static IEnumerable<(string, byte[])> Names() =>
    [
        Swap("two loads with one id", "id: hall-b", "id: hall-a"),
        Swap("two contracts with one id", "    price_usd_per_mwh: 28", "    price_usd_per_mwh: 28\n  - kind: fixed-block\n    id: block-1\n    mw: 10\n    price_usd_per_mwh: 30"),
        Swap("two modes with one name", "        power_w: 7000", "        power_w: 7000\n      - mode: capped\n        power_w: 5000"),
        Swap("a mode named off", "mode: capped", "mode: off"),
        Swap("an unknown model", "    hashrate_th_per_s: 140\n    power_w: 3010", "    model: antminer-s19xp"),
        Swap("an unknown kind", "kind: miner", "kind: minor"),
        Swap("an unknown contract", "kind: fixed-block", "kind: fixed-blok"),
        Swap("an unknown policy", "policy: look-ahead", "policy: lookahead"),
        Swap("an unknown knowledge", "knows: previous", "knows: next"),
        Swap("an unknown time zone", "time_zone: America/Chicago", "time_zone: America/Chicgo"),
        Swap("an abbreviated time zone", "time_zone: America/Chicago", "time_zone: CPT"),
        Swap("a currency in lower case", "currency: USD", "currency: usd"),
        Swap("a currency sign for a currency", "currency: USD", "currency: $"),
        Swap("an operator in capitals", "operator: ercot", "operator: ERCOT"),
        Swap("an id that no file name can carry", "id: hall-a", "id: hall/a"),
        Swap("an id with a space", "id: hall-a", "id: hall a"),
        Swap("an id too long", "id: hall-a", "id: " + new string('a', 65)),
    ];

    private static IEnumerable<(string, byte[])> Contradictions() =>
    [
        Swap("a model and hash rate for computers that do not mine", "    power_w: 10200", "    power_w: 10200\n    model: antminer-s21"),
        Swap("a hash rate for computers that do not mine", "    power_w: 10200", "    power_w: 10200\n    hashrate_th_per_s: 1"),
        Swap("normal mode described twice", "      - mode: capped", "      - mode: normal"),
        Swap("off that draws more than running", "    machines: 500", "    machines: 500\n    sleep_w: 8000"),
        Swap("computers without a value", "    value_usd_per_mwh: 1060\n", ""),
        Swap("a miner without power", "    power_w: 3010\n", ""),
        Swap("a miner without a hash rate", "    hashrate_th_per_s: 140\n", ""),
        Swap("a mode without power", "        power_w: 7000", "        hashrate_th_per_s: 1"),
    ];

    private static IEnumerable<(string, byte[])> Shapes() =>
    [
        Swap("a tab", "    kind: miner", "\tkind: miner"),
        Swap("a missing space behind the colon", "currency: USD", "currency:USD"),
        Swap("a key without a colon", "  operator: ercot", "  operator ercot"),
        Swap("a key without colon and value", "    power_w: 3010", "    power_w"),
        Swap("a list without its end", "mode: capped", "mode: ["),
        Swap("a quote without its end", "name: Dadu One", "name: \"Dadu One"),
        Swap("an anchor and a reference", "  - id: hall-a\n", "  - &a\n    id: hall-a\n", "  - id: hall-b\n", "  - *a\n  - id: hall-b\n"),
        Swap("a market that is a word", "market:\n  operator: ercot\n  settlement_point: LZ_WEST", "market: ercot"),
        Swap("loads that are keys", "  - id: hall-a\n    kind: miner\n", "  hall-a:\n    kind: miner\n", "  - id: hall-b", "  hall-b:"),
        ("an empty list of loads", Text(Good[..Good.IndexOf("loads:", StringComparison.Ordinal)] + "loads: []\n")),
        ("two documents", Text(Good + "---\nsite: other\n")),
        ("an empty file", []),
        ("a file of comments", Text("# nothing yet\n")),
        ("a list at the top", Text("- site: dadu-1\n")),
        ("nesting without end", Text("site: " + new string('[', 100_000))),
        ("a file beyond any site", Text(Good + "#" + new string('x', 1024 * 1024))),
        ("a file that is not UTF-8", [.. Text(Good), 0x23, 0xE9, 0x0A]),
        ("bytes that are no text", [0x1F, 0x8B, 0x08, 0x00, 0x00]),
    ];

    private static IEnumerable<(string, byte[])> Missing() =>
    [
        Swap("no site", "site: dadu-1\n", ""),
        Swap("no time_zone", "time_zone: America/Chicago\n", ""),
        Swap("no currency", "currency: USD\n", ""),
        Swap("no market", "market:\n  operator: ercot\n  settlement_point: LZ_WEST\n", ""),
        Swap("no operator", "  operator: ercot\n", ""),
        Swap("no settlement_point", "  settlement_point: LZ_WEST\n", ""),
        Swap("no interconnection", "interconnection:\n  import_limit_mw: 120\n  ramp_down_mw_per_min: 600\n  ramp_up_mw_per_min: 60\n", ""),
        Swap("no import_limit_mw", "  import_limit_mw: 120\n", ""),
        ("no loads", Text(Good[..Good.IndexOf("loads:", StringComparison.Ordinal)])),
        Swap("no id", "  - id: hall-a\n    kind: miner\n", "  - kind: miner\n"),
        Swap("no kind", "    kind: miner\n", ""),
        Swap("no machines", "    machines: 12000\n", ""),
        Swap("no mode name", "      - mode: capped\n        power_w: 7000\n", "      - power_w: 7000\n"),
        Swap("no contract kind", "  - kind: fixed-block\n    id: block-1\n", "  - id: block-1\n"),
        Swap("no contract id", "    id: block-1\n", ""),
        Swap("no contract mw", "    mw: 60\n", ""),
        Swap("no contract price", "    price_usd_per_mwh: 28\n", ""),
    ];

    private static IEnumerable<(string, byte[])> Agreements() =>
    [
        Swap("a beginning that is no date", "    mw: 60", "    mw: 60\n    from: 2023-02-30"),
        Swap("an end that is not after the beginning", "    mw: 60", "    mw: 60\n    from: 2024-01-01\n    to: 2024-01-01"),
        Swap("a key of another kind of contract", "    mw: 60", "    mw: 60\n    adder_usd_per_mwh: 2"),
        Swap("a block larger than the import limit", "    mw: 60", "    mw: 160"),
        Swap("blocks that are larger together", "desk:", With("fixed-block", "block-2", "mw: 70", "price_usd_per_mwh: 30", "from: 2024-06-01") + "desk:"),
        Swap("a month that is not nominated", "    mw: 60", "    mw: 60\n    from: 2024-01-01\n    to: 2024-04-01\n    nominations:\n      - {month: 2024-01, share_ratio: 1}\n      - {month: 2024-03, share_ratio: 1}"),
        Swap("a month nominated twice", "    mw: 60", "    mw: 60\n    nominations:\n      - {month: 2024-01, share_ratio: 1}\n      - {month: 2024-01, share_ratio: 0}"),
        Swap("a nomination for no month", "    mw: 60", "    mw: 60\n    nominations:\n      - {month: 2024-1, share_ratio: 1}"),
        Swap("a nomination in percent", "    mw: 60", "    mw: 60\n    nominations:\n      - {month: 2024-01, share_ratio: 75}"),
        Swap("an unknown shape", "    mw: 60", "    mw: 60\n    shape: 5x8"),
        Swap("an hourly file that is not there", "    mw: 60", "    mw: 60\n    shape: file\n    file: nowhere.csv"),
        Swap("a shape by a file that is not named", "    mw: 60", "    mw: 60\n    shape: file"),
        Swap("a file for another shape", "    mw: 60", "    mw: 60\n    file: hours.csv"),
        Swap("two retail contracts at once", "desk:", With("index", "one", "adder_usd_per_mwh: 2", "loss_factor_ratio: 1", "to: 2024-02-01") + With("index", "two", "adder_usd_per_mwh: 3", "loss_factor_ratio: 1", "from: 2024-01-31") + "desk:"),
        Swap("two wires tariffs at once", "desk:", With("delivery", "one", "demand_usd_per_kw_month: 4") + With("delivery", "two", "demand_usd_per_kw_month: 5") + "desk:"),
        Swap("a loss factor as its excess", "desk:", With("index", "one", "adder_usd_per_mwh: 2", "loss_factor_ratio: 0.02") + "desk:"),
        Swap("a demand window that does not divide an hour", "desk:", With("delivery", "one", "demand_usd_per_kw_month: 4", "demand_window_minutes: 25") + "desk:"),
        Swap("a product that the market does not have", "desk:", With("ancillary", "rrs", "product: rrs-urf") + "desk:"),
        Swap("a product that this kind of load may not sell", "desk:", With("ancillary", "rrs", "product: rrs-ufr", "seller: clr") + "desk:"),
        Swap("a service where no rules are known", "operator: ercot", "operator: elsewhere", "desk:", With("ancillary", "rrs", "product: rrs-ufr") + "desk:"),
        Swap("coincident peaks where no rules are known", "operator: ercot", "operator: elsewhere", "desk:", With("coincident-peak", "4cp", "rate_usd_per_mw_year: 75527") + "desk:"),
        Swap("an unknown method of coincident peaks", "desk:", With("coincident-peak", "4cp", "method: 5cp") + "desk:"),
        Swap("a rate per kW for one per MW", "desk:", With("coincident-peak", "4cp", "rate_usd_per_mw_year: 75.527") + "desk:"),
        Swap("hours that end before they begin", "desk:", With("emergency-response", "ers", "mw: 10", "price_usd_per_mw_h: 4", "time_periods:\n      - {from_hour: 22, to_hour: 6}") + "desk:"),
        Swap("a host without a fixed price", "desk:", With("hosting", "tenants", "price_basis: fixed", "customers:\n      - {customer: acme, group: hall-a, share_ratio: 0.5}") + "desk:"),
        Swap("a host with a price that is passed through", "desk:", With("hosting", "tenants", "price_basis: pass-through", "price_usd_per_mwh: 60", "customers:\n      - {customer: acme, group: hall-a, share_ratio: 0.5}") + "desk:"),
        Swap("a customer of an unknown group", "desk:", With("hosting", "tenants", "price_basis: pass-through", "customers:\n      - {customer: acme, group: hall-c, share_ratio: 0.5}") + "desk:"),
        Swap("customers with more than all of a group", "desk:", With("hosting", "tenants", "price_basis: pass-through", "customers:\n      - {customer: acme, group: hall-a, share_ratio: 0.6}\n      - {customer: bits, group: hall-a, share_ratio: 0.5}") + "desk:"),
        Swap("a promise without what it is credited with", "desk:", With("hosting", "tenants", "price_basis: pass-through", "uptime_ratio: 0.95", "customers:\n      - {customer: acme, group: hall-a, share_ratio: 0.5}") + "desk:"),
        Swap("a pool beside a pool fee", "desk:", With("mining-pool", "pool", "payout: fpps", "fee_ratio: 0.01") + "desk:"),
        Swap("a payout without what it depends on", "desk:", With("mining-pool", "pool", "payout: pps", "fee_ratio: 0.01") + "desk:"),
        Swap("luck where none is paid for", "desk:", With("mining-pool", "pool", "payout: fpps", "fee_ratio: 0.01", "luck_ratio: 1.1") + "desk:"),
    ];

    private static string With(string kind, string id, params string[] keys) =>
        $"  - kind: {kind}\n    id: {id}\n" + string.Concat(keys.Select(key => $"    {key}\n"));

    private static (string Title, byte[] Bytes) Swap(string title, params string[] pairs)
    {
        var text = Good;
        for (var index = 0; index < pairs.Length; index += 2)
        {
            if (!text.Contains(pairs[index], StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The good file does not hold '{pairs[index]}'.");
            }

            // Only the first: later loads and contracts stay as they are.
            var at = text.IndexOf(pairs[index], StringComparison.Ordinal);
            text = text[..at] + pairs[index + 1] + text[(at + pairs[index].Length)..];
        }

        return (title, Text(text));
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
