using NodaTime;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Breakers;
using Spillway.Devices.Fleet;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Xunit;

namespace Spillway.Tests.Devices.Fleet;

public sealed class FleetFieldTests
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_machine_is_told_once_and_then_only_when_it_changes()
    {
        await using var rig = new FleetRig(20, FleetRig.Quick);
        rig.Field.Start();

        await rig.UntilAsync(() => Enumerable.Range(0, 20).All(machine => rig.Condition(machine) == MachineCondition.Running), "all run");
        rig.Notes.ShouldBe(20);

        rig.Miners[7].Reading = FakeMiner.Running(3020m);
        rig.Miners[8].Reading = FakeMiner.Running(2000m);
        var before = rig.Field.Health.Exchanges;
        await rig.UntilAsync(() => rig.Field.Health.Exchanges > before + 60, "every machine was asked again");
        rig.Notes.ShouldBe(21, "20 W more are wavering, 1,000 W less are news");
        rig.Field.Health.Answering.ShouldBe(20);
    }

    [Fact]
    public async Task Every_machine_is_asked_within_a_round_where_that_is_sooner_than_its_turn()
    {
        var minutes = 120;
        await using var rig = new FleetRig(20, FleetRig.Quick with { Poll = Duration.FromHours(1), Round = () => Duration.FromMinutes(Volatile.Read(ref minutes)) / 600 });
        rig.Field.Start();
        await rig.UntilAsync(() => Enumerable.Range(0, 20).All(machine => rig.Condition(machine) == MachineCondition.Running), "all run");

        Volatile.Write(ref minutes, 1);
        var before = rig.Field.Health.Exchanges;
        await rig.UntilAsync(() => rig.Field.Health.Exchanges >= before + 60, "all are asked again and again");

        rig.Miners.ShouldAllBe(miner => miner.Asked >= 3);
    }

    [Fact]
    public async Task A_command_has_one_outcome_and_its_end_is_seen_by_asking()
    {
        await using var rig = new FleetRig(3, FleetRig.Quick);
        rig.Field.Start();

        await rig.SendAsync(FleetRig.Sleep(1, 0, CauseKind.Economics), FleetRig.Sleep(2, 2, CauseKind.Economics));

        await rig.UntilAsync(() => rig.Condition(0) == MachineCondition.Asleep && rig.Condition(2) == MachineCondition.Asleep, "both sleep");
        await rig.UntilAsync(() => rig.Condition(1) == MachineCondition.Running, "the third runs");
        rig.Outcomes.OrderBy(outcome => outcome.Command.Number).ShouldBe([new(new(1), OutcomeKind.Done), new(new(2), OutcomeKind.Done)]);
    }

    [Theory]
    [InlineData(DeviceFaultKind.Unreachable, OutcomeKind.Unreachable)]
    [InlineData(DeviceFaultKind.Refused, OutcomeKind.Refused)]
    [InlineData(DeviceFaultKind.Unauthorised, OutcomeKind.Refused)]
    [InlineData(DeviceFaultKind.Late, OutcomeKind.Late)]
    [InlineData(DeviceFaultKind.Malformed, OutcomeKind.Late)]
    public async Task A_fault_becomes_the_outcome_it_is(DeviceFaultKind fault, OutcomeKind outcome)
    {
        await using var rig = new FleetRig(1, FleetRig.Quick);
        rig.Miners[0].Fault = new(fault, "no");
        rig.Field.Start();

        await rig.SendAsync(FleetRig.Sleep(1, 0, CauseKind.Economics));

        await rig.UntilAsync(() => rig.Outcomes.Count > 0, "the command ended");
        rig.Outcomes.ShouldBe([new(new(1), outcome)]);
    }

    [Fact]
    public async Task An_emergency_goes_before_what_waited_longer()
    {
        using var gate = new SemaphoreSlim(0);
        await using var rig = new FleetRig(6, FleetRig.Quick with { Connections = 2, Poll = Duration.FromHours(1) });
        rig.Field.Start();
        await rig.UntilAsync(() => Enumerable.Range(0, 6).All(machine => rig.Condition(machine) == MachineCondition.Running), "all are heard");
        rig.Miners[0].Gate = gate;
        rig.Miners[1].Gate = gate;
        await rig.SendAsync(FleetRig.Sleep(1, 0, CauseKind.Economics), FleetRig.Sleep(2, 1, CauseKind.Economics));
        await rig.UntilAsync(() => rig.Told.Count == 2, "both connections are busy");

        await rig.SendAsync(FleetRig.Sleep(3, 2, CauseKind.Economics), FleetRig.Sleep(4, 3, CauseKind.Economics), FleetRig.Sleep(5, 4, CauseKind.Ceiling));
        gate.Release();

        await rig.UntilAsync(() => rig.Outcomes.Count == 5, "all ended");
        rig.Told[2].ShouldBe("m4 Sleep");
    }

    [Fact]
    public async Task A_command_that_waits_is_overtaken_and_never_sent()
    {
        using var gate = new SemaphoreSlim(0);
        await using var rig = new FleetRig(1, FleetRig.Quick with { Connections = 2, Poll = Duration.FromHours(1) });
        rig.Field.Start();
        await rig.UntilAsync(() => rig.Condition(0) == MachineCondition.Running, "it is heard");
        rig.Miners[0].Gate = gate;
        await rig.SendAsync(FleetRig.Sleep(1, 0, CauseKind.Economics));
        await rig.UntilAsync(() => rig.Told.Count == 1, "the first is on its way");

        await rig.SendAsync(new MachineCommand(new(2), 0, ControlAction.Wake, 1, default));
        await rig.SendAsync(FleetRig.Sleep(3, 0, CauseKind.Ceiling));
        gate.Release();

        await rig.UntilAsync(() => rig.Outcomes.Count == 3, "all ended");
        rig.Outcomes.ShouldContain(new CommandOutcome(new(2), OutcomeKind.Unreachable));
        rig.Told.ShouldBe(["m0 Sleep", "m0 Sleep"]);
    }

    [Fact]
    public async Task One_that_was_never_seen_running_and_knows_one_mode_is_woken_and_not_told_its_mode()
    {
        await using var rig = new FleetRig(1, FleetRig.Quick, hasOneMode: true);
        rig.Miners[0].Reading = FakeMiner.Asleep;
        rig.Field.Start();
        await rig.UntilAsync(() => rig.Condition(0) == MachineCondition.Asleep, "it is heard");

        await rig.SendAsync(new MachineCommand(new(1), 0, ControlAction.Wake, 1, default));

        await rig.UntilAsync(() => rig.Outcomes.Count == 1, "it has ended");
        rig.Told.ShouldBe(["m0 Wake"]);
    }

    [Fact]
    public async Task A_command_that_the_desk_has_given_up_is_neither_sent_nor_told_of()
    {
        using var gate = new SemaphoreSlim(0);
        await using var rig = new FleetRig(2, FleetRig.Quick with { Connections = 2, Poll = Duration.FromHours(1) });
        rig.Field.Start();

        // Only then is it held: its first question must not be what waits at the gate.
        await rig.UntilAsync(() => rig.Condition(0) == MachineCondition.Running && rig.Condition(1) == MachineCondition.Running, "both are heard");
        rig.Miners[0].Gate = gate;
        await rig.SendAsync(FleetRig.Sleep(1, 0, CauseKind.Economics));
        await rig.UntilAsync(() => rig.Told.Count == 1, "the first is on its way");
        await rig.SendAsync(FleetRig.Sleep(2, 0, CauseKind.Economics));

        var ended = FleetRig.Turn([FleetRig.Sleep(3, 1, CauseKind.Economics)], []) with
        {
            Unanswered = [new(new(1), OutcomeKind.Unknown), new(new(2), OutcomeKind.Unknown)],
        };
        await rig.Field.SendAsync(ended, _cancellation);
        gate.Release();

        await rig.UntilAsync(() => rig.Outcomes.Count > 0, "the third ended");
        await rig.PassAsync(_cancellation);
        rig.Outcomes.ShouldBe([new(new(3), OutcomeKind.Done)]);
        rig.Told.ShouldBe(["m0 Sleep", "m1 Sleep"]);
    }

    [Fact]
    public async Task Silent_and_hostile_machines_are_marked_and_the_others_go_on()
    {
        await using var rig = new FleetRig(6, FleetRig.Quick);
        rig.Miners[1].Fault = new(DeviceFaultKind.Unreachable, "no");
        rig.Miners[2].Fault = new(DeviceFaultKind.TooLarge, "100 MB");
        rig.Field.Start();

        await rig.UntilAsync(() => rig.Condition(1) == MachineCondition.Lost && rig.Condition(2) == MachineCondition.Lost, "both are lost");

        rig.Field.Health.ShouldBe(new FleetHealth(6, 0, 4, 2, 1, 0) with { Exchanges = rig.Field.Health.Exchanges });
        rig.Miners[1].Fault = null;
        await rig.UntilAsync(() => rig.Condition(1) == MachineCondition.Running, "it is found again");
    }

    [Fact]
    public async Task Behind_an_open_feed_machines_are_without_power_at_once()
    {
        await using var rig = new FleetRig(4, FleetRig.Quick, inFeed: 2);
        rig.Field.Start();
        await rig.UntilAsync(() => rig.Condition(1) == MachineCondition.Running && rig.Feeds.Count > 0, "all is known");

        rig.Miners[0].Fault = rig.Miners[1].Fault = new(DeviceFaultKind.Unreachable, "no");
        await rig.Field.SendAsync(FleetRig.Turn([], [new(new(9), 0, FeedAction.Open, default)]), _cancellation);

        await rig.UntilAsync(() => rig.Condition(0) == MachineCondition.Unpowered && rig.Condition(1) == MachineCondition.Unpowered, "both are cut off");
        rig.Outcomes.ShouldBe([new(new(9), OutcomeKind.Done)]);
        rig.Feeds[^1].Position.ShouldBe(FeedPosition.Open);
        rig.Condition(2).ShouldBe(MachineCondition.Running);
    }

    [Fact]
    public async Task To_open_does_not_wait_for_a_breaker_that_is_being_closed()
    {
        await using var rig = new FleetRig(2, FleetRig.Quick, inFeed: 2);
        rig.Breaker.Position = BreakerPosition.Open;
        rig.Breaker.IsHung = true;
        rig.Field.Start();
        await rig.Field.SendAsync(FleetRig.Turn([], [new(new(8), 0, FeedAction.Close, default)]), _cancellation);
        await rig.Breaker.IsClosing.Task.WaitAsync(TimeSpan.FromSeconds(20), _cancellation);

        await rig.Field.SendAsync(FleetRig.Turn([], [new(new(9), 0, FeedAction.Open, default)]), _cancellation);

        await rig.UntilAsync(() => rig.Outcomes.Count == 2, "both have ended");
        rig.Outcomes.ShouldBe([new(new(8), OutcomeKind.Late), new(new(9), OutcomeKind.Done)]);
    }

    [Fact]
    public async Task To_open_does_not_wait_for_a_breaker_that_tells_its_state_when_it_likes()
    {
        await using var rig = new FleetRig(2, FleetRig.Quick, inFeed: 2);
        rig.Breaker.IsMute = true;
        rig.Field.Start();
        await rig.Breaker.IsAsked.Task.WaitAsync(TimeSpan.FromSeconds(20), _cancellation);

        await rig.Field.SendAsync(FleetRig.Turn([], [new(new(8), 0, FeedAction.Open, default)]), _cancellation);

        await rig.UntilAsync(() => rig.Outcomes.Count == 1, "it is opened");
        rig.Outcomes.ShouldBe([new(new(8), OutcomeKind.Done)]);
        rig.Feeds[^1].Position.ShouldBe(FeedPosition.Open);
    }

    [Fact]
    public async Task A_watchdog_is_fed_only_while_the_desk_says_so()
    {
        await using var rig = new FleetRig(2, FleetRig.Quick, inFeed: 2);
        rig.Field.Start();
        await rig.UntilAsync(() => rig.Feeds.Count > 0, "the feed is known");
        rig.Breaker.Fed.ShouldBe(0);

        await rig.Field.SendAsync(FleetRig.Turn([], []) with { FeedsWatchdogs = true }, _cancellation);
        await rig.UntilAsync(() => rig.Breaker.Fed > 0, "it is fed");

        // Three pass periods after the last word it starves, whatever else goes on.
        var last = 0;
        await rig.UntilAsync(
            () =>
            {
                var isStill = rig.Breaker.Fed == last && rig.Field.Health.Exchanges > 100;
                last = rig.Breaker.Fed;
                return isStill;
            },
            "nobody feeds it");
        rig.Breaker.Fed.ShouldBeLessThan(10);
    }

    [Fact]
    public async Task An_order_begins_a_pass_at_once()
    {
        await using var rig = new FleetRig(1, FleetRig.Quick with { Pass = Duration.FromHours(1), Poll = Duration.FromHours(1) });
        var order = new Order(new("o"), OrderKind.Stop, OrderRank.EmergencyStop, null, null, null, null, null, null, "test", "me");

        var pass = rig.Field.ObserveAsync(Instant.MaxValue, _cancellation).AsTask();
        rig.Field.Give(order);

        var frame = await pass.WaitAsync(TimeSpan.FromSeconds(10), _cancellation);
        frame.Orders.ShouldBe([order]);
    }

    [Fact]
    public async Task The_last_frame_of_an_interval_is_of_its_end()
    {
        await using var rig = new FleetRig(1, FleetRig.Quick with { Pass = Duration.FromHours(1) });
        var until = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) + Duration.FromMilliseconds(80);

        var frame = await rig.Field.ObserveAsync(until, _cancellation);

        frame.At.ShouldBe(until);
    }
}
