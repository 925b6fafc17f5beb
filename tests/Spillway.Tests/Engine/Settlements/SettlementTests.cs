using Shouldly;
using Spillway.Engine.Settlements;
using Spillway.Engine.Sites;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Settlements;

public sealed class SettlementTests
{
    [Fact]
    public void A_fixed_block_earns_the_market_price_less_its_own_whether_machines_run_or_not()
    {
        var site = Halls.Site(10m, Halls.Hall("a", 10, 100m)) with { Contracts = [new FixedBlock(new("block"), new(60m), new(28m)), new FixedBlock(new("other"), new(1m), new(30m))] };
        var off = Settle(site, GroupState.Settled(site.Loads[0], 0), 0, 900m);

        off.Contracts.ToMoney().Value.ShouldBe((15m * 872m) + (0.25m * 870m));
        off.Net.ShouldBe(off.Contracts);
        Settle(site, GroupState.Settled(site.Loads[0], 10), 10, -10m).Contracts.ToMoney().Value.ShouldBe((15m * -38m) + (0.25m * -40m));
    }

    [Fact]
    public void A_start_costs_its_restart_and_its_wear_and_says_what_it_lost()
    {
        var site = Halls.Site(10m, Halls.Hall("a", 10, 96m) with { RestartTime = new(10m), WearPerStart = new(0.5m) });
        var settled = Settle(site, GroupState.Settled(site.Loads[0], 0), 10, 40m);

        var group = settled.Groups[0];
        group.EnergyCost.ToMoney().Value.ShouldBe(100m);
        group.Production.ToMoney().Value.ShouldBe(80m);
        group.RestartLoss.ToMoney().Value.ShouldBe(160m);
        group.Wear.ToMoney().Value.ShouldBe(5m);
        group.Starts.ShouldBe(10);
        settled.Net.ToMoney().Value.ShouldBe(-25m);
    }

    [Fact]
    public void Hash_price_revenue_is_paid_by_the_hour_of_production_less_the_pool_fee()
    {
        var site = Halls.Site(10m, Halls.Hall("a", 2, 0m).WithModes() with { PoolFee = new(0.01m) });
        var settled = Settle(site, GroupState.Settled(site.Loads[0], 2), 2, 0m);

        // 2 × 50,000 TH/s ÷ 1,000 × 48 a day ÷ 24 × 0.99 a quarter of an hour.
        settled.Groups[0].Production.ToMoney().Value.ShouldBe(49.5m);
    }

    [Fact]
    public void Totals_are_the_sums_and_count_a_group_start_once_an_interval()
    {
        var site = Halls.Site(10m, Halls.Hall("a", 4, 96m) with { RestartTime = new(10m), WearPerStart = new(1m) });
        var start = Settle(site, GroupState.Settled(site.Loads[0], 0), 4, 40m);
        var on = Settle(site, GroupState.Settled(site.Loads[0], 4), 4, -8m);
        var totals = default(Totals).With(start).With(on).With(start);

        totals.Intervals.ShouldBe(3);
        totals.Restarts.ShouldBe(2);
        totals.Energy.ToMegawattHours().Value.ShouldBe(3m);
        totals.EnergyCost.ToMoney().Value.ShouldBe(40m - 8m + 40m);
        totals.Production.ToMoney().Value.ShouldBe(32m + 96m + 32m);
        totals.RestartLoss.ToMoney().Value.ShouldBe(128m);
        totals.Wear.ToMoney().Value.ShouldBe(8m);
        totals.Net.ShouldBe(start.Net + on.Net + start.Net);
    }

    private static IntervalSettlement Settle(Site site, GroupState before, int running, decimal price)
    {
        var run = before.Run(site.Loads[0], running == 0 ? 0 : 1, running, Halls.Quarter);
        return Settlement.Of(site, Halls.Slot(), [run], new(price), new Hashprice(48m));
    }
}
