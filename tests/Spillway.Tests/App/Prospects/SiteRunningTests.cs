using CsCheck;
using Shouldly;
using Spillway.App.Prospects;
using Spillway.Engine.Plans;
using Spillway.Tests.Engine;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Prospects;

public sealed class SiteRunningTests
{
    [Fact]
    public void At_every_price_the_groups_draw_what_the_demand_curve_says() =>
        Gen.Select(Gen.Int[-5000, 30_000], Gen.Int[1, 60], Gen.Int[5, 200]).Sample((price, machines, limit) =>
        {
            var site = Halls.Site(limit, Halls.Hall("hall-a", machines, 70m).WithModes(), Halls.Hall("hall-b", 20, 90m));
            var at = new EnergyPrice(price / 100m);

            var paid = new Hashprice(50m);

            SiteRunning.OfCurve(site, at, paid).Power.Value.ShouldBe(AggregateBidCurve.Of(site, paid).At(at).Value, 0.000001m);
        }, iter: 200);

    [Fact]
    public void What_the_curve_says_earns_at_least_what_any_other_choice_of_the_groups_earns() =>
        Gen.Select(Gen.Int[0, 15_000], Gen.Int[0, 30], Gen.Int[0, 20]).Sample((price, first, second) =>
        {
            var site = Halls.Site(1000m, Halls.Hall("hall-a", 30, 70m), Halls.Hall("hall-b", 20, 90m));
            var at = new EnergyPrice(price / 100m);
            var curve = SiteRunning.OfCurve(site, at, null);
            var other = SiteRunning.OfWanted(site, [new(1, first, first, default), new(1, second, second, default)], at, null);

            curve.Net.Value.ShouldBeGreaterThanOrEqualTo(other.Net.Value - 0.000001m);
        }, iter: 200);

    [Fact]
    public void An_hour_earns_production_less_energy_and_is_paid_for_energy_below_zero()
    {
        var site = Halls.Site(1000m, Halls.Hall("hall-a", 30, 70m));

        var running = SiteRunning.OfCurve(site, new(-10m), null);

        running.Groups.Single().Machines.ShouldBe(30);
        running.Revenue.Value.ShouldBe(70m * running.Power.Value, 0.000001m);
        running.Cost.Value.ShouldBe(-10m * running.Power.Value);
        running.Net.Value.ShouldBe(80m * running.Power.Value, 0.000001m);
    }
}
