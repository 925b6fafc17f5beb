using System.Collections.Immutable;
using NodaTime;
using Shouldly;
using Spillway.App.Backtests;
using Spillway.App.Sites;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Simulation.Backtest;
using Spillway.Tests.Simulation.Backtest;
using Xunit;

namespace Spillway.Tests.App.Backtests;

public sealed class ForecastScoresTests
{
    private static readonly ImmutableArray<PricedInterval> _prices =
        [.. new[] { 10m, 50m, 50m, 90m, 50m, 50m }.Select((price, index) => HourlyMarket.Priced(index, price, 20.0))];

    [Fact]
    public void Shares_error_and_pinball_loss_are_those_of_the_definition()
    {
        var scores = ForecastScores.ByMonth(Compared(_prices, (start, ahead) => new(start, 50.0, 20.0, 40.0, 80.0)), "strike");

        scores.Length.ShouldBe(2);
        var next = scores[0];
        next.Month.ShouldBe(new YearMonth(2023, 5));
        next.StepsAhead.ShouldBe(1);
        next.Forecasts.ShouldBe(6);
        next.Below.Value.ShouldBe(0.1667m);
        next.Above.Value.ShouldBe(0.1667m);
        next.Inside.Value.ShouldBe(0.6667m);

        // Distances to 40: 30, 10, 10, 50, 10, 10.
        next.MeanAbsoluteError.Value.ShouldBe(20m);

        // At 10: 9 + 15 + 7; at 50: 3 + 5 + 3, four times; at 90: 7 + 25 + 9; a third of their sum over six.
        next.PinballLoss.Value.ShouldBe(Math.Round((31m + (4m * 11m) + 41m) / 18m, 4));
        scores[1].StepsAhead.ShouldBe(4);
        scores[1].Forecasts.ShouldBe(3);
    }

    [Fact]
    public void A_forecast_counts_in_the_local_month_it_is_about_and_only_where_there_is_a_price()
    {
        // The series begins at midnight of the first of May, local; 31 days on it is June. The range ends an hour early.
        var withHole = HourlyMarket.Prices(1, (24 * 31) + 3).RemoveAt(5);
        var scores = ForecastScores.ByMonth(Compared(withHole, (start, ahead) => new(start, 1.0, 1.0, 1.0, 1.0)), "strike");

        scores.Where(score => score.StepsAhead == 1).Select(score => (score.Month.Month, score.Forecasts))
            .ShouldBe([(5, (24 * 31) - 1), (6, 2)]);
        scores.Where(score => score.StepsAhead == 4).Sum(score => score.Forecasts).ShouldBe((24 * 31) + 1 - 4);
    }

    [Fact]
    public void A_policy_that_does_not_forecast_has_no_score() =>
        ForecastScores.ByMonth(Compared(_prices, null), "strike").ShouldBeEmpty();

    private static Comparison Compared(ImmutableArray<PricedInterval> prices, Func<Instant, int, PriceBand>? band)
    {
        var input = HourlyMarket.Input(prices, [], 0, Knowledge.Previous);
        var run = new Backtester(TimeProvider.System).Run(input, new StrikePolicy(), null, CancellationToken.None);
        var steps = band is null ? run.Steps : [.. run.Steps.Select(step => step.Decision is { } decision
            ? step with { Forecast = [.. Enumerable.Range(0, 4).Select(ahead => band(decision.Slot.Start + (HourlyMarket.Hour * ahead), ahead))] }
            : step)];
        var site = new SiteDefinition(
            HourlyMarket.Site, "hourly", HourlyMarket.Zone, "USD", "ercot", HourlyMarket.Own, null, "look-ahead", Knowledge.Previous);
        return new(site, input, [new(run with { Steps = steps }, default, null, null, null)]);
    }
}
