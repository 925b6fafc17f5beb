using System.Collections.Immutable;
using Shouldly;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Sites;
using Spillway.Simulation.Backtest;
using Spillway.Tests.Simulation.Backtest;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Plans;

public sealed class LookAheadPolicyTests
{
    private const double StartShare = 40.0 / 60.0;
    private static readonly Backtester _backtester = new(TimeProvider.System);

    [Fact]
    public void Without_a_model_it_runs_as_strike_does()
    {
        var input = Input(HourlyMarket.Prices(4, 24 * 10));
        var (own, strike) = (Run(input, []), _backtester.Run(input, new StrikePolicy(), null, CancellationToken.None));

        own.DecisionHash.ShouldBe(strike.DecisionHash);
        own.Totals.Net.ShouldBe(strike.Totals.Net);
    }

    [Theory]
    [InlineData(-0.01, "off off off")]
    [InlineData(0.01, "normal normal normal")]
    [InlineData(0.9, "normal normal normal")]
    public void It_stays_on_while_the_learned_advantage_is_above_zero(double advantage, string modes)
    {
        // The first interval runs whatever is expected; those after it are decided.
        Modes(Run(Input(Flat(4)), [(StartShare, advantage)])).ShouldBe("normal " + modes);
    }

    [Theory]
    [InlineData(0.60, "off off")]
    [InlineData(0.70, "normal normal")]
    public void It_starts_only_when_the_advantage_pays_for_the_start(double advantage, string modes)
    {
        // A price of 500 in the second interval is told by the first feature; below it the advantage is the given one.
        var prices = Flat(5).SetItem(1, HourlyMarket.Priced(1, 500m, 20.0));
        var stops = new BoostedTrees(PriceFeatures.Width, 0.0, [new(5f, 1, 0), new((float)advantage, 0, 0), new(-1f, 0, 0)], [0]);

        Modes(RunWith(Input(prices), new Dictionary<double, BoostedTrees> { [StartShare] = stops })).ShouldBe($"normal normal off {modes}");
    }

    [Theory]
    [InlineData(0.60, "10 10 4 4 4")]
    [InlineData(0.70, "10 10 4 10 10")]
    public void What_runs_because_it_is_held_is_no_reason_to_start_the_rest_of_its_group(double advantage, string machines)
    {
        var prices = Flat(5).SetItem(1, HourlyMarket.Priced(1, 500m, 20.0));
        var stops = new BoostedTrees(PriceFeatures.Width, 0.0, [new(5f, 1, 0), new((float)advantage, 0, 0), new(-1f, 0, 0)], [0]);
        var input = Input(prices);
        input = input with { Held = new([new(input.From, input.To, HolderKind.AncillaryUp, "as-1", "rrs-ufr", new(4m))]) };

        var run = RunWith(input, new Dictionary<double, BoostedTrees> { [StartShare] = stops });

        string.Join(' ', run.Steps.Where(step => step.Decision is not null).Select(step => step.Decision!.Commands[0].Machines)).ShouldBe(machines);
    }

    [Fact]
    public void It_takes_the_model_of_the_nearest_start_cost()
    {
        var setup = new LookAheadSetup(HourlyMarket.Zone, HourlyMarket.Hour, Enumerable.Range(0, 3).ToImmutableSortedDictionary(
            step => 0.5 * step, step => Constant(0.5 * step)));

        setup.Nearest(0.1).Offset.ShouldBe(0.0);
        setup.Nearest(0.8).Offset.ShouldBe(1.0);
        setup.Nearest(0.25).Offset.ShouldBe(0.0);
        setup.Nearest(7.0).Offset.ShouldBe(1.0);
    }

    [Fact]
    public void Its_forecast_begins_at_the_first_interval_that_is_not_known()
    {
        var previous = Run(Input(Flat(30)), []);
        var current = Run(Input(Flat(30), Knowledge.Current), []);

        previous.Steps[10].Forecast[0].Start.ShouldBe(previous.Steps[10].Decision!.Slot.Start);
        current.Steps[10].Forecast[0].Start.ShouldBe(current.Steps[10].Decision!.Slot.End);
        previous.Steps[29].Forecast.ShouldAllBe(band => band.Low <= band.Middle && band.Middle <= band.High);
    }

    private static ImmutableArray<PricedInterval> Flat(int count) =>
        [.. Enumerable.Range(0, count).Select(index => HourlyMarket.Priced(index, 30m, 20.0))];

    private static BoostedTrees Constant(double advantage) => new(PriceFeatures.Width, advantage, [new(0f, 0, 0)], [0]);

    private static string Modes(PolicyRun run) =>
        string.Join(' ', run.Steps.Where(step => step.Decision is not null).Select(step => step.Decision!.Commands[0].ModeName));

    private static PolicyRun Run(BacktestInput input, (double Cost, double Advantage)[] models) =>
        RunWith(input, models.ToDictionary(model => model.Cost, model => Constant(model.Advantage)));

    private static PolicyRun RunWith(BacktestInput input, Dictionary<double, BoostedTrees> models)
    {
        var setup = new LookAheadSetup(HourlyMarket.Zone, HourlyMarket.Hour, models.ToImmutableSortedDictionary());
        return _backtester.Run(input, new LookAheadPolicy("look-ahead", setup, Backtester.KnownBefore(input)), null, CancellationToken.None);
    }

    private static BacktestInput Input(ImmutableArray<PricedInterval> prices, Knowledge knowledge = Knowledge.Previous)
    {
        var hall = new LoadGroup(
            new("hall"), "miner", 10, [new("off", new(0m), new(0m)), new("normal", new(1_000_000m), new(0m))], 1,
            new(1m), new(40m), Minutes.Zero, Minutes.Zero, Money.Zero, new EnergyPrice(60m), new(0m));
        var site = new Site(new("one"), new(new(20m), null, null), [hall], []);
        return HourlyMarket.Input(prices, [], 0, knowledge) with { Site = site };
    }
}
