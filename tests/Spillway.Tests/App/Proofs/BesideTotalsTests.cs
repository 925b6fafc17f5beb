using System.Text.Json;
using Shouldly;
using Spillway.Tests.App.Statements;
using Xunit;

namespace Spillway.Tests.App.Proofs;

/// <summary>What stands beside the lines is made again from a bundle's own parts: the statement of a site that has all of it is whole.</summary>
public sealed class BesideTotalsTests : IDisposable
{
    private readonly SettleDesk _desk = new();

    public BesideTotalsTests()
    {
        _desk.Site(
            """
            site: beside
            time_zone: America/Chicago
            currency: USD
            market: {operator: ercot, settlement_point: LZ_WEST}
            interconnection: {import_limit_mw: 100}
            loads:
              - {id: hall-a, kind: miner, machines: 8000, power_w: 2500, value_usd_per_mwh: 106.6}
              - {id: hall-b, kind: miner, machines: 16000, power_w: 2500, value_usd_per_mwh: 98.7}
              - {id: hall-c, kind: miner, machines: 7001, power_w: 2517, value_usd_per_mwh: 71.3}
            contracts:
              - {kind: fixed-block, id: block-1, mw: 40, price_usd_per_mwh: 28, sell_back_spread_usd_per_mwh: 1.5}
              - {kind: trade, id: sold, side: sell, mw: 10, price_usd_per_mwh: 55}
              - {kind: fixed-block, id: block-2, mw: 20, price_usd_per_mwh: 61}
              - {kind: day-ahead, id: ahead}
            """);
        _desk.PriceFile(
            "interval_start_utc,LZ_WEST\n2024-07-01T20:00:00Z,40\n2024-07-01T20:15:00Z,60.005\n2024-07-01T20:30:00Z,900\n2024-07-01T20:45:00Z,1500\n2024-07-01T21:00:00Z,-7\n");
        _desk.MeterFile(
            SettleDesk.Rows("site", "2024-07-01T20:00:00Z", 22.125m, 17m, 3.3m, 0m) + SettleDesk.Rows("hall-a", "2024-07-01T20:00:00Z", 5m, 4.75m, 1.1m, 0m));
        _desk.AwardFile(
            "interval_start_utc,contract,product,award_mw,price_usd_per_mwh,interval_minutes\n2024-07-01T20:45:00Z,ahead,day-ahead,8,44,15\n2024-07-01T21:00:00Z,ahead,day-ahead,12,47.5,15\n2024-07-01T22:00:00Z,ahead,day-ahead,-4,90.25,30\n");
        _desk.Command("keys", "init").ShouldBe(0, _desk.Errors);
    }

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void Several_blocks_sub_meters_shares_and_open_intervals_are_made_again()
    {
        var bundle = _desk.At("day.proof");

        _desk.Command(["prove", _desk.At("site.yaml"), "--prices", _desk.Prices[0], "--meter", _desk.Meters[0], "--from", _desk.From, "--to", _desk.To, .. _desk.More, "--out", bundle]).ShouldBe(0, _desk.Errors);

        _desk.Command("verify", bundle, "--json", "-").ShouldBe(0, _desk.Output + _desk.Errors);
        var totals = JsonDocument.Parse(_desk.Output).RootElement.GetProperty("totals");
        totals.GetProperty("settled_intervals").GetInt32().ShouldBe(4);

        // Blocks in file order: the second is drawn of in the first two quarters, 5 − (22.125 − 10) and 5 − (17 − 10) below zero.
        totals.GetProperty("power_credits_usd").GetDecimal().ShouldBe(((900 - 28) * 6.7m) + ((900 - 61) * 5m) + ((1500 - 28) * 10m) + ((1500 - 61) * 5m));
        totals.GetProperty("unsettled_usd").GetDecimal().ShouldBe((92 * ((10 * 28m) - (2.5m * 55m) + (5 * 61m))) + (3m * 47.5m) - (2m * 90.25m));
        totals.GetProperty("production_revenue_usd").GetDecimal().ShouldBeGreaterThan(0);
        totals.GetProperty("production")[0].GetProperty("energy_mwh").GetDecimal().ShouldBe(10.85m);
    }
}
