using System.Text;
using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.App.Records;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Records;

public sealed class PassCodecTests
{
    private static readonly Instant _at = Instant.FromUtc(2026, 7, 1, 20, 0) + Duration.FromNanoseconds(123_456_700);
    private static readonly Gen<Megawatts> _power = Gen.Int[0, 1_000_000].Select(value => new Megawatts(value / 1000m));
    private static readonly Gen<OrderId> _order = Gen.OneOf(Gen.Const("grid-7"), Gen.Const("night \"shift\""), Gen.Const("负荷")).Select(text => new OrderId(text));
    private static readonly Gen<Cause> _cause = Gen.Select(Gen.Int[1, 10], Gen.Bool, _order).Select((kind, has, order) => new Cause((CauseKind)kind, has ? order : null));

    private static readonly Gen<MachineNote[]> _notes = Gen.Select(Gen.Int[0, 5], Gen.Int[1, 40], Gen.Int[0, 5], Gen.Int[-1, 4000])
        .Select((start, count, condition, watts) => Enumerable.Range(start * 50, count)
            .Select(machine => new MachineNote(machine, (MachineCondition)condition, condition == 1 ? 2 : 0, watts < 0 ? null : new Watts(watts))))
        .Array[0, 4].Select(parts => parts.SelectMany(part => part).ToArray());

    private static readonly Gen<Order> _orders = Gen.Select(_order, Gen.Int[1, 9], Gen.Int[1, 5], _power, Gen.Bool, Gen.Bool).Select((id, kind, rank, power, has, other) => new Order(
        id, (OrderKind)kind, (OrderRank)rank, has ? power : null, has ? new GroupId("hall-a") : null, other ? new FeedId("f-1") : null,
        other ? id : null, has ? Duration.FromSeconds(30) : null, other ? _at : null, "because", "operator"));

    private static readonly Decision _decision = new(
        new(_at, Duration.FromMinutes(5)),
        [new(new("hall-a"), 1, "normal", 12, new(1.25m), new(ReasonCode.PriceBelowValue, new(12.5m), new(66m), null, 3, _at))],
        new Hashprice(55m));

    private static readonly Gen<FieldFrame> _frame = Gen.Select(_notes, _orders.Array[0, 2], _power, Gen.Bool, Gen.Int[0, 3]).Select((notes, orders, power, has, outcomes) => new FieldFrame(
        _at,
        has ? new MeterSample(_at, power) : null,
        [.. notes],
        has ? [new FeedNote(0, FeedPosition.Closed, false), new FeedNote(1, FeedPosition.Tripped, true)] : [],
        [.. Enumerable.Range(7, outcomes).Select(id => new CommandOutcome(new(id), OutcomeKind.Done))],
        [.. orders],
        has ? _at : null,
        has ? _decision : null,
        has));

    private static readonly Gen<ControlTurn> _turn = Gen.Select(
        Gen.Select(_power, _order, _cause.Array[1, 4], Gen.Bool),
        Gen.Select(_cause, Gen.Int[0, 60], Gen.Int[1, 4])).Select((outer, inner) => new ControlTurn(
            _at,
            new(Megawatts.Zero, outer.Item1, null, outer.Item4 ? outer.Item2 : null),
            outer.Item1,
            [.. outer.Item3.Select((cause, index) => new GroupWanted(1, index, index + 3, cause))],
            [.. Enumerable.Range(0, inner.Item2).Select(index => new MachineCommand(new(100 + index), 7 + index, (ControlAction)inner.Item3, index / 20, inner.Item1))],
            outer.Item4 ? [new FeedCommand(new(900), 1, FeedAction.Open, inner.Item1)] : [],
            [new CommandOutcome(new(3), OutcomeKind.Unknown)],
            [new(outer.Item2, OrderVerdict.Accepted, outer.Item1, outer.Item1, Duration.FromSeconds(30), outer.Item4 ? new Promise(outer.Item1, Duration.FromMilliseconds(600), ShedPath.Breakers, new(0.9m), Megawatts.Zero, outer.Item1) : null)],
            outer.Item4 ? [new OrderEnding(outer.Item2, null), new OrderEnding(outer.Item2, outer.Item2)] : [],
            [new(AlarmCode.Swing, "dadu-1", true, outer.Item1, null, [1, 2, 3]) { Before = outer.Item4 ? outer.Item1 : null, Within = outer.Item4 ? Duration.FromMilliseconds(4200) : null, More = outer.Item4 ? 17 : 0 }],
            outer.Item4));

    [Fact]
    public void A_pass_reads_back_to_what_was_seen_and_decided() => Gen.Select(_frame, _turn).Sample((frame, turn) =>
    {
        var payload = PassCodec.Write(frame, turn);

        var (seen, decided) = PassCodec.Read(payload);

        PassCodec.Write(seen, decided).ShouldBe(payload);
        seen.Machines.ShouldBe(frame.Machines);
        seen.Feeds.ShouldBe(frame.Feeds);
        seen.Outcomes.ShouldBe(frame.Outcomes);
        seen.Orders.ShouldBe(frame.Orders);
        decided.Machines.ShouldBe(turn.Machines);
        decided.Feeds.ShouldBe(turn.Feeds);
        decided.Wanted.ShouldBe(turn.Wanted);
        decided.Answers.ShouldBe(turn.Answers);
        decided.Endings.ShouldBe(turn.Endings);
        decided.FeedsWatchdogs.ShouldBe(turn.FeedsWatchdogs);
    });

    [Fact]
    public void Twelve_thousand_machines_that_fall_asleep_together_are_few_bytes()
    {
        var frame = FieldFrame.Empty(_at) with { Machines = [.. Enumerable.Range(0, 12_000).Select(machine => new MachineNote(machine, MachineCondition.Asleep, 0, new Watts(25m)))] };
        var turn = new ControlTurn(_at, default, Megawatts.Zero, [], [.. Enumerable.Range(0, 12_000).Select(index => new MachineCommand(new(1 + index), index, ControlAction.Sleep, 0, new(CauseKind.Stop, new("s"))))], [], [], [], [], [], true);

        PassCodec.Write(frame, turn).Length.ShouldBeLessThan(300);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"at_utc\":\"2026-07-01T20:00:00Z\",\"machines\":[[0,99999999999,1,1,1]]}")]
    [InlineData("{\"at_utc\":\"2026-07-01T20:00:00Z\",\"machines\":[[0,1]]}")]
    [InlineData("{\"at_utc\":\"2026-07-01T20:00:00Z\",\"floor_mw\":0,\"ceiling_mw\":1,\"expected_mw\":1,\"wanted\":[[1,1,1,1,1,5]]}")]
    public void A_payload_of_another_shape_is_refused(string payload) =>
        Should.Throw<RefusedException>(() => PassCodec.Read(Encoding.UTF8.GetBytes(payload))).Code.ShouldBe(RecordErrors.Unreadable);
}
