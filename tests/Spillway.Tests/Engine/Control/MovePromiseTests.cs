using NodaTime;
using Shouldly;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Control;

/// <summary>What orders without a ceiling promise: two halls of ten machines of 1 MW that sleep and start within 5 s.</summary>
public sealed class MovePromiseTests
{
    private static readonly Ratio _half = new(0.5m);
    private static readonly Ratio _none = new(0m);

    [Fact]
    public void A_hold_off_says_what_of_the_group_leaves_and_that_comes_off()
    {
        var stand = Stand();

        Promise(stand, Plants.Hold("a", false)).ShouldBe(Off(10m, 5));
        stand.Run(3);

        stand.Fleet.Power.Value.ShouldBe(10m);
        Promise(stand, Plants.Hold("a", false) with { Id = new("again") }).ShouldBe(Still());
    }

    [Fact]
    public void A_ramp_and_a_largest_step_lengthen_it()
    {
        Promise(Stand(down: 4m), Plants.Hold("a", false)).ShouldBe(Off(10m, 150));
        Promise(Stand(rules: Plants.Plain with { LargestStep = new(new(3m), Duration.FromSeconds(10)) }), Plants.Hold("a", false)).ShouldBe(Off(10m, 30));
    }

    [Fact]
    public void What_an_obligation_keeps_running_of_the_group_is_left_over()
    {
        var stand = Stand();
        stand.Pass(Plants.Floor(14m));

        Promise(stand, Plants.Hold("a", false)).ShouldBe(Off(6m, 5) with { LeftOver = new(4m) });
        stand.Run(5);

        stand.Fleet.Power.Value.ShouldBe(14m);
    }

    [Fact]
    public void A_group_that_is_locked_out_goes_on_drawing()
    {
        var stand = Stand();

        Promise(stand, Plants.LockGroup("a")).ShouldBe(Still() with { LockedOut = new(10m) });
        Promise(stand, Plants.LockFeed("a-1")).ShouldBe(Still(), "its group is locked out already");
        Promise(stand, Plants.LockFeed("b-1")).ShouldBe(Still() with { LockedOut = new(2m) });
        Promise(stand, Plants.Hold("a", false)).ShouldBe(Still() with { Confidence = _none, LeftOver = new(10m), LockedOut = new(12m) });
        Promise(stand, Plants.UnlockGroup("a")).ShouldBe(Off(8m, 5) with { LeftOver = Megawatts.Zero, LockedOut = new(4m) }, "the feed a-1 still is");
    }

    [Fact]
    public void A_hold_on_says_what_comes_back_and_when_at_the_earliest()
    {
        var stand = Stand(decided: 0);

        Promise(stand, Plants.Hold("a", true)).ShouldBe(Back(10m, 5));
        stand.Run(5);

        stand.Fleet.Power.Value.ShouldBe(20m);
        Promise(Stand(up: 6m, decided: 0), Plants.Hold("a", true)).ShouldBe(Back(10m, 105), "100 s of ramp, and the last machine starts");
    }

    [Fact]
    public void A_release_says_what_comes_back_as_ramp_passes_and_scatter_let_it()
    {
        var scattered = Plants.Plain with { Restore = new(1000, 1000, Duration.FromSeconds(30)) };
        var slow = Plants.Plain with { Restore = new(2, 2, Duration.Zero) };

        Released(Stand()).ShouldBe(Back(8m, 5));
        Released(Stand(up: 6m)).ShouldBe(Back(8m, 85));
        Released(Stand(rules: scattered)).ShouldBe(Back(8m, 35));
        Released(Stand(rules: slow)).ShouldBe(Back(8m, 8), "two a pass: the last two start three seconds later");
    }

    [Fact]
    public void The_release_of_the_last_order_ends_what_a_restart_in_it_holds_and_says_so()
    {
        var stand = Stand();
        stand.Pass(Plants.Ceiling(12m, 10));
        stand.Run(10);
        stand.Pass(FieldFrame.Empty(stand.Fleet.Now) with { IsRestart = true });
        var at = stand.Fleet.Now + Duration.FromSeconds(1);

        // All but the last machine have been heard.
        var heard = Enumerable.Range(0, 19).Select(number => number is >= 2 and < 10 ? new MachineNote(number, MachineCondition.Asleep, 0, new(0m)) : new(number, MachineCondition.Running, 1, new(1_000_000m)));
        var turn = stand.Pass(FieldFrame.Empty(at) with { Meter = new(at, new(12m)), Machines = [.. heard], Orders = [Plants.Release("ceiling-12")] });

        turn.Answers.ShouldHaveSingleItem().Promise.ShouldBe(Back(8m, 5));
        stand.Told().ShouldBe("wake a×8");
    }

    [Fact]
    public void The_end_of_a_floor_says_what_economics_takes_off_and_a_release_that_moves_nothing_says_so()
    {
        var stand = Stand();
        stand.Pass(Plants.Floor(6m));
        stand.Decide(0, 0).Pass();
        stand.Run(5);

        Promise(stand, Plants.Release("floor-6")).ShouldBe(Off(6m, 5));
        stand.Pass(Plants.Ceiling(15m, 30));
        stand.Run(5);
        Promise(stand, Plants.Release("ceiling-15")).ShouldBe(Still());
    }

    [Fact]
    public void A_floor_says_what_it_brings_back()
    {
        var stand = Stand(decided: 0);

        Promise(stand, Plants.Floor(13m)).ShouldBe(Back(3m, 5));
    }

    private static Promise Released(ControlStand stand)
    {
        stand.Pass(Plants.Ceiling(12m, 10));
        stand.Run(10);
        return Promise(stand, Plants.Release("ceiling-12"));
    }

    private static Promise Promise(ControlStand stand, Order order) => stand.Pass(order).Answers.ShouldHaveSingleItem().Promise.ShouldNotBeNull();

    private static Promise Off(decimal megawatts, int seconds) =>
        new(new(megawatts), Duration.FromSeconds(seconds), ShedPath.Firmware, _half, Megawatts.Zero, Megawatts.Zero);

    private static Promise Back(decimal megawatts, int seconds) =>
        new(new(-megawatts), Duration.FromSeconds(seconds), ShedPath.Restore, _none, Megawatts.Zero, Megawatts.Zero);

    private static Promise Still() => new(Megawatts.Zero, Duration.Zero, ShedPath.None, new(1m), Megawatts.Zero, Megawatts.Zero);

    private static ControlStand Stand(decimal? down = null, decimal? up = null, ControlRules? rules = null, int decided = 10)
    {
        var site = Halls.Site(30m, Halls.Hall("a", 10, 20m), Halls.Hall("b", 10, 50m)) with
        {
            Limits = new SiteLimits(new(30m), down is { } fall ? new Megawatts(fall) : null, up is { } rise ? new Megawatts(rise) : null),
        };
        var stand = new ControlStand(Plants.Of(site, rules ?? Plants.Plain, 2));
        stand.Decide(decided, 10).Pass();
        stand.Run(decided == 10 ? 3 : 200);
        return stand;
    }
}
