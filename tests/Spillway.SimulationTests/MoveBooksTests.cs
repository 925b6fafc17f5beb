using NodaTime;
using Shouldly;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;
using Spillway.Simulation.Worlds;
using Spillway.Units;
using Xunit;

namespace Spillway.SimulationTests;

/// <summary>The checks of ramps and of the largest step find what they are there for.</summary>
public sealed class MoveBooksTests
{
    private static readonly Instant _start = Instant.FromUtc(2025, 7, 1, 0, 0);
    private static readonly Plant _plant = Enumerable.Range(1, 1000)
        .Select(seed => WorldSetup.Of((ulong)seed, WorldSize.Small).Plant)
        .First(plant => plant.Site.Limits.RampUpPerMinute is not null && plant.Rules.LargestStep is not null);

    private static readonly double _ramp = (double)_plant.Site.Limits.RampUpPerMinute!.Value.Value;
    private static readonly double _machine = (double)_plant.LargestMachine.Value;
    private static readonly double _step = (double)_plant.Rules.LargestStep!.Power.Value;

    [Theory]
    [InlineData(ControlAction.Wake, "started")]
    [InlineData(ControlAction.Sleep, "stopped")]
    public void A_move_faster_than_the_ramp_is_found_and_the_same_move_in_time_is_not(ControlAction action, string what)
    {
        string? Move(Duration apart)
        {
            var (ledger, book) = (new CommandLedger(_plant), new RampBook(_plant));
            if (action == ControlAction.Wake)
            {
                ledger.Take(_start, Turn(_start, [.. Enumerable.Range(0, _plant.Machines).Select(machine => Told(machine, ControlAction.Sleep))]));
            }

            return Enumerable.Range(0, _plant.Machines)
                .Select(machine => book.Take(ledger.Take(_start + (apart * machine), Turn(_start, Told(machine, action))), 0))
                .FirstOrDefault(wrong => wrong is not null);
        }

        Move(Duration.FromSeconds(60 * _machine / _ramp)).ShouldBeNull();
        Move(Duration.FromMilliseconds(100))!.ShouldContain($"{what} within a minute");
    }

    [Fact]
    public void A_fall_that_protection_asks_for_is_free_of_the_ramp_and_what_goes_beyond_it_is_not()
    {
        var all = new OrderedMove(_start, 0, 3 * _ramp, 0, 0);

        new RampBook(_plant).Take(all, 3 * _ramp).ShouldBeNull();
        new RampBook(_plant).Take(all, _ramp)!.ShouldContain("stopped");
        new RampBook(_plant).Take(all, -_ramp)!.ShouldContain("stopped");
    }

    [Fact]
    public void A_feed_that_is_closed_may_break_the_ramp_by_what_comes_with_it_and_no_machine_may_use_that()
    {
        new RampBook(_plant).Take(new(_start, 2 * _ramp, 0, 0, 2 * _ramp), 0).ShouldBeNull();
        new RampBook(_plant).Take(new(_start, 2 * _ramp, 0, 0, 0), 0)!.ShouldContain("started");
    }

    [Fact]
    public void What_a_minute_ago_was_moved_counts_no_more()
    {
        var book = new RampBook(_plant);
        book.Take(new(_start, _ramp, 0, 0, 0), 0).ShouldBeNull();
        book.Take(new(_start + Duration.FromSeconds(59), _ramp, 0, 0, 0), 0).ShouldNotBeNull();

        var later = new RampBook(_plant);
        later.Take(new(_start, _ramp, 0, 0, 0), 0).ShouldBeNull();
        later.Take(new(_start + Duration.FromSeconds(60), _ramp, 0, 0, 0), 0).ShouldBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_move_further_than_the_largest_step_is_found(int direction)
    {
        var (level, size) = (10 * _step, 0.6 * _step);
        string? Second(double seconds)
        {
            var book = new StepBook(_plant);
            book.Take(new(_start - Duration.FromSeconds(5), 0, 0, 0, 0), level, 0).ShouldBeNull();
            book.Take(Move(_start, size), level + (direction * size), 0).ShouldBeNull();
            return book.Take(Move(_start + Duration.FromSeconds(seconds), size), level + (2 * direction * size), 0);
        }

        Second(_plant.Rules.LargestStep!.Within.TotalSeconds - 1)!.ShouldContain("the largest step is");
        Second(_plant.Rules.LargestStep.Within.TotalSeconds + 1).ShouldBeNull();

        OrderedMove Move(Instant at, double mw) => direction > 0 ? new(at, mw, 0, 0, 0) : new(at, 0, mw, 0, 0);
    }

    [Fact]
    public void A_fall_that_protection_asks_for_is_free_of_the_largest_step()
    {
        var fall = new OrderedMove(_start, 0, 2 * _step, 0, 0);

        new StepBook(_plant).Take(fall, _step, 2 * _step).ShouldBeNull();
        new StepBook(_plant).Take(fall, _step, 0).ShouldNotBeNull();
    }

    [Fact]
    public void A_move_that_nobody_ordered_is_not_the_desks_step_but_leaves_less_room_for_one()
    {
        var book = new StepBook(_plant);
        book.Take(new(_start, 0, 0, 0, 0), 10 * _step, 0).ShouldBeNull();
        book.Take(new(_start + Duration.FromSeconds(5), 0, 0, 0, 0), 8 * _step, 0).ShouldBeNull();

        book.Take(new(_start + Duration.FromSeconds(10), 0, 0.9 * _machine, 0, 0), (8 * _step) - (0.9 * _machine), 0).ShouldNotBeNull();
    }

    private static MachineCommand Told(int machine, ControlAction action) =>
        new(new(machine + 1), machine, action, action == ControlAction.Sleep ? 0 : 1, new(CauseKind.Economics, null));

    private static ControlTurn Turn(Instant at, params MachineCommand[] commands) =>
        new(at, default, Megawatts.Zero, [], [.. commands], [], [], [], [], [], false);
}
