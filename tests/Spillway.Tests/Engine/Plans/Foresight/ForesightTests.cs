using CsCheck;
using Shouldly;
using Spillway.Engine.Commands;
using Spillway.Engine.Plans;
using Spillway.Engine.Plans.Foresight;
using Spillway.Simulation.Backtest;
using Spillway.Tests.Simulation.Independent;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Plans.Foresight;

/// <summary>Foresight against every plan there is, on sites and ranges small enough to try them all.</summary>
public sealed class ForesightTests
{
    private static readonly Backtester _backtester = new(TimeProvider.System);

    [Fact]
    public void One_group_with_modes_wear_sleep_and_minimum_times_is_exact() =>
        Gen.Select(RandomSites.ManyModes(1, 2), RandomSites.Grids(2, 4)).Sample(
            drawn => IsBest(drawn.Item1, drawn.Item2), iter: 100);

    [Fact]
    public void Groups_that_share_an_import_limit_and_ramps_are_exact_where_the_site_is_small() =>
        Gen.Select(RandomSites.SingleMode(2, 2), RandomSites.Grids(2, 4)).Sample(
            drawn => IsBest(drawn.Item1, drawn.Item2), iter: 40);

    [Fact]
    public void The_bound_of_a_large_site_is_below_no_plan()
    {
        Gen.Select(RandomSites.SingleMode(2, 3), RandomSites.Grids(4, 20)).Sample(
            drawn =>
            {
                var (site, grid) = drawn;
                var input = EngineSites.Input(site, grid);
                var exact = new ForesightSearch(_backtester).Best(input, [], null, CancellationToken.None);
                var plans = Plan(input, 0);

                exact.IsExact.ShouldBeTrue();
                var bound = plans.UpperBound + exact.Run.Totals.Contracts;
                bound.Numerator.ShouldBeGreaterThanOrEqualTo(exact.Run.Totals.Net.Numerator);
                foreach (var candidate in plans.Candidates)
                {
                    var run = _backtester.Run(input, new ForesightPolicy(candidate), null, CancellationToken.None);
                    run.Totals.Net.Numerator.ShouldBeLessThanOrEqualTo(exact.Run.Totals.Net.Numerator);
                }
            },
            iter: 100);
    }

    [Fact]
    public void No_policy_ends_ahead_of_foresight() =>
        Gen.Select(RandomSites.SingleMode(3, 4), RandomSites.Grids(4, 30)).Sample(
            drawn =>
            {
                var input = EngineSites.Input(drawn.Item1, drawn.Item2);
                List<PolicyRun> others =
                [
                    _backtester.Run(input, new AlwaysOnPolicy(), null, CancellationToken.None),
                    _backtester.Run(input, new StrikePolicy(), null, CancellationToken.None),
                ];
                var foresight = new ForesightSearch(_backtester).Best(input, others, null, CancellationToken.None);

                others.ShouldAllBe(other => other.Totals.Net.Numerator <= foresight.Run.Totals.Net.Numerator);
                foresight.Gap.Numerator.ShouldBeGreaterThanOrEqualTo(0m);
            },
            iter: 100);

    [Fact]
    public void Of_equal_plans_the_one_that_draws_less_is_taken()
    {
        var site = Flat(restart: 0m);
        SlowInterval[] grid = [At(0, 50m), At(1, 50m), At(2, 50m)];
        var run = new ForesightSearch(_backtester).Best(EngineSites.Input(site, grid), [], null, CancellationToken.None).Run;

        run.Totals.Energy.ShouldBe(ExactEnergy.Zero);
        run.Totals.Net.ShouldBe(ExactMoney.Zero);
    }

    [Fact]
    public void A_site_whose_resting_machines_exceed_the_import_limit_runs_nothing_and_says_so_exactly()
    {
        var site = Flat(restart: 10m) with { ImportMw = 0.001m };
        site.Loads[0].Modes[0] = new("off", 10_000m, 0m);
        SlowInterval[] grid = [At(0, 10m), At(1, -50m), At(2, 10m)];
        var run = new ForesightSearch(_backtester).Best(EngineSites.Input(site, grid), [], null, CancellationToken.None);

        run.IsExact.ShouldBeTrue();
        run.Run.Steps.ShouldAllBe(step => step.Decision == null || step.Decision.Commands[0].Machines == 0);
        run.Gap.ShouldBe(ExactMoney.Zero);
    }

    private static void IsBest(SlowSite site, SlowInterval[] grid)
    {
        var input = EngineSites.Input(site, grid);
        var foresight = new ForesightSearch(_backtester).Best(input, [], null, CancellationToken.None);
        var best = Every(site, grid.Count(interval => interval.Price is not null))
            .Max(plan => SlowDesk.Run(site, grid, (number, _, _) => plan[number]).Net);

        foresight.IsExact.ShouldBeTrue();
        foresight.Gap.ShouldBe(ExactMoney.Zero);
        Math.Abs(foresight.Run.Totals.Net.ToMoney().Value - best).ShouldBeLessThan(1e-18m);
    }

    private static IEnumerable<SlowChoice[][]> Every(SlowSite site, int intervals)
    {
        IEnumerable<SlowChoice[]> each = [[]];
        foreach (var load in site.Loads)
        {
            var choices = Enumerable.Range(1, load.Modes.Length - 1)
                .SelectMany(mode => Enumerable.Range(1, load.Machines).Select(machines => new SlowChoice(mode, machines)))
                .Prepend(new(0, 0));
            each = each.SelectMany(head => choices.Select(choice => head.Append(choice).ToArray()));
        }

        var all = each.ToList();
        IEnumerable<SlowChoice[][]> plans = [[]];
        for (var interval = 0; interval < intervals; interval++)
        {
            plans = plans.SelectMany(head => all.Select(choice => head.Append(choice).ToArray()));
        }

        return plans;
    }

    private static ForesightPlans Plan(BacktestInput input, long mostJointSteps)
    {
        var hashprice = input.Hashprices?.On(input.Range[0].Start.InUtc().Date.PlusDays(-1));
        return ForesightPlanner.Plan(
            input.Site,
            [.. Dispatch.Settled(input.Site, hashprice).Select(group => group.Running)],
            [.. input.Range.Select(interval => new ForesightInterval(
                new(interval.Start, input.Prices.Interval), interval.Price, input.Hashprices?.At(interval.Start)))],
            mostJointSteps);
    }

    private static SlowSite Flat(decimal restart) => new(
        10m,
        null,
        null,
        [new("hall", 2, [new("off", 0m, 0m), new("normal", 1_000_000m, 0m)], 1m, restart, 0m, 0m, 0m, 50m, 0m)],
        [],
        15m,
        static _ => 40m);

    private static SlowInterval At(int index, decimal price) =>
        new(new DateTime(2023, 8, 17, 12, 0, 0, DateTimeKind.Utc).AddMinutes(15 * index), price);
}
