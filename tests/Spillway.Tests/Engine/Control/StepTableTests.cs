using NodaTime;
using Shouldly;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Xunit;

namespace Spillway.Tests.Engine.Control;

/// <summary>One row a pass: what was decided or ordered, what the meter says, and what is told. Machines draw 1 MW and follow
/// after two seconds; hall a earns 20 a MWh, hall b 50.</summary>
public sealed class StepTableTests
{
    [Fact]
    public void Economics_moves_whole_groups_and_says_nothing_while_they_are_where_they_are_wanted()
    {
        var stand = Stand(Plants.Plain);

        Rows(
            stand,
            (Decided(() => stand.Decide(10, 10)), 20m, ""),
            (Decided(() => stand.Decide(4, 10)), 20m, "sleep a×6"),
            (null, 20m, ""),
            (null, 14m, ""),
            (Decided(() => stand.Decide(6, 9)), 14m, "sleep b×1, wake a×2"),
            (null, 14m, ""),
            (null, 15m, ""));
    }

    [Fact]
    public void The_ramp_lets_a_decision_through_minute_by_minute_and_an_order_at_once()
    {
        // 60 MW a minute down is 1 MW a second; 30 up is half a MW.
        var stand = Stand(Plants.Plain, down: 60m, up: 30m);
        stand.Run(3);

        Rows(
            stand,
            (Decided(() => stand.Decide(6, 10)), 20m, "sleep a×1"),
            (null, 20m, "sleep a×1"),
            (null, 19m, "sleep a×1"),
            (Plants.Ceiling(12m, 30), 18m, "sleep a×5"),
            (null, 17m, ""),
            (Plants.Release("ceiling-12"), 12m, "wake a×1"));
    }

    [Fact]
    public void What_an_operator_asks_for_keeps_the_ramp_and_the_promise_says_so()
    {
        var stand = Stand(Plants.Plain, down: 60m);

        var promise = stand.Pass(Plants.Ceiling(10m, 5, OrderRank.OperatorHold)).Answers[0].Promise!;

        promise.Reduction.Value.ShouldBe(5m);
        promise.LeftOver.Value.ShouldBe(5m);
        stand.Told().ShouldBe("sleep a×1");
        stand.Run(12);
        stand.Fleet.Power.Value.ShouldBe(10m);
    }

    [Fact]
    public void A_restore_comes_back_few_at_a_time_and_few_behind_a_feed()
    {
        var rules = Plants.Plain with { Restore = new(5, 2, Duration.Zero) };
        var stand = Stand(rules, perFeed: 5);
        stand.Pass(Plants.Ceiling(0m, 30));
        stand.Run(4);
        stand.Fleet.Power.Value.ShouldBe(0m);

        Rows(
            stand,
            (Plants.Release("ceiling-0"), 0m, "wake b×4, wake a×1"),
            (null, 0m, "wake b×4, wake a×1"),
            (null, 5m, "wake b×2, wake a×3"),
            (null, 10m, "wake a×3"),
            (null, 15m, "wake a×2"),
            (null, 18m, ""),
            (null, 20m, ""));
    }

    [Fact]
    public void Machines_come_back_scattered_over_the_jitter_the_same_way_each_time()
    {
        var first = Restore();
        var second = Restore();

        first.ShouldBe(second);
        first.Sum().ShouldBe(20);
        first.Count(starts => starts > 0).ShouldBeGreaterThan(4);
        first.Max().ShouldBeLessThan(8);

        static List<int> Restore()
        {
            var stand = Stand(Plants.Plain with { Restore = new(1000, 1000, Duration.FromSeconds(10)) });
            stand.Pass(Plants.Ceiling(0m, 30));
            stand.Run(4);
            var starts = new List<int> { stand.Pass(Plants.Release("ceiling-0")).Machines.Length };
            for (var second = 0; second < 12; second++)
            {
                starts.Add(stand.Pass().Machines.Length);
            }

            return starts;
        }
    }

    [Fact]
    public void A_protection_order_acts_in_the_same_pass_even_while_a_restore_is_running()
    {
        var stand = Stand(Plants.Plain with { Restore = new(4, 1000, Duration.Zero) });
        stand.Pass(Plants.Ceiling(0m, 30));
        stand.Run(4);

        Rows(
            stand,
            (Plants.Release("ceiling-0"), 0m, "wake b×4"),
            (null, 0m, "wake b×4"),
            (Plants.Ceiling(2m, 10), 4m, "sleep b×6"),
            (null, 4m, ""),
            (null, 2m, ""),
            (null, 2m, ""));
    }

    [Fact]
    public void Canaries_go_first_before_a_wide_decision_and_not_before_an_order()
    {
        var rules = Plants.Plain with { Canaries = new(2, Duration.FromSeconds(10), new(5m)) };
        var stand = Stand(rules);

        Rows(
            stand,
            (Decided(() => stand.Decide(0, 10)), 20m, "sleep a×2"),
            (null, 20m, ""),
            (null, 18m, "sleep a×8"),
            (null, 18m, ""),
            (null, 10m, ""),
            (Plants.Ceiling(4m, 30), 10m, "sleep b×6"));
    }

    [Fact]
    public void A_stop_does_not_wait_for_canaries_even_where_economics_wants_the_same()
    {
        var rules = Plants.Plain with { Canaries = new(2, Duration.FromSeconds(10), new(5m)) };
        var stand = Stand(rules, down: 60m);

        Rows(
            stand,
            (Decided(() => stand.Decide(0, 0)), 20m, "sleep a×1"),
            (Plants.Stop(30), 20m, "sleep a×9, sleep b×10"));
    }

    [Fact]
    public void Where_the_canaries_do_not_follow_the_others_stay_and_an_alarm_says_so()
    {
        var rules = Plants.Plain with { Canaries = new(2, Duration.FromSeconds(10), new(5m)) };
        var stand = Stand(rules);
        stand.Fleet.Deaf.UnionWith(Enumerable.Range(0, 20));

        stand.Decide(0, 10).Pass();
        stand.Told().ShouldBe("sleep a×2");
        stand.Run(12);

        stand.Fleet.Power.Value.ShouldBe(20m);
        stand.Alarms.ShouldContain(alarm => alarm.Subject == "a" && alarm.IsRaised);
        stand.State.Machines.Count(machine => machine.Told is not null).ShouldBe(2);
    }

    [Fact]
    public void The_largest_step_holds_within_every_window_and_a_grid_order_is_free_of_it()
    {
        var rules = Plants.Plain with { LargestStep = new(new(3m), Duration.FromSeconds(4)) };
        var stand = Stand(rules);
        stand.Run(5);

        Rows(
            stand,
            (Decided(() => stand.Decide(3, 10)), 20m, "sleep a×3"),
            (null, 20m, ""),
            (null, 17m, ""),
            (null, 17m, ""),
            (null, 17m, ""),
            (null, 17m, "sleep a×3"),
            (Plants.Ceiling(10m, 30), 17m, "sleep a×4"));
    }

    [Fact]
    public void The_largest_step_counts_from_when_commands_may_have_been_sent_where_the_journal_was_waited_for()
    {
        var stand = Stand(Plants.Plain with { LargestStep = new(new(3m), Duration.FromSeconds(10)) });
        stand.Run(5);
        stand.Decide(0, 10).Pass();
        stand.Told().ShouldBe("sleep a×3");

        // The next pass comes 5 s later: the commands may have been sent just before it.
        stand.Pass(Duration.FromSeconds(5));
        for (var second = 6; second < 15; second++)
        {
            stand.Pass();
            stand.Told().ShouldBe("");
        }

        stand.Pass();
        stand.Told().ShouldBe("sleep a×3");
    }

    [Fact]
    public void Modes_change_while_machines_run_and_a_rise_keeps_the_ramp()
    {
        var site = Halls.Site(20m, Halls.Hall("a", 4, 20m).WithModes());
        var stand = new ControlStand(Plants.Of(site with { Limits = new(new(20m), null, new(60m)) }, Plants.Plain, 0));
        stand.Run(2);

        Rows(
            stand,
            (Decided(() => stand.Decide([4], [2])), 4m, "low a×4"),
            (null, 4m, ""),
            (null, 2m, ""),
            (Decided(() => stand.Decide([4], [3])), 2m, "boost a×1"),
            (null, 2m, "boost a×1"));
    }

    [Fact]
    public void Above_the_import_limit_the_least_valuable_stay_off()
    {
        var stand = new ControlStand(Plants.Of(15m, Plants.Plain, Halls.Hall("a", 10, 20m), Halls.Hall("b", 10, 50m)));

        stand.Told().ShouldBe("sleep a×5");
    }

    private static object Decided(Func<ControlStand> decide) => decide;

    private static void Rows(ControlStand stand, params (object? Given, decimal MeterMw, string Told)[] rows)
    {
        for (var row = 0; row < rows.Length; row++)
        {
            var order = rows[row].Given as Order;
            if (rows[row].Given is Func<ControlStand> decide)
            {
                decide();
            }

            stand.Pass(order is null ? [] : [order]);
            var seen = $"row {row + 1}: {stand.State.Meter!.Value.Power.Value:0.###} MW, {stand.Told()}";
            seen.ShouldBe($"row {row + 1}: {rows[row].MeterMw:0.###} MW, {rows[row].Told}");
        }
    }

    private static ControlStand Stand(ControlRules rules, decimal? down = null, decimal? up = null, int perFeed = 0)
    {
        var site = Halls.Site(20m, Halls.Hall("a", 10, 20m), Halls.Hall("b", 10, 50m));
        var limits = new SiteLimits(new(20m), down is { } fall ? new(fall) : null, up is { } rise ? new(rise) : null);
        var stand = new ControlStand(Plants.Of(site with { Limits = limits }, rules, perFeed));
        stand.Decide(10, 10).Pass();
        return stand;
    }
}
