using CsCheck;
using Shouldly;
using Spillway.Engine.Plans;
using Spillway.Engine.Plans.Foresight;
using Spillway.Engine.Sites;
using Spillway.Simulation.Backtest;
using Spillway.Tests.Simulation.Independent;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Plans;

/// <summary>What is not drawn under a block is sold back for less than the market's price, so that much less stops a machine.</summary>
public sealed class SellBackPolicyTests
{
    private static readonly Backtester _backtester = new(TimeProvider.System);

    // Two halls of ten machines of 1 MW, worth 60 and 50, at prices that go through both.
    private static readonly SlowSite _halls = new(
        100m, null, null, [Hall("a", 60m), Hall("b", 50m)], [], 15m, static _ => 40m);

    [Theory]
    [InlineData(15, "10/10 10/5 10/0 10/0 0/0", "b keeps the five machines that the block has room for, and a all as long as 60 is above the price less 4")]
    [InlineData(30, "10/10 10/10 10/0 10/0 0/0", "all of both lie under the block")]
    [InlineData(5, "10/10 10/0 10/0 5/0 0/0", "a alone fills the block: above it the market's price stops")]
    public void The_most_valuable_machines_under_the_block_run_on_and_those_above_it_stop(int megawatts, string running, string why)
    {
        var run = Run(Input([45m, 53m, 57m, 63m, 65m], new FixedBlock(new("block"), new(megawatts), new(28m)) { SellBackSpread = new(4m) }));

        string.Join(' ', run.Steps.Where(step => step.Decision is not null).Select(step => string.Join('/', step.Decision!.Commands.Select(command => command.Machines))))
            .ShouldBe(running, why);
    }

    [Fact]
    public void The_reason_names_what_the_energy_would_be_sold_back_for()
    {
        var run = Run(Input([45m, 53m], new FixedBlock(new("block"), new(20m), new(28m)) { SellBackSpread = new(4m) }));

        var command = run.Steps[1].Decision!.Commands[1];
        command.Reason.ShouldBe(new Reason(ReasonCode.SellBackSpread, new(53m), new(50m), new(49m), FollowsFrom: run.Steps[1].Decision!.Slot.Start));
        Spillway.App.Reports.ReasonWords.Sentence(command, EngineSites.Point).ShouldBe("b normal: LZ_WEST last at 53.00, sold back at 49.00, worth 50.00");
    }

    [Fact]
    public void Nothing_is_started_for_a_spread()
    {
        var run = Run(Input([45m, 70m, 53m], new FixedBlock(new("block"), new(20m), new(28m)) { SellBackSpread = new(4m) }));

        run.Steps[2].Decision!.Commands.Select(command => command.Machines).ShouldBe([10, 0]);
    }

    [Fact]
    public void What_is_kept_for_a_spread_never_takes_the_room_under_the_limit_of_what_the_price_itself_lets_run()
    {
        // What b draws asleep makes a MWh of it earn more than one of a at 60.10, though less by what a MWh earns on the whole.
        var asleep = Hall("b", 59.5m, 2) with { Modes = [new("off", 25_000m, 0m), new("normal", 2_000_000m, 0m)] };
        var site = _halls with { ImportMw = 3.99m, Loads = [Hall("a", 60m, 3), asleep] };
        var input = With(
            EngineSites.Input(site, [At(0, 45m), At(1, 60.1m), At(2, 45m)]), new FixedBlock(new("block"), new(6.8m), new(28m)) { SellBackSpread = new(4m) });
        var run = Run(input with { Knowledge = Knowledge.Current });

        run.Steps[1].Decision!.Commands.Select(command => (command.Machines, command.Reason.Code))
            .ShouldBe([(0, ReasonCode.ImportLimit), (1, ReasonCode.ImportLimit)]);
    }

    [Fact]
    public void What_was_paid_for_the_block_decides_nothing_and_without_a_spread_nothing_changes() =>
        Gen.Select(RandomSites.SingleMode(3, 4), RandomSites.Grids(4, 30), Gen.Int[1, 90], Gen.Int[-9_000, 9_000], Gen.Int[0, 900]).Sample(
            (site, grid, tenths, cents, spread) =>
            {
                var block = new FixedBlock(new("block"), new(tenths / 10m), new(28m)) { SellBackSpread = new(spread / 100m) };
                var input = With(EngineSites.Input(site, grid), block);
                var dearer = With(input, block with { Price = new(cents / 100m) });
                var plain = With(input, block with { SellBackSpread = EnergyPrice.Zero });

                Run(dearer).DecisionHash.ShouldBe(Run(input).DecisionHash);
                Run(plain).DecisionHash.ShouldBe(_backtester.Run(plain, new StrikePolicy(), null, CancellationToken.None).DecisionHash);
            },
            iter: 60);

    [Fact]
    public void Where_the_price_is_known_and_starts_are_free_weighing_a_spread_never_loses() =>
        Gen.Select(RandomSites.SingleMode(3, 4), RandomSites.Grids(4, 30), Gen.Int[1, 90], Gen.Int[0, 3_000]).Sample(
            (site, grid, tenths, spread) =>
            {
                var free = site with
                {
                    RampUpMwPerMinute = null,
                    RampDownMwPerMinute = null,
                    Loads = [.. site.Loads.Select(load => load with { RestartMinutes = 0m, MinimumUp = 0m, MinimumDown = 0m, WearPerStart = 0m })],
                };
                var input = With(EngineSites.Input(free, grid), new FixedBlock(new("block"), new(tenths / 10m), new(28m)) { SellBackSpread = new(spread / 100m) });
                input = input with { Knowledge = Knowledge.Current };

                Run(input).Totals.Net.Numerator.ShouldBeGreaterThanOrEqualTo(
                    _backtester.Run(input, new StrikePolicy(), null, CancellationToken.None).Totals.Net.Numerator);
            },
            // The site of three loads behind a limit in which what was kept for a spread took the room of what was worth more.
            seed: "4Cpt_CstsbJ9",
            iter: 60);

    [Fact]
    public void Foresight_weighs_the_spread_as_the_money_does_against_every_plan_of_a_small_site() =>
        Gen.Select(RandomSites.SingleMode(2, 2), RandomSites.Grids(2, 3), Gen.Int[1, 60], Gen.Int[1, 5_000]).Sample(
            (site, grid, tenths, spread) =>
            {
                var input = With(EngineSites.Input(site, grid), new FixedBlock(new("block"), new(tenths / 10m), new(28m)) { SellBackSpread = new(spread / 100m) });
                var foresight = new ForesightSearch(_backtester).Best(input, [], null, CancellationToken.None);
                var best = Foresight.EveryPlan.Of(input).Max(plan => _backtester.Run(input, new ForesightPolicy(plan), null, CancellationToken.None).Totals.Net.Numerator);

                foresight.IsExact.ShouldBeTrue();
                foresight.Run.Totals.Net.Numerator.ShouldBe(best);
                foresight.Gap.ShouldBe(ExactMoney.Zero);
            },
            iter: 12);

    [Fact]
    public void In_a_large_site_neither_policy_ends_ahead_of_foresight_which_keeps_machines_under_the_block_itself()
    {
        var large = _halls with { ImportMw = 50_000m, Loads = [Hall("a", 60m, 20_000), Hall("b", 50m, 20_000)] };
        var input = With(
            EngineSites.Input(large, [At(0, 45m), At(1, 53m), At(2, 57m), At(3, 63m), At(4, 45m)]),
            new FixedBlock(new("block"), new(30_000m), new(28m)) { SellBackSpread = new(4m) });
        var foresight = new ForesightSearch(_backtester).Best(input, [], null, CancellationToken.None);

        // Every price known, starts free: at 53 less 4 the block still runs b as far as it reaches, at 57 and 63 a alone.
        foresight.Run.Steps.Where(step => step.Decision is not null).Select(step => (step.Decision!.Commands[0].Machines, step.Decision.Commands[1].Machines))
            .ShouldBe([(20_000, 20_000), (20_000, 10_000), (20_000, 0), (20_000, 0), (20_000, 20_000)]);
        foresight.Run.Totals.Net.Numerator.ShouldBeGreaterThanOrEqualTo(Run(input).Totals.Net.Numerator);
        foresight.Gap.Numerator.ShouldBeGreaterThanOrEqualTo(0m);
    }

    private static PolicyRun Run(BacktestInput input) => _backtester.Run(input, new SellBackPolicy(new StrikePolicy()), null, CancellationToken.None);

    private static BacktestInput Input(decimal[] prices, FixedBlock block) =>
        With(EngineSites.Input(_halls, [.. prices.Select((price, index) => At(index, price))]), block) with { Knowledge = Knowledge.Current };

    private static BacktestInput With(BacktestInput input, FixedBlock block) => input with { Site = input.Site with { Contracts = [block] } };

    private static SlowInterval At(int index, decimal price) =>
        new(new DateTime(2023, 8, 17, 12, 0, 0, DateTimeKind.Utc).AddMinutes(15 * index), price);

    private static SlowLoad Hall(string id, decimal value, int machines = 10) =>
        new(id, machines, [new("off", 0m, 0m), new("normal", 1_000_000m, 0m)], 1m, 0m, 0m, 0m, 0m, value, 0m);
}
