namespace Spillway.IntegrationTests.Desk;

/// <summary>The site of the desk's process tests.</summary>
internal static class DeskSites
{
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
