using Shouldly;
using Spillway.App.Backtests;
using Spillway.Tests.App.Reports;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Backtests;

public sealed class DecisionLossesTests
{
    private static readonly SampleMarket _market = new(new(2023, 6, 1), new(2023, 6, 12)) { IsGap = number => number % 97 == 5 };

    [Theory]
    [InlineData("strike")]
    [InlineData("always-on")]
    [InlineData("strike:price=80,min-off=45")]
    public void The_losses_of_all_intervals_are_the_whole_regret(string policy)
    {
        var comparison = _market.Compare("strike:price=80,min-off=45");

        var losses = DecisionLosses.Of(comparison, policy);

        losses.Length.ShouldBe(comparison.Input.Range.Length);
        losses.Aggregate(ExactMoney.Zero, (sum, one) => sum + one.Loss)
            .ShouldBe(comparison["foresight"].Run.Totals.Net - comparison[policy].Run.Totals.Net);
        losses.ShouldAllBe(one => one.Decision.Slot == one.Settled.Slot);
    }

    [Fact]
    public void The_worst_come_first_and_only_losses_are_among_them()
    {
        var comparison = _market.Compare();
        var all = DecisionLosses.Of(comparison, "always-on").Where(one => one.Loss.Numerator > 0m).ToList();

        var worst = DecisionLosses.Worst(comparison, "always-on", 20);

        worst.Select(one => one.Loss.Numerator).ShouldBe(all.Select(one => one.Loss.Numerator).OrderDescending().Take(20));
        DecisionLosses.Worst(comparison, "always-on", 10_000).Length.ShouldBe(all.Count);
        DecisionLosses.Worst(comparison, "foresight", 20).ShouldBeEmpty();
    }
}
