namespace Spillway.Tests.App.Sites.Contracts;

/// <summary>A site file with a contract of every kind.</summary>
internal static class AllKinds
{
    public const string Site = """
        site: all-kinds
        time_zone: America/Chicago
        currency: USD
        market:
          operator: ercot
          settlement_point: LZ_WEST
        interconnection:
          import_limit_mw: 120
        loads:
          - id: hall-a
            kind: miner
            machines: 1000
            hashrate_th_per_s: 140
            power_w: 3000
          - id: hall-b
            kind: miner
            machines: 1000
            hashrate_th_per_s: 140
            power_w: 3000
        revenue:
          hashprice_usd_per_ph_day: 55
        contracts:
          - kind: fixed-block
            id: block-1
            mw: 60
            price_usd_per_mwh: 28
            shape: 5x16
            from: 2026-01-01
            to: 2026-04-01
            sell_back_spread_usd_per_mwh: 1.5
            nominations:
              - month: 2026-01
                share_ratio: 1
              - month: 2026-02
                share_ratio: 0.5
              - month: 2026-03
                share_ratio: 0
          - kind: index
            id: retail
            adder_usd_per_mwh: 2.5
            loss_factor_ratio: 1.02
            fee_usd_per_mwh: 0.63
            fee_usd_per_month: 250
            rounding: cent
          - kind: day-ahead
            id: da-1
          - kind: trade
            id: trade-1
            side: sell
            mw: 20
            price_usd_per_mwh: 41
            from: 2026-01-01
            to: 2026-01-02
          - kind: ancillary
            id: rrs-1
            product: rrs-ufr
            seller: nclr
            qualified_mw: 30
          - kind: emergency-response
            id: ers-1
            mw: 20
            price_usd_per_mw_h: 4.36
            time_periods:
              - days: weekdays
                from_hour: 13
                to_hour: 16
          - kind: coincident-peak
            id: 4cp
            rate_usd_per_mw_year: 75527
            basis:
              - {month: 2025-06, mw: 100}
              - {month: 2025-07, mw: 100}
              - {month: 2025-08, mw: 30}
              - {month: 2025-09, mw: 0}
          - kind: delivery
            id: wires
            demand_usd_per_kw_month: 3.85
            ratchet_ratio: 0.8
            fee_usd_per_month: 1250
            from: 2026-01-01
          - kind: hosting
            id: tenants
            price_basis: fixed
            price_usd_per_mwh: 65
            curtailment_share_ratio: 0.5
            uptime_ratio: 0.95
            uptime_credit_usd_per_mwh: 20
            customers:
              - customer: acme
                group: hall-a
                share_ratio: 0.5
          - kind: mining-pool
            id: pool
            payout: fpps
            fee_ratio: 0.01

        """;
}
