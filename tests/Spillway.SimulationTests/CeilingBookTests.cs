using NodaTime;
using Shouldly;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Simulation.Worlds;
using Spillway.Units;
using Xunit;

namespace Spillway.SimulationTests;

/// <summary>The check of ceilings finds what it is there for.</summary>
public sealed class CeilingBookTests
{
    private static readonly Instant _start = Instant.FromUtc(2025, 7, 1, 0, 0);
    private static readonly ControlState _before = ControlState.Before(WorldSetup.Of(1, WorldSize.Small).Plant, _start);

    [Fact]
    public void A_ceiling_that_is_kept_some_time_after_its_deadline_is_in_order()
    {
        var book = new CeilingBook(Duration.FromSeconds(120));

        book.Take(0.2, State(0)).ShouldBeNull();
        book.Take(0.101, State(170)).ShouldBeNull();
        book.Take(0.1, State(180)).ShouldBeNull();
        book.Take(0.101, State(200)).ShouldBeNull("it begins anew");
        book.Take(0.101, State(320)).ShouldBeNull();
    }

    [Fact]
    public void A_ceiling_that_is_not_kept_is_found_unless_it_is_said()
    {
        var book = new CeilingBook(Duration.FromSeconds(120));
        book.Take(0.101, State(0)).ShouldBeNull();

        book.Take(0.101, State(181) with { Alarms = [new(AlarmCode.PromiseMissed, "order-1", true, null, null, [])] }).ShouldBeNull();
        book.Take(0.101, State(181))!.ShouldContain("nobody hears of it");
    }

    [Fact]
    public void What_was_seen_before_nobody_looked_counts_no_longer()
    {
        var book = new CeilingBook(Duration.FromSeconds(120));
        book.Take(0.101, State(0)).ShouldBeNull();
        book.Forget();

        book.Take(0.101, State(200)).ShouldBeNull();
        book.Take(0.101, State(321)).ShouldNotBeNull();
    }

    private static ControlState State(int seconds)
    {
        var order = new Order(new("order-1"), OrderKind.Ceiling, OrderRank.Protection, new Megawatts(0.1m), null, null, null, null, null, "drawn", "tests");
        return _before with
        {
            Now = _start + Duration.FromSeconds(seconds),
            Orders = [new(order, _start, _start + Duration.FromSeconds(60), new Megawatts(0.1m))],
            Bounds = new(Megawatts.Zero, new(0.1m), null, new OrderId("order-1")),
        };
    }
}
