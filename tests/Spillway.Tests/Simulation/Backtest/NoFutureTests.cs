using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.App.Backtests;
using Spillway.Engine.Commands;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Simulation.Backtest;
using Xunit;

namespace Spillway.Tests.Simulation.Backtest;

/// <summary>What becomes known later changes nothing decided before, whatever the policy.</summary>
public sealed class NoFutureTests
{
    private const int History = 24 * 30;
    private const int Days = 4;
    private const int Length = History + (24 * Days);
    private static readonly Backtester _backtester = new(TimeProvider.System);

    [Fact]
    public void A_price_that_becomes_known_later_changes_no_decision_made_before() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[History + 1, Length - 1], Gen.Bool).Sample(
            (seed, changed, current) =>
            {
                var knowledge = current ? Knowledge.Current : Knowledge.Previous;
                var prices = HourlyMarket.Prices(seed, Length);
                var publications = HourlyMarket.Publications(prices, seed);
                var before = HourlyMarket.Input(WithCorrections(prices, changed, seed, 0), publications, History, knowledge);
                var after = HourlyMarket.Input(
                    WithCorrections(Otherwise(prices, changed, seed), changed, seed, 1),
                    PublishedOtherwise(publications, HourlyMarket.Begin + (HourlyMarket.Hour * changed)),
                    History,
                    knowledge);

                // The interval's own price is known at its start only where that is what is studied.
                var agreeing = changed - History + (current ? 0 : 1);
                foreach (var policy in Policies(before))
                {
                    Decisions(before, policy, agreeing).ShouldBe(Decisions(after, policy, agreeing), policy.Name);
                }
            },
            iter: 20);

    [Fact]
    public void The_check_sees_a_policy_that_looks_ahead()
    {
        var prices = HourlyMarket.Prices(5, Length);
        var input = HourlyMarket.Input(prices, [], History, Knowledge.Previous);
        var changed = HourlyMarket.Input(Otherwise(prices, History + 50, 5), [], History, Knowledge.Current);
        var known = input with { Knowledge = Knowledge.Current };

        // Strike that knows the interval's own price decides otherwise in the very interval that changed.
        Decisions(known, new StrikePolicy(), 51).SequenceEqual(Decisions(changed, new StrikePolicy(), 51)).ShouldBeFalse();
    }

    [Fact]
    public void A_corrected_price_is_used_only_from_when_it_was_known()
    {
        var prices = HourlyMarket.Prices(3, Length);
        var index = History + 10;
        var start = HourlyMarket.Begin + (HourlyMarket.Hour * index);
        var high = HourlyMarket.Priced(index, 500m, 500.0);
        var low = HourlyMarket.Priced(index, 1m, 1.0);
        PriceRevision wasHigh = new(new(500m), start + (HourlyMarket.Hour * 5));
        PriceRevision wasHighBriefly = new(new(500m), start + (HourlyMarket.Hour * 1));

        Mode(high).ShouldBe(0);
        Mode(low).ShouldBe(2);
        Mode(low with { Revisions = [wasHigh] }).ShouldBe(0);
        Mode(low with { Revisions = [wasHighBriefly] }).ShouldBe(2);

        int Mode(PricedInterval interval)
        {
            var input = HourlyMarket.Input(prices.SetItem(index, interval), [], History, Knowledge.Previous);
            return _backtester.Run(input, new StrikePolicy(), null, CancellationToken.None).Steps[11].Decision!.Commands[0].ModeIndex;
        }
    }

    [Fact]
    public void Learning_sees_no_price_and_no_publication_of_the_range()
    {
        var prices = HourlyMarket.Prices(9, 24 * 40);
        var publications = HourlyMarket.Publications(prices, 9);
        const int history = 24 * 35;
        var from = HourlyMarket.Begin + (HourlyMarket.Hour * history);
        var one = Learned(HourlyMarket.Input(prices, publications, history, Knowledge.Previous));
        var other = Learned(HourlyMarket.Input(
            Otherwise(prices, history, 9), PublishedOtherwise(publications, from), history, Knowledge.Previous));

        one.Count.ShouldBe(2);
        one.ShouldBe(other);
    }

    // Each learning has a folder of its own, so that nothing kept by one can hide what the other saw.
    private static List<string> Learned(BacktestInput input)
    {
        var folder = Directory.CreateTempSubdirectory("spillway-learning-");
        try
        {
            var (setup, _, _) = new LookAheadLearning(new(folder.FullName), TimeProvider.System, HourlyMarket.Quick).Prepare(input, HourlyMarket.Zone, CancellationToken.None);
            return [.. setup.Models.Select(model => Convert.ToHexString(model.Value.ToBytes()))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ImmutableArray<IPolicy> Policies(BacktestInput input)
    {
        var known = Backtester.KnownBefore(input);
        return
        [
            new AlwaysOnPolicy(),
            new StrikePolicy(),
            PolicyText.Parse("strike:price=80,restart=50,min-off=120").Strike(HourlyMarket.Zone),
            PolicyText.Parse("strike:hours=22-14").Strike(HourlyMarket.Zone),
            new LookAheadPolicy("look-ahead without a model", new(HourlyMarket.Zone, HourlyMarket.Hour, ImmutableSortedDictionary<double, BoostedTrees>.Empty), known),
            new LookAheadPolicy("look-ahead with a model", _learned.Value.Alone, known),
            new LookAheadPolicy("look-ahead with a model of publications", _learned.Value.Published, known),
        ];
    }

    private static readonly Lazy<(LookAheadSetup Alone, LookAheadSetup Published)> _learned = new(() =>
    {
        var prices = HourlyMarket.Prices(1, History);
        var book = PublicationBook.Empty.With(HourlyMarket.Publications(prices, 1));
        return (Setup(prices, PublicationBook.Empty), Setup(prices, book));
    });

    private static LookAheadSetup Setup(ImmutableArray<PricedInterval> prices, PublicationBook book)
    {
        var history = PriceHistory.Empty(HourlyMarket.Points, 0);
        foreach (var interval in prices)
        {
            history = history.With(new(interval.Start, interval.Price, interval.Peers));
        }

        var past = PastPrices.Of(history, book, [0, 1], HourlyMarket.Zone, HourlyMarket.Hour);
        var models = new[] { 0.0, 2.0 / 3.0 }.ToImmutableSortedDictionary(cost => cost, cost => AdvantageLearner.Learn(
            past, HourlyMarket.Quick with { StartCost = cost })!);
        return new(HourlyMarket.Zone, HourlyMarket.Hour, models);
    }

    private static List<GroupCommand> Decisions(BacktestInput input, IPolicy policy, int count) =>
        [.. _backtester.Run(input, policy, null, CancellationToken.None).Steps.Take(count).SelectMany(step => step.Decision!.Commands)];

    private static ImmutableArray<PricedInterval> Otherwise(ImmutableArray<PricedInterval> prices, int from, int seed)
    {
        var random = new SeededSequence((ulong)seed + 5);
        return [.. prices.Select((interval, index) => index < from
            ? interval
            : HourlyMarket.Priced(index, 140m - interval.Price.Value, 20.0 + random.Below(100)))];
    }

    // A few prices before the change were first published otherwise; what replaced them became known after it.
    private static ImmutableArray<PricedInterval> WithCorrections(ImmutableArray<PricedInterval> prices, int changed, int seed, int variant)
    {
        var random = new SeededSequence((ulong)seed + 9);
        for (var back = 1; back <= 3; back++)
        {
            var index = changed - back - random.Below(5);
            var first = prices[index].Revisions.IsEmpty ? prices[index].Price : prices[index].Revisions[0].Price;
            var replaced = HourlyMarket.Begin + (HourlyMarket.Hour * (changed + 1 + random.Below(10)));
            prices = prices.SetItem(index, HourlyMarket.Priced(index, 30m + (90m * variant), 40.0) with
            {
                Peers = prices[index].Peers,
                Revisions = [new(first, replaced)],
            });
        }

        return prices;
    }

    private static ImmutableArray<Publication> PublishedOtherwise(ImmutableArray<Publication> publications, Instant after) =>
        [.. publications.Select(one => one.KnownAt > after ? one with { Value = one.Value * 1.7 } : one)];
}
