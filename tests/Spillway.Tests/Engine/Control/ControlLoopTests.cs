using System.Collections.Immutable;
using NodaTime;
using Shouldly;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Simulation.World;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Engine.Control;

public sealed class ControlLoopTests
{
    private static readonly Site _site = Halls.Site(20m, Halls.Hall("a", 10, 25m), Halls.Hall("b", 10, 50m));

    [Fact]
    public async Task An_interval_is_observed_decided_kept_and_sent_second_by_second_and_measured_at_its_end()
    {
        var edges = new Edges(Plants.Of(_site, Plants.Plain, 0));

        var runs = await edges.Loop.RunAsync(Decision(0, 4), TestContext.Current.CancellationToken);

        edges.Calls.Take(6).ShouldBe(["observe", "keep", "send", "observe", "keep", "send"]);
        edges.Passes.ShouldBe(900);
        runs[0].Running.ShouldBe(4);
        runs[1].Running.ShouldBe(10);
        runs[1].Energy.MegawattMinutes.ShouldBe(150m);
        // Told in the first second, asleep after one more: six machines drew two seconds longer.
        runs[0].Energy.MegawattMinutes.ShouldBe(60m + (6m * 2m / 60m), 0.0001m);
        runs[0].Starts.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_measured_is_what_the_ideal_site_would_do_where_machines_follow_at_once()
    {
        var plant = Plants.Of(_site, Plants.Plain, 0);
        var edges = new Edges(plant, followsWithinS: 0);
        var ideal = new IdealSite(_site, [.. _site.Loads.Select(load => GroupState.Settled(load, load.Machines))]);
        foreach (var (slot, machines) in new[] { (0, 10), (1, 4), (2, 7), (3, 0), (4, 10) })
        {
            var cancellation = TestContext.Current.CancellationToken;
            var measured = await edges.Loop.RunAsync(Decision(slot, machines), cancellation);
            var expected = await ideal.RunAsync(Decision(slot, machines), cancellation);

            measured.Select(run => (run.Running, run.Starts)).ShouldBe(expected.Select(run => (run.Running, run.Starts)));
            measured.Where(run => run.Running > 0).ShouldAllBe(run => run.ModeIndex == 1);
            measured[0].After.Cohorts.ShouldBe(expected[0].After.Cohorts);
            // A second goes by before a machine is told, another before it is seen to follow.
            measured[0].Energy.MegawattMinutes.ShouldBe(expected[0].Energy.MegawattMinutes, 2m * 10m / 60m);
        }
    }

    [Fact]
    public async Task What_machines_produced_before_they_all_stopped_is_told_in_the_mode_they_ran_in()
    {
        var plant = Plants.Of(_site, Plants.Plain, 0);
        var edges = new Edges(plant);

        var runs = await edges.Loop.RunAsync(Decision(0, 0), TestContext.Current.CancellationToken);

        runs[0].Running.ShouldBe(0);
        runs[0].ProducingMachineMinutes.Value.ShouldBeGreaterThan(0m);
        runs[0].ModeIndex.ShouldBe(1);
    }

    [Theory]
    [InlineData(10, 1500)]
    [InlineData(20, 5)]
    public async Task An_interval_out_of_which_the_clock_is_set_back_is_over_and_one_it_still_stands_near_goes_on(int minutes, int passes)
    {
        var edges = new Edges(Plants.Of(_site, Plants.Plain, 0)) { SetBack = (5, Duration.FromMinutes(minutes)) };

        await edges.Loop.RunAsync(Decision(0, 4), TestContext.Current.CancellationToken);

        edges.Passes.ShouldBe(passes);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_is_tried_again_and_nothing_is_sent_meanwhile()
    {
        var edges = new Edges(Plants.Of(_site, Plants.Plain, 0)) { Unwritable = 5 };

        await edges.Loop.RunAsync(Decision(0, 4), TestContext.Current.CancellationToken);

        edges.Calls.Take(13).ShouldBe(["observe", "keep", "idle", "keep", "idle", "keep", "idle", "keep", "idle", "keep", "idle", "keep", "send"]);
    }

    [Theory]
    [InlineData(FailSafeReaction.Hold, 31)]
    [InlineData(FailSafeReaction.Stop, 1)]
    public async Task A_journal_that_stays_unwritable_ends_the_desk_with_nothing_sent(FailSafeReaction reaction, int attempts)
    {
        var rules = Plants.Plain with { FailSafe = FailSafeTable.Default with { JournalUnwritable = reaction } };
        var edges = new Edges(Plants.Of(_site, rules, 0)) { Unwritable = int.MaxValue };

        var refused = await Should.ThrowAsync<RefusedException>(async () => await edges.Loop.RunAsync(Decision(0, 4), TestContext.Current.CancellationToken));

        refused.Code.Id.ShouldBe("SW6901");
        edges.Calls.Count(call => call == "keep").ShouldBe(attempts);
        edges.Calls.ShouldNotContain("send");
    }

    [Fact]
    public void A_step_plans_from_where_machines_were_measured()
    {
        var desk = new Desk(_site, new StrikePolicy());
        var before = DeskState.Before(desk, PriceHistory.Empty([Simulation.Independent.EngineSites.Point], 0), null);
        var first = DeskStep.Next(desk, before, new(Halls.Slot(0), SignalFrame.Empty, []));
        var asSent = Runs(10, 10);
        var elsewhere = Runs(3, 10);

        // The site may rise by 3 MW in the interval: from 3 machines that is 6.
        var slow = desk with { Site = _site with { Limits = _site.Limits with { RampUpPerMinute = new(0.2m) } } };
        Machines(slow, asSent).ShouldBe(10);
        Machines(slow, elsewhere).ShouldBe(6);

        int Machines(Desk on, ImmutableArray<GroupRun> measured) =>
            DeskStep.Next(on, first.State, new(Halls.Slot(1), SignalFrame.Empty, measured)).Step.Decision!.Commands[0].Machines;

        ImmutableArray<GroupRun> Runs(params int[] running) =>
            [.. running.Select((count, group) => new GroupRun(GroupState.Settled(_site.Loads[group], count), 1, count, ExactEnergy.Zero, Minutes.Zero, Minutes.Zero, 0))];
    }

    [Fact]
    public void What_has_no_power_takes_no_room_from_what_can_run_and_stays_wanted()
    {
        // Room for 12 MW and a rise of 8 MW in the interval: b earns more, but has no power.
        var site = _site with { Limits = _site.Limits with { Import = new(12m), RampUpPerMinute = new(8m / 15m) } };
        var desk = new Desk(site, new StrikePolicy());
        var before = DeskState.Before(desk, PriceHistory.Empty([Simulation.Independent.EngineSites.Point], 0), null);
        var first = DeskStep.Next(desk, before, new(Halls.Slot(0), SignalFrame.Empty, []));

        Commands(0).Select(command => command.Machines).ShouldBe([0, 8]);
        Commands(10).Select(command => command.Machines).ShouldBe([8, 10]);
        Commands(10)[1].ModeIndex.ShouldBe(1);
        Commands(6).Select(command => command.Machines).ShouldBe([4, 10]);

        ImmutableArray<GroupCommand> Commands(int parted) =>
            DeskStep.Next(desk, first.State, new(Halls.Slot(1), SignalFrame.Empty, [Run(0, 0), Run(1, parted)])).Step.Decision!.Commands;

        GroupRun Run(int group, int parted) =>
            new(GroupState.Settled(site.Loads[group], 0), 0, 0, ExactEnergy.Zero, Minutes.Zero, Minutes.Zero, 0) { Parted = parted };
    }

    [Fact]
    public void Machines_behind_feeds_that_others_opened_are_parted_and_those_the_desk_opened_are_not()
    {
        var stand = new ControlStand(Plants.Of(_site, Plants.Plain, 2));
        stand.Fleet.Befalls(0, Spillway.Engine.Signals.Field.FeedPosition.Tripped);
        stand.Pass(Plants.LockFeed("b-1"), Plants.Stop(2));
        stand.Run(8);

        stand.State.Feeds.Count(feed => feed.Position == Spillway.Engine.Signals.Field.FeedPosition.Open).ShouldBe(8);
        stand.State.Measured(stand.Plant).Select(run => run.Parted).ShouldBe([2, 0]);
        stand.Fleet.Befalls(5, Spillway.Engine.Signals.Field.FeedPosition.Open);
        stand.Pass();
        stand.State.Measured(stand.Plant).Select(run => run.Parted).ShouldBe([2, 2], "what is locked out is not closed again");
    }

    private static Decision Decision(int slot, int machines) => new(
        Halls.Slot(slot),
        [Command(0, machines), Command(1, 10)],
        null);

    private static GroupCommand Command(int group, int machines) => new(
        _site.Loads[group].Id, machines == 0 ? 0 : 1, machines == 0 ? "off" : "normal", machines, new(machines), new(ReasonCode.AlwaysOn));

    private sealed class Edges : IField, IControlJournal
    {
        private readonly TinyFleet _fleet;

        public Edges(Plant plant, int followsWithinS = 1)
        {
            _fleet = new(plant, Halls.Slot(0).Start, followsWithinS);
            Loop = new(plant, ControlState.Before(plant, Halls.Slot(0).Start), this, this);
        }

        public ControlLoop Loop { get; }

        public List<string> Calls { get; } = [];

        public int Passes { get; private set; }

        /// <summary>How many appends fail before one succeeds.</summary>
        public int Unwritable { get; set; }

        /// <summary>The clock is set back before a pass.</summary>
        public (int Pass, Duration By)? SetBack { get; init; }

        public ValueTask<FieldFrame> ObserveAsync(Instant until, CancellationToken cancellation)
        {
            Calls.Add("observe");
            Passes++;
            if (SetBack is { } back && back.Pass == Passes)
            {
                _fleet.Advance(-back.By);
            }

            _fleet.Advance(Duration.Min(Duration.FromSeconds(1), until - _fleet.Now));
            return ValueTask.FromResult(_fleet.Observe(null, [], newestPriceAt: _fleet.Now));
        }

        public ValueTask SendAsync(ControlTurn turn, CancellationToken cancellation)
        {
            Calls.Add("send");
            _fleet.Take(turn);
            return ValueTask.CompletedTask;
        }

        public ValueTask IdleAsync(bool feedsWatchdogs, CancellationToken cancellation)
        {
            Calls.Add("idle");
            return ValueTask.CompletedTask;
        }

        public ValueTask<bool> AppendAsync(FieldFrame frame, ControlTurn turn, CancellationToken cancellation)
        {
            Calls.Add("keep");
            return ValueTask.FromResult(Unwritable-- <= 0);
        }
    }
}
