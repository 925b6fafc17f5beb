using CsCheck;
using Shouldly;
using Spillway.Engine.Plans;
using Spillway.Simulation.Backtest;
using Xunit;

namespace Spillway.Tests.Simulation.Independent;

/// <summary>Random small sites through the engine and through the slow desk: the same decisions, the same exact sums.</summary>
public sealed class IndependentArithmeticTests
{
    [Fact]
    public void Limits_ramps_minimum_times_gaps_and_hash_prices_settle_as_the_slow_desk_says() =>
        Gen.Select(RandomSites.SingleMode(3, 4), RandomSites.Grids(4, 40)).Sample(Agrees, iter: 800);

    // Found by the test above: machines so large beside the ramps that a fall taken back passes the import limit, or the ramp up.
    [Theory]
    [InlineData("b02OJq0mDMw3")]
    [InlineData("eRf2PUlYWQ93")]
    public void Seeds_of_old_disagreements_agree(string seed) =>
        Gen.Select(RandomSites.SingleMode(3, 4), RandomSites.Grids(4, 40)).Sample(Agrees, seed: seed, iter: 1);

    [Fact]
    public void Modes_restarts_and_wear_settle_as_the_slow_desk_says() =>
        Gen.Select(RandomSites.ManyModes(3, 3), RandomSites.Grids(4, 40)).Sample(Agrees, iter: 800);

    private static void Agrees((SlowSite Site, SlowInterval[] Grid) drawn)
    {
        Agree(drawn, new AlwaysOnPolicy(), SlowDesk.AlwaysOn(drawn.Site));
        Agree(drawn, new StrikePolicy(), SlowDesk.Strike(drawn.Site));
    }

    private static void Agree((SlowSite Site, SlowInterval[] Grid) drawn, IPolicy policy, SlowDesk.Wish wish)
    {
        var input = EngineSites.Input(drawn.Site, drawn.Grid);
        var run = new Backtester(TimeProvider.System).Run(input, policy, null, CancellationToken.None);
        var slow = SlowDesk.Run(drawn.Site, drawn.Grid, wish);

        var choices = run.Steps.Where(step => step.Decision is not null).Select(step =>
            string.Join(' ', step.Decision!.Commands.Select(command => $"{command.ModeIndex}x{command.Machines}"))).ToList();
        choices.ShouldBe(slow.Choices.Select(choice => string.Join(' ', choice.Select(load => $"{load.Mode}x{load.Machines}"))).ToList());
        run.Totals.Intervals.ShouldBe(slow.Intervals);
        input.Gaps.ShouldBe(slow.Gaps);
        run.Totals.Restarts.ShouldBe(slow.Restarts);
        Near(run.Totals.Energy.ToMegawattHours().Value, slow.Energy);
        Near(run.Totals.EnergyCost.ToMoney().Value, slow.Cost);
        Near(run.Totals.Production.ToMoney().Value, slow.Production);
        Near(run.Totals.RestartLoss.ToMoney().Value, slow.Loss);
        Near(run.Totals.Contracts.ToMoney().Value, slow.Contract);
        Near(run.Totals.Wear.ToMoney().Value, slow.Wear);
        Near(run.Totals.Net.ToMoney().Value, slow.Net);
    }

    // Equal but for the last digits of decimals that were divided in another order.
    private static void Near(decimal figure, decimal expected) => Math.Abs(figure - expected).ShouldBeLessThan(1e-18m);
}
