namespace Spillway.IntegrationTests.Desk;

/// <summary>The site of the desk's process tests.</summary>
internal static class DeskSites
{
    /// <summary>The same with a watchdog in every feed of the first hall, and with what it is to do when nobody runs the desk.</summary>
    public static string Watched(string deskDead) => Thirty
        .Replace("machines: 10\n      - id: a-2\n", "machines: 10\n        breaker:\n          wiring: wago-contactor\n      - id: a-2\n        breaker:\n          wiring: wago-contactor\n", StringComparison.Ordinal)
        .Replace("fail_safe:\n", $"fail_safe:\n  desk_dead: {deskDead}\n", StringComparison.Ordinal);

    /// <summary>The same with a relay in the first feed of the first hall.</summary>
    public static string Relayed(string wiring) => Thirty.Replace(
        "machines: 10\n      - id: a-2\n", $"machines: 10\n        breaker:\n          wiring: {wiring}\n      - id: a-2\n", StringComparison.Ordinal);

    /// <summary>The machines behind each feed of <see cref="Thirty"/>, in the order of the file.</summary>
    public static IReadOnlyList<(int First, int Machines)> ThirtyFeeds { get; } = [(0, 10), (10, 10)];

    /// <summary>Thirty machines in two halls, one of them behind two feeds, worth running at the price of the tests.</summary>
    public const string Thirty = """
        site: desk-test
        time_zone: UTC
        currency: USD
        market:
          operator: ercot
          settlement_point: LZ_WEST
        interconnection:
          import_limit_mw: 0.5
        loads:
          - id: hall-a
            kind: miner
            model: whatsminer-m50s
            machines: 20
            value_usd_per_mwh: 90
            feeds:
              - id: a-1
                machines: 10
              - id: a-2
          - id: hall-b
            kind: miner
            model: whatsminer-m50s
            machines: 10
            value_usd_per_mwh: 70
        meters:
          - id: main
        prices:
          file: prices.csv
        desk:
          policy: strike
          restore_jitter_seconds: 2
        fail_safe:
          restart_patience_seconds: 5
          journal_patience_seconds: 10

        """;
}
