using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.App.Backtests;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Plans;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Simulation.Backtest;
using Spillway.Tests.Simulation.Independent;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Simulation.Backtest;

/// <summary>What was bought ahead is owed whether machines run or not: the agreed price never enters a running decision.</summary>
public sealed class SunkContractsTests
{
    private static readonly Backtester _backtester = new(TimeProvider.System);
    private static readonly Instant _start = Instant.FromUtc(2023, 3, 11, 22, 0);

    [Fact]
    public void Any_block_at_any_price_leaves_every_decision_as_it_was() =>
        Gen.Select(RandomSites.SingleMode(3, 4), RandomSites.Grids(4, 40), Positions(), Positions())
            .Sample((site, grid, some, others) => Decide(site, grid, some).ShouldBe(Decide(site, grid, others)), iter: 60);

    [Fact]
    public void Nor_does_the_yardstick_look_at_it() =>
        Gen.Select(RandomSites.SingleMode(2, 3), RandomSites.Grids(4, 16), Positions(), Positions())
            .Sample((site, grid, some, others) => Foresee(site, grid, some).ShouldBe(Foresee(site, grid, others)), iter: 15);

    [Fact]
    public void The_price_moves_the_money_of_contracts_by_what_was_bought_and_nothing_else() =>
        Gen.Select(RandomSites.ManyModes(2, 3), RandomSites.Grids(4, 40), Positions(), Gen.Int[-9_000, 9_000])
            .Sample((site, grid, positions, cents) =>
            {
                var input = EngineSites.Input(site, grid);
                var dearer = cents / 100m;
                var before = Run(input with { Site = input.Site with { Contracts = positions } }, new StrikePolicy());
                var after = Run(input with { Site = input.Site with { Contracts = [.. positions.Select(one => Dearer(one, dearer))] } }, new StrikePolicy());

                after.DecisionHash.ShouldBe(before.DecisionHash);
                after.Totals.ShouldBe(before.Totals with { Contracts = after.Totals.Contracts });
                var bought = positions.OfType<IPosition>()
                    .Sum(position => input.Range.Sum(interval => position.Energy(interval.Start, input.Prices.Interval).MegawattMinutes));
                (before.Totals.Contracts - after.Totals.Contracts).ShouldBe(new ExactEnergy(bought).At(new(dearer)));
            }, iter: 100);

    [Fact]
    public void A_threshold_taken_from_the_agreed_price_would_be_seen()
    {
        var site = new SlowSite(
            10m, null, null, [new("hall", 4, [new("off", 0m, 0m), new("normal", 1_000_000m, 1m)], 1m, 0m, 0m, 0m, 0m, 107m, 0m)], [], 15m, static _ => 50m);
        SlowInterval[] grid = [.. Enumerable.Range(0, 8).Select(index => new SlowInterval(_start.ToDateTimeUtc().AddMinutes(15 * index), 40m))];

        Threshold(28m).ShouldNotBe(Threshold(60m));

        string Threshold(decimal agreed) => Run(
            EngineSites.Input(site, grid), PolicyText.Parse(FormattableString.Invariant($"strike:price={agreed}")).Strike(DateTimeZone.Utc)).DecisionHash;
    }

    private static string Decide(SlowSite site, SlowInterval[] grid, ImmutableArray<IContract> contracts)
    {
        var input = EngineSites.Input(site, grid);
        input = input with { Site = input.Site with { Contracts = contracts } };
        return string.Join('\n', Policies(input).Select(policy => Run(input, policy)).Select(run => $"{run.Policy} {run.DecisionHash}"));
    }

    // Foresight is no running decision but a yardstick after the fact, and may weigh a spread; a price it may not.
    private static string Foresee(SlowSite site, SlowInterval[] grid, ImmutableArray<IContract> contracts)
    {
        var input = EngineSites.Input(site, grid);
        var free = input with { Site = input.Site with { Contracts = [.. contracts.Select(WithoutSpread)] } };
        return new ForesightSearch(_backtester).Best(free, [], null, CancellationToken.None).Run.DecisionHash;
    }

    private static ImmutableArray<IPolicy> Policies(BacktestInput input) =>
    [
        new AlwaysOnPolicy(),
        new StrikePolicy(),
        PolicyText.Parse("strike:price=60,restart=20,min-off=30").Strike(DateTimeZone.Utc),
        new LookAheadPolicy(
            "look-ahead",
            new(DateTimeZone.Utc, input.Prices.Interval, ImmutableSortedDictionary<double, BoostedTrees>.Empty),
            Backtester.KnownBefore(input)),
    ];

    private static PolicyRun Run(BacktestInput input, IPolicy policy) => _backtester.Run(input, policy, null, CancellationToken.None);

    private static IContract WithoutSpread(IContract contract) =>
        contract is FixedBlock block ? block with { SellBackSpread = EnergyPrice.Zero } : contract;

    private static IContract Dearer(IContract contract, decimal by) => contract switch
    {
        FixedBlock block => block with { Price = block.Price + new EnergyPrice(by) },
        Trade trade => trade with { Price = trade.Price + new EnergyPrice(by) },
        _ => contract,
    };

    private static Gen<ImmutableArray<IContract>> Positions() => Position().Array[0, 3].Select(list =>
        list.Select((contract, index) => contract switch
        {
            FixedBlock block => block with { Id = new($"position-{index}") },
            Trade trade => trade with { Id = new($"position-{index}") },
            _ => contract,
        }).ToImmutableArray());

    private static Gen<IContract> Position() => Gen.Select(
        Gen.Int[1, 200], Gen.Int[-10_000, 50_000], Gen.Int[0, 4], Gen.Int[0, 40], Gen.Int[0, 500], (tenths, cents, kind, quarter, spread) =>
        {
            var power = new Megawatts(tenths / 10m);
            var price = new EnergyPrice(cents / 100m);
            var block = new FixedBlock(new("block"), power, price);
            var turn = _start + (Duration.FromMinutes(15) * quarter);
            return kind switch
            {
                0 => (IContract)block,
                1 => block with { Schedule = PowerSchedule.Within(power, new(turn, Instant.MaxValue)) },
                2 => block with { SellBackSpread = new(spread / 100m) },
                3 => new Trade(new("trade"), PowerSchedule.Within(power, new(Instant.MinValue, turn)), price),
                _ => new Trade(new("trade"), PowerSchedule.Flat(power).Times(-1m), price),
            };
        });
}
