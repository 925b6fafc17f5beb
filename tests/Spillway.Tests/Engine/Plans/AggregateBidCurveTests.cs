using System.Collections.Immutable;
using System.Globalization;
using Shouldly;
using Spillway.Engine.Plans;
using Spillway.Engine.Sites;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Plans;

/// <summary>Step tables: a power engineer can read and correct them. A machine of 1,000,000 W makes a MW.</summary>
public sealed class AggregateBidCurveTests
{
    [Fact]
    public void The_most_valuable_machines_come_first_and_equals_in_file_order()
    {
        var site = Site(100m, Valued("a", 10, 60m), Valued("b", 20, 107m), Valued("c", 5, 60m));

        Steps(site, AggregateBidCurve.Of(site, null)).ShouldBe(
        [
            "107: 0 to 20 MW, b off to normal, 20 machines",
            "60: 20 to 30 MW, a off to normal, 10 machines",
            "60: 30 to 35 MW, c off to normal, 5 machines",
        ]);
    }

    [Fact]
    public void A_step_runs_below_its_price_and_rests_at_it()
    {
        var curve = AggregateBidCurve.Of(Site(100m, Valued("a", 10, 60m), Valued("b", 20, 107m)), null);

        Power(curve, 107m).ShouldBe(0m);
        Power(curve, 106.99m).ShouldBe(20m);
        Power(curve, 60m).ShouldBe(20m);
        Power(curve, 59.99m).ShouldBe(30m);
        Power(curve, -251m).ShouldBe(30m);
    }

    [Fact]
    public void A_mode_below_the_hull_of_its_group_is_not_offered()
    {
        // At a hash price of 1,000 one TH/s earns 1 a day, in which a MW draws 24 MWh: low 48 / 24 = 2 a MWh, then normal
        // (120 − 48) / 48 = 1.5; mid lies below the line between them, (60 − 48) / 24 = 0.5.
        var group = Hashing("hall", 10, ("low", 1m, 48m), ("mid", 2m, 60m), ("normal", 3m, 120m));

        var site = Site(100m, group);
        Steps(site, AggregateBidCurve.Of(site, new Hashprice(1000m))).ShouldBe(
        [
            "2: 0 to 10 MW, hall off to low, 10 machines",
            "1.5: 10 to 30 MW, hall low to normal, 10 machines",
        ]);
    }

    [Fact]
    public void A_mode_that_earns_less_for_more_power_is_offered_below_zero()
    {
        var group = Hashing("hall", 1, ("normal", 1m, 48m), ("heater", 2m, 24m));

        var site = Site(100m, group);
        Steps(site, AggregateBidCurve.Of(site, new Hashprice(1000m))).ShouldBe(
        [
            "2: 0 to 1 MW, hall off to normal, 1 machines",
            "-1: 1 to 2 MW, hall normal to heater, 1 machines",
        ]);
    }

    [Fact]
    public void The_import_limit_leaves_the_least_valuable_whole_machines_out()
    {
        // 25.5 MW: all of b, five of a and, although half a MW is left, none of c, which is worth less than a.
        var site = Site(25.5m, Valued("a", 10, 60m), Valued("b", 20, 107m), Valued("c", 5, 50m, megawatts: 0.1m));

        var curve = AggregateBidCurve.Of(site, null);

        Steps(site, curve).ShouldBe(
        [
            "107: 0 to 20 MW, b off to normal, 20 machines",
            "60: 20 to 25 MW, a off to normal, 5 machines",
        ]);
        curve.Withheld.Select(step => $"{step.Group} {step.Machines} at {step.Price}").ShouldBe(["a 5 at 60", "c 5 at 50"]);
        curve.Most.Value.ShouldBe(25m);
    }

    [Fact]
    public void Sleeping_machines_draw_at_any_price_and_a_step_is_worth_what_it_adds()
    {
        // 1 MW running at 60 a MWh earns 60 an hour and adds 0.75 MW to a sleeping machine's 0.25: 80 a MWh.
        var site = Site(100m, Valued("a", 4, 60m, asleep: 0.25m));

        var curve = AggregateBidCurve.Of(site, null);

        curve.Asleep.Value.ShouldBe(1m);
        Steps(site, curve).ShouldBe(["80: 1 to 4 MW, a off to normal, 4 machines"]);
        Power(curve, 5000m).ShouldBe(1m);
    }

    [Fact]
    public void A_limit_below_the_sleeping_draw_offers_nothing()
    {
        var curve = AggregateBidCurve.Of(Site(0.5m, Valued("a", 4, 60m, asleep: 0.25m)), null);

        curve.Steps.ShouldBeEmpty();
        curve.Most.ShouldBe(curve.Asleep);
        Power(curve, -100m).ShouldBe(1m);
    }

    internal static LoadGroup Valued(string id, int machines, decimal value, decimal megawatts = 1m, decimal asleep = 0m) => new(
        new(id),
        "gpu",
        machines,
        [new("off", new(asleep * 1_000_000m), default), new("normal", new(megawatts * 1_000_000m), default)],
        1,
        new(1m),
        default,
        default,
        default,
        default,
        new EnergyPrice(value),
        default);

    internal static LoadGroup Hashing(string id, int machines, params (string Name, decimal Megawatts, decimal Terahashes)[] modes) => new(
        new(id),
        "miner",
        machines,
        [new("off", default, default), .. modes.Select(mode => new OperatingMode(mode.Name, new(mode.Megawatts * 1_000_000m), new(mode.Terahashes)))],
        1 + Array.FindIndex(modes, mode => mode.Name == "normal"),
        new(1m),
        default,
        default,
        default,
        default,
        null,
        default);

    internal static Site Site(decimal limit, params LoadGroup[] groups) =>
        new(new("example"), new(new(limit), null, null), [.. groups], []);

    private static decimal Power(AggregateBidCurve curve, decimal price) => curve.At(new(price)).Value;

    private static ImmutableArray<string> Steps(Site site, AggregateBidCurve curve) =>
    [
        .. curve.Steps.Select(step => string.Create(
            CultureInfo.InvariantCulture,
            $"{step.Price.Value:0.####}: {step.Below.Value:0.####} to {step.UpTo.Value:0.####} MW, {step.Group} {Mode(site, step, step.FromModeIndex)} to {Mode(site, step, step.ToModeIndex)}, {step.Machines} machines")),
    ];

    private static string Mode(Site site, BidStep step, int index) =>
        site.Loads.First(group => group.Id == step.Group).Modes[index].Name;
}
