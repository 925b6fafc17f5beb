using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.Engine.Settlements.Bridges;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Tests.Engine.Settlements.Statements;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Settlements.Bridges;

/// <summary>A hall of 100 MW worth 100 a MWh; quarters at 40, 60, 900 and 1,500.</summary>
public sealed class PlanBridgeTests
{
    private static readonly Instant _from = Instant.FromUtc(2024, 7, 1, 5, 0);
    private static readonly Duration _quarter = Duration.FromMinutes(15);

    [Fact]
    public void A_price_that_came_otherwise_is_the_forecasts_error_on_what_was_planned()
    {
        // Planned at 50 and 55: 25 × (100 − 50) + 25 × (100 − 55) = 2,375. It came at 40 and 60.
        var comparison = Of([25m, 25m], Plan(25m, 50m), Plan(25m, 55m))!;

        comparison.Bridge.From.Value.ShouldBe(2_375m);
        Parts(comparison).ShouldBe([(BridgePartKind.ForecastError, (25m * 10m) - (25m * 5m))]);
        comparison.Bridge.To.Value.ShouldBe((25m * 60m) + (25m * 40m));
    }

    [Fact]
    public void A_hash_price_that_came_otherwise_is_the_forecasts_error_too()
    {
        // 50 PH/s a MW: at 60 a PH and day a MWh was to earn 125, at 48 it earned 100.
        var terms = Terms(Plan(25m, 40m) with { Hashprice = new Hashprice(60m) }) with
        {
            Site = Halls.Site(100m, Halls.Hall("a", 100, 0m).WithModes()),
            Hashprices = HashpriceSeries.Constant(new(48m)),
        };

        var comparison = PlanBridge.Of(RandomMonths.Input(Intervals(25m)), terms)!;

        comparison.Bridge.From.Value.ShouldBe(25m * 85m);
        Parts(comparison).ShouldBe([(BridgePartKind.ForecastError, -25m * 25m)]);
        comparison.Bridge.To.Value.ShouldBe(25m * 60m);
    }

    [Fact]
    public void Less_than_planned_are_machines_that_failed_and_more_is_a_late_response()
    {
        // 5 MWh did not run that would have earned 60 each; 2 MWh still drew at 900 and lost 800 each.
        var comparison = Of([20m, 25m, 2m], Plan(25m, 40m), Plan(25m, 60m), Plan(0m, 900m))!;

        Parts(comparison).ShouldBe([(BridgePartKind.ForecastError, 0m), (BridgePartKind.MachineFailures, -300m), (BridgePartKind.LateResponse, -1_600m)]);
        comparison.Bridge.Parts[1].Because.ShouldBe("5 MWh less drawn than planned.");
    }

    [Fact]
    public void Where_an_order_held_every_deviation_is_the_orders()
    {
        var comparison = Of([0m, 0m, 10m], Plan(25m, 40m) with { Bound = [true] }, Plan(0m, 60m), Plan(0m, 900m) with { Bound = [true] })!;

        Parts(comparison).ShouldBe([(BridgePartKind.ForecastError, 0m), (BridgePartKind.OperatorHolds, (-25m * 60m) + (10m * -800m))]);
    }

    [Fact]
    public void What_restarting_machines_drew_earned_nothing()
    {
        var terms = Terms(Plan(25m, 40m)) with { Known = new Restarts(new(25m), new(5m)) };
        var comparison = PlanBridge.Of(RandomMonths.Input(Intervals(25m)), terms)!;

        Parts(comparison).ShouldBe([(BridgePartKind.RestartLosses, -500m), (BridgePartKind.ForecastError, 0m)]);
        comparison.Bridge.To.Value.ShouldBe((20m * 100m) - (25m * 40m));
    }

    [Fact]
    public void An_interval_without_a_plan_is_counted_and_is_no_part_of_it()
    {
        var comparison = Of([25m, 25m, 0m], Plan(25m, 40m), null, Plan(0m, 1m) with { Expected = null })!;

        (comparison.Intervals, comparison.Unplanned).ShouldBe((1, 2));
        comparison.Bridge.To.Value.ShouldBe(25m * 60m);
    }

    [Fact]
    public void Without_a_journal_or_a_plan_nothing_is_said()
    {
        PlanBridge.Of(RandomMonths.Input(Intervals(25m)), RandomMonths.Terms).ShouldBeNull();
        Of([25m], [null]).ShouldBeNull();
    }

    [Fact]
    public void The_parts_sum_exactly_and_end_at_what_the_energy_earned_whatever_happened() =>
        Gen.Select(RandomMonths.Intervals, Gen.Select(Gen.Int[0, 2_600], Gen.Int[-20_000, 200_000], Gen.Bool).Array[60]).Sample((intervals, rows) =>
        {
            KnownPlan?[] plans = [.. rows.Select(row => Plan(row.Item1 / 100m, row.Item2 / 100m) with { Bound = [row.Item3] })];
            var statement = RandomMonths.Statement(intervals);
            var comparison = PlanBridge.Of(RandomMonths.Input(intervals), Terms(plans));

            (comparison is null).ShouldBe(statement.SettledIntervals == 0);
            if (comparison is { Bridge: var bridge })
            {
                (bridge.From.Value + bridge.Parts.Sum(part => part.Amount.Value)).ShouldBe(bridge.To.Value);
                var energy = statement.Lines.Where(line => line.Id.Charge == ChargeKind.EnergyRealTime).Sum(line => line.Amount.Value);
                bridge.To.ShouldBe(LineAmount.ToCent(new(statement.Production.Value - energy)));
                bridge.Parts.Select(part => part.Kind).ShouldBeUnique();
            }
        });

    private static PlanComparison? Of(decimal[] energies, params KnownPlan?[] plans) =>
        PlanBridge.Of(RandomMonths.Input(Intervals(energies)), Terms(plans));

    private static StatementTerms Terms(params KnownPlan?[] plans) => RandomMonths.Terms with { Plans = new Plans([.. plans]) };

    private static KnownPlan Plan(decimal energy, decimal expected) => new([new MegawattHours(energy)], new(expected), null, [false]);

    private static ImmutableArray<MeteredInterval> Intervals(params decimal[] energies) => RandomMonths.Hour([.. energies]);

    private static List<(BridgePartKind Kind, decimal Amount)> Parts(PlanComparison comparison) =>
        [.. comparison.Bridge.Parts.Select(part => (part.Kind, part.Amount.Value))];

    private sealed class Plans(ImmutableArray<KnownPlan?> plans) : IKnownPlans
    {
        public KnownPlan? PlanAt(Instant start) => plans.ElementAtOrDefault((int)((start - _from) / _quarter));
    }

    private sealed class Restarts(MegawattHours planned, MegawattHours restart) : IKnownProduction
    {
        public ImmutableArray<KnownGroupRun>? At(Instant start) => [new(planned, restart)];
    }
}
