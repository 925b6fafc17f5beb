using System.Collections.Immutable;
using NodaTime;
using Shouldly;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Sites;
using Spillway.Simulation.Backtest;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Simulation.Backtest;

/// <summary>One hour, four intervals at 40, 60, 900 and 1,500: 100 MW of S19 XP beside a 60 MW block at 28.</summary>
public sealed class WorkedExampleTests
{
    [Fact]
    public void Always_on_pays_for_the_spike_and_strike_runs_through_its_first_interval()
    {
        var always = Run(new AlwaysOnPolicy());
        always.Totals.EnergyCost.ToCent().Value.ShouldBe(62_500.00m);
        always.Totals.Contracts.ToCent().Value.ShouldBe(35_820.00m);
        always.Totals.Production.ToCent().Value.ShouldBe(10_660.00m);
        always.Totals.Net.ToCent().Value.ShouldBe(-16_020.00m);

        // Strike sees 60 when 900 is running, so only the fourth interval is curtailed.
        var strike = Run(new StrikePolicy());
        strike.Totals.Energy.ToMegawattHours().Value.ShouldBe(75m);
        strike.Totals.EnergyCost.ToCent().Value.ShouldBe(25_000.00m);
        strike.Totals.Production.ToCent().Value.ShouldBe(7_995.00m);
        strike.Totals.Restarts.ShouldBe(0);
        strike.DecisionHash.ShouldNotBe(always.DecisionHash);
    }

    [Fact]
    public void Foresight_without_restart_reproduces_the_energy_rows_and_strike_has_its_own()
    {
        var foresight = new ForesightSearch(new(TimeProvider.System)).Best(Input(), [], null, CancellationToken.None);

        foresight.IsExact.ShouldBeTrue();
        Rows(foresight.Run).ShouldBe([(25m, 820m, 2_665m), (25m, 1_020m, 2_665m), (0m, -13_080m, 0m), (0m, -22_080m, 0m)]);
        var totals = foresight.Run.Totals;
        (totals.EnergyCost - totals.Contracts).ToCent().Value.ShouldBe(-33_320m);
        totals.Production.ToCent().Value.ShouldBe(5_330m);
        totals.Net.ToCent().Value.ShouldBe(38_650m);

        // Strike runs the 900 interval on the 60 before it: 420 + 900 × 10 instead of 420 − 900 × 15.
        Rows(Run(new StrikePolicy())).ShouldBe([(25m, 820m, 2_665m), (25m, 1_020m, 2_665m), (25m, 9_420m, 2_665m), (0m, -22_080m, 0m)]);
        Rows(Run(new AlwaysOnPolicy())).Sum(row => row.Cost).ShouldBe(26_680m);
    }

    [Fact]
    public void Thirty_megawatts_that_are_sold_as_a_reserve_keep_running_through_the_spike()
    {
        var input = Input(machines: 100);
        var start = input.From;
        var held = input with { Held = new([new(start, start + Duration.FromHours(1), HolderKind.AncillaryUp, "as-1", "rrs-ufr", new(30m))]) };
        var search = new ForesightSearch(new(TimeProvider.System));

        var run = search.Best(held, [], null, CancellationToken.None).Run;

        Rows(run).ShouldBe([(25m, 820m, 2_665m), (25m, 1_020m, 2_665m), (7.5m, -6_330m, 799.5m), (7.5m, -10_830m, 799.5m)]);
        (run.Totals.EnergyCost - run.Totals.Contracts).ToCent().Value.ShouldBe(-15_320m);
        run.Totals.Production.ToCent().Value.ShouldBe(6_929m);
        var reason = run.Steps[2].Decision!.Commands[0].Reason;
        (reason.Code, reason.Holder, reason.Held).ShouldBe((ReasonCode.Obligation, "as-1/rrs-ufr", new Megawatts(30m)));
        search.Best(input, [], null, CancellationToken.None).Run.Totals.Net.ToCent().Value.ShouldBe(38_650m);
    }

    [Fact]
    public void What_is_held_at_another_time_changes_no_decision()
    {
        var input = Input(machines: 100);
        var later = input.To + Duration.FromHours(1);
        var held = input with { Held = new([new(later, later + Duration.FromHours(1), HolderKind.AncillaryUp, "as-1", "rrs-ufr", new(30m))]) };

        var backtester = new Backtester(TimeProvider.System);
        backtester.Run(held, new StrikePolicy(), null, CancellationToken.None).DecisionHash
            .ShouldBe(backtester.Run(input, new StrikePolicy(), null, CancellationToken.None).DecisionHash);
    }

    // The table's energy cost: the block bought at 28, and the difference to it bought or sold at the market's price.
    private static List<(decimal Energy, decimal Cost, decimal Revenue)> Rows(PolicyRun run) => [.. run.Steps
        .Where(step => step.Settled is not null)
        .Select(step => step.Settled!)
        .Select(settled => (
            settled.Groups[0].Energy.ToMegawattHours().Value,
            (settled.Groups[0].EnergyCost - settled.Contracts).ToCent().Value,
            settled.Groups[0].Production.ToCent().Value))];

    private static PolicyRun Run(IPolicy policy) => new Backtester(TimeProvider.System).Run(Input(), policy, null, CancellationToken.None);

    private static BacktestInput Input(int machines = 1)
    {
        var start = Instant.FromUtc(2023, 8, 17, 20, 0);
        decimal[] prices = [40m, 60m, 900m, 1500m];
        var point = SettlementPoint.FromColumn("LZ_WEST");
        var interval = Duration.FromMinutes(15);
        var intervals = prices
            .Select((p, i) => new PricedInterval(start + (interval * i), new(p), [(double)p], []))
            .ToImmutableArray();
        var group = new LoadGroup(
            new("hall"),
            "miner",
            machines,
            [new("off", new(0), new(0)), new("normal", new(100_000_000m / machines), new(0))],
            1,
            new(1m),
            Minutes.Zero,
            Minutes.Zero,
            Minutes.Zero,
            Money.Zero,
            new EnergyPrice(106.6m),
            new(0m));
        var site = new Site(new("example"), new(new(100m), null, null), [group], [new FixedBlock(new("block"), new(60m), new(28m))]);
        return new BacktestInput(
            site,
            new(point, [point], interval, intervals, []),
            null,
            [],
            start,
            start + Duration.FromHours(1),
            Knowledge.Previous);
    }
}
