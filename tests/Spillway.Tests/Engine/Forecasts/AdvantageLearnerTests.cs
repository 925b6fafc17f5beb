using System.Collections.Immutable;
using Shouldly;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Simulation.Backtest;
using Spillway.Tests.Simulation.Backtest;
using Xunit;

namespace Spillway.Tests.Engine.Forecasts;

public sealed class AdvantageLearnerTests
{
    private const int History = 24 * 120;
    private const int Days = 60;
    private const double StartShare = 40.0 / 60.0;
    private static readonly AdvantageSettings _settings = HourlyMarket.Quick with { StartCost = StartShare };

    [Fact]
    public void Equal_histories_give_equal_bytes()
    {
        var once = AdvantageLearner.Learn(Past(3, 24 * 40), _settings)!.ToBytes();

        AdvantageLearner.Learn(Past(3, 24 * 40), _settings)!.ToBytes().ShouldBe(once);
        AdvantageLearner.Learn(Past(4, 24 * 40), _settings)!.ToBytes().ShouldNotBe(once);
    }

    [Theory]
    [InlineData(27, false)]
    [InlineData(28, true)]
    public void There_is_a_model_from_the_twentieth_day_after_the_eight_that_fill_the_features(int days, bool expected) =>
        (AdvantageLearner.Learn(Past(3, 24 * days), _settings) is not null).ShouldBe(expected);

    [Fact]
    public void What_it_learned_earns_more_than_strike_on_days_it_has_not_seen()
    {
        var model = AdvantageLearner.Learn(Past(1, History), _settings)!;
        var free = AdvantageLearner.Learn(Past(1, History), _settings with { StartCost = 0.0 })!;

        Gain(model, free, Knowledge.Previous).ShouldBeGreaterThan(0m);
    }

    [Fact]
    public void Where_the_intervals_own_price_is_known_the_worth_of_being_on_earns_more_than_the_advantage()
    {
        var advantage = AdvantageLearner.Learn(Past(1, History), _settings)!;
        var worth = AdvantageLearner.Learn(Past(1, History), _settings with { KnowsCurrent = true })!;
        var free = AdvantageLearner.Learn(Past(1, History), _settings with { StartCost = 0.0 })!;

        Gain(worth, free, Knowledge.Current).ShouldBeGreaterThan(Gain(advantage, free, Knowledge.Current));
    }

    private static decimal Gain(BoostedTrees model, BoostedTrees free, Knowledge knowledge)
    {
        var setup = new LookAheadSetup(
            HourlyMarket.Zone, HourlyMarket.Hour, ImmutableSortedDictionary<double, BoostedTrees>.Empty.Add(0.0, free).Add(StartShare, model));
        var backtester = new Backtester(TimeProvider.System);
        return Enumerable.Range(50, 4).Sum(seed =>
        {
            var input = HourlyMarket.Input(HourlyMarket.Prices(seed, 24 * Days), [], 0, knowledge);
            var own = new LookAheadPolicy("look-ahead", setup, Backtester.KnownBefore(input));
            return backtester.Run(input, own, null, CancellationToken.None).Totals.Net.ToCent().Value
                - backtester.Run(input, new StrikePolicy(), null, CancellationToken.None).Totals.Net.ToCent().Value;
        });
    }

    private static PastPrices Past(int seed, int count)
    {
        var history = PriceHistory.Empty(HourlyMarket.Points, 0);
        foreach (var interval in HourlyMarket.Prices(seed, count))
        {
            history = history.With(new(interval.Start, interval.Price, interval.Peers));
        }

        return PastPrices.Of(history, PublicationBook.Empty, [0, 1], HourlyMarket.Zone, HourlyMarket.Hour);
    }
}
