using System.Globalization;
using NodaTime;
using Shouldly;
using Spillway.Simulation.Backtest;
using Spillway.Tests.App.Reports;
using Spillway.Tests.App.Sites.Contracts;
using Xunit;

namespace Spillway.Tests.App.Statements;

/// <summary>Backtest and settlement agree: what a policy drew, given as a meter file, costs the same to the cent.</summary>
public sealed class BacktestParityTests : IDisposable
{
    private const string Site =
        """
        site: sample
        time_zone: America/Chicago
        currency: USD
        market: {operator: made-up, settlement_point: LZ_MADE_UP}
        interconnection: {import_limit_mw: 1000}
        loads:
          - {id: old, kind: miner, machines: 3000, power_w: 3000, overhead_ratio: 1.05, restart_minutes: 10, value_usd_per_mwh: 60}
          - {id: new, kind: miner, machines: 4000, power_w: 3000, overhead_ratio: 1.05, restart_minutes: 10, value_usd_per_mwh: 110}
        contracts:
          - {kind: fixed-block, id: block-1, mw: 5, price_usd_per_mwh: 31.5}

        """;

    private readonly SettleDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData(15, "always-on")]
    [InlineData(15, "strike")]
    [InlineData(5, "strike")]
    public void What_a_policy_drew_costs_the_same_when_it_is_metered(int minutes, string policy)
    {
        // Across the spring change of clocks, with holes in the prices.
        var market = new SampleMarket(new(2024, 3, 1), new(2024, 3, 21)) { IntervalMinutes = minutes, IsGap = number => number % 97 == 13 };
        var run = market.Compare()[policy].Run;

        var statement = Settled(market, run);

        statement.Charge("energy-real-time").ShouldBe(run.Totals.EnergyCost.ToCent().Value);
        statement.Charge("fixed-block").ShouldBe(-run.Totals.Contracts.ToCent().Value);
        statement.Number("energy_mwh").ShouldBe(run.Totals.Energy.ToMegawattHours().Value);
        statement.Number("settled_intervals").ShouldBe(run.Totals.Intervals);
    }

    [Theory]
    [InlineData("always-on")]
    [InlineData("strike")]
    public void Dated_shaped_and_nominated_blocks_spreads_and_trades_come_to_the_same(string policy)
    {
        const string Positions = """
              - {kind: fixed-block, id: peak, mw: 8, price_usd_per_mwh: 40, shape: 5x16, from: 2024-03-05, sell_back_spread_usd_per_mwh: 2}
              - {kind: fixed-block, id: night, mw: 6, price_usd_per_mwh: 18.25, shape: 7x8, nominations: [{month: 2024-03, share_ratio: 0.75}]}
              - {kind: trade, id: sale, side: sell, mw: 3.5, price_usd_per_mwh: 36, to: 2024-03-10}

            """;
        var market = new SampleMarket(new(2024, 3, 1), new(2024, 3, 21)) { Agreed = SiteText.Read(Site + Positions).Site.Contracts };
        var run = market.Compare()[policy].Run;

        var statement = Settled(market, run, Site + Positions);

        statement.GetProperty("charges").EnumerateArray().Count(charge => charge.GetProperty("charge").GetString() == "fixed-block").ShouldBe(4);
        statement.Number("total_usd").ShouldBe((run.Totals.EnergyCost - run.Totals.Contracts).ToCent().Value);
    }

    [Fact]
    public void Production_differs_by_what_restarts_lost_and_the_statement_says_that_it_does_not_know()
    {
        var market = new SampleMarket(new(2024, 6, 1), new(2024, 6, 15));
        var run = market.Compare()["strike"].Run;

        var statement = Settled(market, run, isByGroup: true);

        run.Totals.RestartLoss.ToCent().Value.ShouldBeGreaterThan(0m);
        statement.Number("production_revenue_usd").ShouldBe((run.Totals.Production + run.Totals.RestartLoss).ToCent().Value);
        statement.Notes().ShouldContain(note => note.Contains("without a desk's journal", StringComparison.Ordinal));
    }

    private System.Text.Json.JsonElement Settled(SampleMarket market, PolicyRun run, string site = Site, bool isByGroup = false)
    {
        var rows = run.Steps.Where(step => step.Settled is not null).SelectMany(step => isByGroup
            ? step.Settled!.Groups.Select(group => Row(step.Settled.Slot.Start, group.Group.Text, group.Energy.ToMegawattHours().Value))
                .Append(Row(step.Settled.Slot.Start, "site", step.Settled.Groups.Sum(group => group.Energy.ToMegawattHours().Value)))
            : [Row(step.Settled!.Slot.Start, "site", step.Settled.Groups.Sum(group => group.Energy.ToMegawattHours().Value))]);
        (_desk.From, _desk.To) = (market.From.ToString("uuuu-MM-dd", null), market.To.ToString("uuuu-MM-dd", null));
        return _desk.Site(site).PriceFile(market.Csv()).MeterFile(string.Concat(rows)).Statement();
    }

    private static string Row(Instant start, string meter, decimal energy) =>
        string.Create(CultureInfo.InvariantCulture, $"{start},{meter},{energy},actual\n");
}
