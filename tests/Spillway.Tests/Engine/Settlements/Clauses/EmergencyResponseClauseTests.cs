using NodaTime;
using Shouldly;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Settlements.Clauses;

public sealed class EmergencyResponseClauseTests
{
    private static readonly Instant _from = Ledger.Local(2026, 7, 1, 13);

    [Fact]
    public void Every_hour_held_is_paid_and_load_that_is_not_there_is_not()
    {
        // 20 MW are 5 MWh in a quarter of an hour: two quarters with load enough, one with 2 MWh, one with none.
        var ledger = new Ledger();
        foreach (var (index, energy) in new[] { (0, 25m), (1, 5m), (2, 2m), (3, 0m) })
        {
            ledger.Add(_from + Duration.FromMinutes(15 * index), energy, 40m);
        }

        var lines = ledger.Settle(Response(PowerSchedule.Flat(new(20m)), null));

        lines.Of(LineComponent.Award).ShouldBe(-20m * 4m);
        lines.Of(LineComponent.Penalty).ShouldBe((3m + 5m) * 4m);
        lines.ShouldAllBe(line => line.Id.Charge == ChargeKind.EmergencyResponse);
    }

    [Fact]
    public void A_stated_availability_stands_instead_of_the_meter() =>
        new Ledger().Add(_from, 0m, 40m).Settle(Response(PowerSchedule.Flat(new(20m)), new(0.9m))).Sum(line => line.Amount.Value).ShouldBe(-5m * 4m * 0.9m);

    [Fact]
    public void Outside_the_time_periods_nothing_is_held()
    {
        var period = new PowerSchedule([new(_from, new(20m)), new(_from + Duration.FromHours(3), Megawatts.Zero)], ContractTerm.Always);

        var lines = Ledger.Days(new(2026, 7, 1), new(2026, 7, 2), _ => 25m, _ => 40m).Settle(Response(period, null));

        lines.Count.ShouldBe(12);
        lines.Sum(line => line.Amount.Value).ShouldBe(-3m * 20m * 4m);
    }

    private static EmergencyResponse Response(PowerSchedule obligation, Ratio? availability) => new(new("ers"), obligation, new(4m), availability);
}
