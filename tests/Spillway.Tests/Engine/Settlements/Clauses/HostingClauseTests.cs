using NodaTime;
using Shouldly;
using Spillway.Engine;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Xunit;

namespace Spillway.Tests.Engine.Settlements.Clauses;

/// <summary>A customer with 40 MW of 100: a quarter hour of all machines is 25 MWh, its own part 10.</summary>
public sealed class HostingClauseTests
{
    private static readonly Instant _at = Ledger.Local(2026, 7, 1);

    [Fact]
    public void A_fixed_price_is_paid_on_what_was_delivered() =>
        Hour(25m, 25m, 0m, 0m).Settle(Contract(HostingPrice.Fixed, 65m)).Sum(line => line.Amount.Value).ShouldBe(-20m * 65m);

    [Fact]
    public void A_price_passed_through_is_the_price_of_metered_load() =>
        Hour(25m, 25m, 0m, 0m).Settle(Contract(HostingPrice.PassThrough, 0m)).Sum(line => line.Amount.Value).ShouldBe(-10m * (40m + 60m));

    [Fact]
    public void Cost_plus_is_that_and_a_margin_in_a_line_of_its_own()
    {
        var lines = Hour(25m, 25m, 0m, 0m).Settle(Contract(HostingPrice.CostPlus, 8m));

        lines.Of(LineComponent.Share).ShouldBe(-1_000m);
        lines.Of(LineComponent.Adder).ShouldBe(-20m * 8m);
    }

    [Fact]
    public void Energy_not_delivered_is_credited_and_its_market_value_shared()
    {
        var lines = Hour(25m, 25m, 0m, 7.5m).Settle(
            Contract(HostingPrice.Fixed, 65m) with { CurtailmentCredit = new(12m), CurtailmentShare = new(0.5m) });

        // 10 MWh at 900 and 7 MWh at 1,500 were not delivered.
        lines.Where(line => line.Id.Item == "acme").Of(LineComponent.Credit).ShouldBe(17m * 12m);
        lines.Where(line => line.Id.Item != "acme").Of(LineComponent.Credit).ShouldBe(0.5m * ((10m * (900m - 65m)) + (7m * (1_500m - 65m))));
    }

    [Fact]
    public void A_month_below_the_promise_is_credited_by_the_missing_energy()
    {
        var lines = Hour(25m, 25m, 0m, 7.5m).Settle(Contract(HostingPrice.Fixed, 65m) with { Uptime = new(0.95m), UptimeCredit = new(20m) });

        // 23 of 40 MWh were delivered, 38 were promised.
        lines.Single(line => line.Id.Component == LineComponent.Penalty).Quantity.ShouldBe(15m);
        lines.Of(LineComponent.Penalty).ShouldBe(300m);
    }

    [Fact]
    public void A_month_that_keeps_the_promise_is_not() =>
        Hour(25m, 25m, 25m, 25m).Settle(Contract(HostingPrice.Fixed, 65m) with { Uptime = new(0.95m), UptimeCredit = new(20m) })
            .ShouldAllBe(line => line.Id.Component == LineComponent.Share);

    [Fact]
    public void A_sub_meter_counts_instead_of_the_sites_meter()
    {
        var contract = Contract(HostingPrice.Fixed, 65m) with { Customers = [new("acme", new(40m), new(0.8m), "hall-a")] };

        var lines = Hour(25m, 25m, 0m, 0m).SubMeter("hall-a", 12m, 11m, 0m, 0m).Settle(contract);

        lines.Sum(line => line.Quantity).ShouldBe(-23m * 0.8m);
        lines[0].Basis.Reading!.Value.Meter.ShouldBe("hall-a");
    }

    [Fact]
    public void A_sub_meter_without_a_reading_is_refused_by_customer_meter_and_instant()
    {
        var contract = Contract(HostingPrice.Fixed, 65m) with { Customers = [new("acme", new(40m), new(0.8m), "hall-a")] };

        var refused = Should.Throw<RefusedException>(() => Hour(25m, 25m, 0m, 0m).SubMeter("hall-a", 12m, null, 0m, 0m).Settle(contract));

        refused.Code.ShouldBe(ClauseErrors.NoSubMeter);
        refused.Message.ShouldContain("2026-07-01T05:15:00Z");
    }

    private static Ledger Hour(params decimal[] energies)
    {
        var ledger = new Ledger();
        decimal[] prices = [40m, 60m, 900m, 1_500m];
        for (var index = 0; index < energies.Length; index++)
        {
            ledger.Add(_at + Duration.FromMinutes(15 * index), energies[index], prices[index]);
        }

        return ledger;
    }

    private static HostingContract Contract(HostingPrice pricedBy, decimal price) => new(
        new("tenants"), [new("acme", new(40m), new(0.4m), null)], pricedBy, new(price));
}
