using CsCheck;
using Shouldly;
using Spillway.Engine.Settlements.Bridges;
using Spillway.Engine.Settlements.Statements;
using Spillway.Tests.Engine.Settlements.Statements;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Settlements.Bridges;

public sealed class AlwaysOnBridgeTests
{
    [Fact]
    public void The_parts_sum_exactly_and_end_at_production_less_charges_whatever_happened() =>
        RandomMonths.Intervals.Sample(intervals =>
        {
            var statement = RandomMonths.Statement(intervals);
            var bridge = AlwaysOnBridge.Of(RandomMonths.Input(intervals), RandomMonths.Terms, statement);

            (bridge.From.Value + bridge.Parts.Sum(part => part.Amount.Value)).ShouldBe(bridge.To.Value);
            bridge.To.ShouldBe(LineAmount.ToCent(statement.Production - statement.Total));
            bridge.Parts.Select(part => part.Kind).ShouldBeUnique();
        });

    [Fact]
    public void A_part_that_was_forgotten_does_not_hide_in_the_rounding() =>
        Should.Throw<InvalidOperationException>(() => Bridge.ToTheCent(
            Money.Zero, [new(BridgePartKind.Price, new(1m), "")], new(2m), BridgePartKind.Price));
}
