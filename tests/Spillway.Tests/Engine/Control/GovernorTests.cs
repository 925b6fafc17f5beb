using NodaTime;
using Shouldly;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Control;

/// <summary>How far and how fast the site moves: ramps, the largest step, and what counts against them. Machines draw 1 MW, in low half of
/// it, in boost half as much again.</summary>
public sealed class GovernorTests
{
    private const int Low = 2;
    private const int Boost = 3;

    [Fact]
    public void Fewer_machines_in_a_lower_mode_keep_the_largest_step_by_what_each_draws_now()
    {
        var stand = new ControlStand(Modes(Plants.Plain with { LargestStep = new(new(3m), Duration.FromSeconds(10)) }));
        stand.Decide([40], [Boost]).Pass();
        stand.Run(90);
        stand.Fleet.Power.Value.ShouldBe(60m);

        stand.Decide([10], [Low]);
        stand.Run(9);

        stand.State.Expected.Value.ShouldBe(57m);
        stand.Run(300);
        stand.Fleet.Power.Value.ShouldBe(5m);
    }

    [Fact]
    public void Fewer_machines_in_a_lower_mode_keep_the_ramp_by_what_each_draws_now()
    {
        var stand = new ControlStand(Modes(Plants.Plain, down: 60m));
        stand.Decide([40], [Boost]).Pass();
        stand.Run(10);
        stand.Fleet.Power.Value.ShouldBe(60m);

        stand.Decide([10], [Low]);
        stand.Run(20);

        // A MW a second, and one machine that may go at once.
        stand.State.Expected.Value.ShouldBeInRange(60m - 21.5m, 42m);
        stand.Run(60);
        stand.Fleet.Power.Value.ShouldBe(5m);
    }

    [Fact]
    public void An_order_takes_off_in_one_pass_what_machines_in_a_lower_mode_draw_although_a_higher_one_is_wanted()
    {
        var stand = new ControlStand(Modes(Plants.Plain, down: 60m, up: 0.6m));
        stand.Decide([40], [Low]).Pass();
        stand.Run(40);
        stand.Fleet.Power.Value.ShouldBe(20m);

        stand.Decide([40], [1]).Pass(Plants.Ceiling(2m, 10));

        stand.State.Expected.Value.ShouldBeLessThanOrEqualTo(2m);
    }

    [Fact]
    public void The_largest_step_holds_however_often_outcomes_bring_a_pass()
    {
        var stand = new ControlStand(Plants.Of(40m, Plants.Plain with { LargestStep = new(new(2m), Duration.FromSeconds(20)) }, Halls.Hall("a", 40, 50m)));
        stand.Run(25);
        stand.Decide(0);

        for (var pass = 0; pass < 400; pass++)
        {
            stand.Pass(Duration.FromMilliseconds(50));
        }

        stand.State.Expected.Value.ShouldBe(38m);
        stand.Run(2);
        stand.State.Expected.Value.ShouldBe(36m);
    }

    [Fact]
    public void A_window_of_more_passes_than_are_kept_is_held_no_shorter_and_hardly_longer()
    {
        var hour = Duration.FromHours(1);
        var run = new Run(Plants.Of(40m, Plants.Plain with { LargestStep = new(new(2m), hour) }, Halls.Hall("a", 40, 50m)));
        run.Pass(null);
        var levels = new List<decimal>();
        for (var second = 0; second < 2 * 3600; second++)
        {
            run.Pass(second % 97 == 0 ? 30 + (second / 97 * 7 % 11) : null);
            levels.Add(run.State.Expected.Value);
            var within = levels.Skip(levels.Count - 3600).ToList();
            (within.Max() - within.Min()).ShouldBeLessThanOrEqualTo(2m, $"second {second}");
            run.State.Trace.Length.ShouldBeLessThanOrEqualTo(PowerTrace.MostEntries);
        }

        // A two hundredth of the hour longer, and the two passes that a level may be sent late.
        run.Pass(0);
        for (var second = 0; second < 2 * (3600 + 18 + 2); second++)
        {
            run.Pass(null);
        }

        run.State.Expected.Value.ShouldBeLessThanOrEqualTo(levels[^1] - 4m);
    }

    [Fact]
    public void A_slow_swing_over_more_passes_than_are_kept_is_an_alarm_for_its_time()
    {
        var run = new Run(Plants.Of(100m, Plants.Plain with { SwingAlarm = new(new(5m), Duration.FromHours(1)) }, Halls.Hall("a", 10, 50m)));
        run.Fleet.HouseLoad = new(6m);
        for (var second = 0; second < 4300; second++)
        {
            run.Fleet.HouseLoad = new(6m - Math.Min(5, second / 600));
            run.Pass(null);
            if (second is < 4200 or >= 4220)
            {
                run.IsRaised(AlarmCode.Swing).ShouldBe(second is >= 3000 and < 4200, $"second {second}");
            }
        }
    }

    [Fact]
    public void Marked_machines_that_are_tried_again_keep_the_ramp_up()
    {
        var site = Halls.Site(40m, Halls.Hall("a", 40, 50m)) with { Limits = new(new(40m), null, new(6m)) };
        var stand = new ControlStand(Plants.Of(site, Plants.Plain, 0));
        stand.Decide(0).Pass();
        stand.Run(5);
        stand.Fleet.Deaf.UnionWith(Enumerable.Range(0, 40));
        stand.Decide(40).Pass();
        stand.Run(600);
        stand.Fleet.Deaf.Clear();

        var drawn = new List<decimal>();
        for (var second = 0; second < 500; second++)
        {
            stand.Pass();
            drawn.Add(stand.Fleet.Power.Value);
        }

        for (var second = 60; second < drawn.Count; second++)
        {
            (drawn[second] - drawn[second - 60]).ShouldBeLessThanOrEqualTo(7m, $"second {second}");
        }

        drawn[^1].ShouldBe(40m);
    }

    [Fact]
    public void Machines_that_never_start_do_not_starve_a_feed_that_waits_for_the_ramp()
    {
        var site = Halls.Site(20m, Halls.Hall("a", 10, 60m), Halls.Hall("b", 5, 50m)) with { Limits = new(new(20m), null, new(6m)) };
        var (plant, outlasting) = (Plants.Of(site, Plants.Plain, 5), Plants.Of(site, Plants.Plain, 5, outlasts: true));
        var stand = new ControlStand(new Plant(site, [outlasting.Groups[0], plant.Groups[1]], [plant.Feeds[2]], Plants.Plain));
        stand.Decide(10, 5).Pass();
        stand.Run(3);
        stand.Pass(Plants.Stop(3));
        stand.Run(10);
        stand.Fleet.Position(0).ShouldBe(FeedPosition.Open);
        stand.Fleet.Deaf.UnionWith(Enumerable.Range(0, 10));

        stand.Pass(Plants.Release("stop"));
        stand.Run(400);

        stand.Fleet.Position(0).ShouldBe(FeedPosition.Closed);
    }

    [Fact]
    public void What_an_operator_asks_for_keeps_the_largest_step_and_the_promise_says_so()
    {
        var rules = Plants.Plain with { LargestStep = new(new(3m), Duration.FromSeconds(10)) };
        var stand = new ControlStand(Plants.Of(20m, rules, Halls.Hall("a", 20, 50m)));
        stand.Run(20);

        var promise = stand.Pass(Plants.Ceiling(5m, 15, OrderRank.OperatorHold)).Answers[0].Promise!;
        stand.Run(15);

        promise.ShouldBe(new Promise(new(6m), Duration.FromSeconds(10), ShedPath.Firmware, new(0.5m), new(9m), new(0m)));
        stand.Fleet.Power.Value.ShouldBe(14m);
    }

    private static Plant Modes(ControlRules rules, decimal? down = null, decimal? up = null)
    {
        Megawatts? fall = down is { } perMinute ? new(perMinute) : null;
        Megawatts? rise = up is { } upwards ? new(upwards) : null;
        return Plants.Of(Halls.Site(100m, Halls.Hall("a", 40, 50m).WithModes()) with { Limits = new(new(100m), fall, rise) }, rules, 0);
    }

    /// <summary>A plant and its fleet, a pass a second, without the stand's checks: thousands of passes.</summary>
    private sealed class Run
    {
        private readonly Plant _plant;

        public Run(Plant plant)
        {
            (_plant, Fleet) = (plant, new(plant, Halls.Slot().Start));
            State = ControlState.Before(plant, Halls.Slot().Start);
        }

        public TinyFleet Fleet { get; }

        public ControlState State { get; private set; }

        public bool IsRaised(AlarmCode code) => State.Alarms.Any(alarm => alarm.Code == code);

        public void Pass(int? machines)
        {
            Fleet.Advance(Duration.FromSeconds(1));
            var frame = Fleet.Observe(machines is { } count ? Decided(count) : null, [], newestPriceAt: Fleet.Now);
            var turn = ControlStep.Decide(_plant, State, frame);
            State = State.Apply(_plant, frame, turn);
            Fleet.Take(turn);
        }

        private Decision Decided(int machines)
        {
            var load = _plant.Groups[0].Load;
            var command = new GroupCommand(
                load.Id, machines == 0 ? LoadGroup.OffIndex : load.NormalModeIndex, "", machines, load.Power(load.NormalModeIndex, machines), new(ReasonCode.AlwaysOn));
            return new(new(Fleet.Now, Duration.FromMinutes(15)), [command], null);
        }
    }
}
