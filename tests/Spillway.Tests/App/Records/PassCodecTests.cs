using NodaTime;
using Shouldly;
using Spillway.App.Records;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Tests.Engine;
using Spillway.Tests.Engine.Control;
using Xunit;

namespace Spillway.Tests.App.Records;

/// <summary>What a pass saw and decided reads back the same: a state folded from records is the state in memory.</summary>
public sealed class PassCodecTests
{
    private static readonly Plant _plant = Plants.Of(Halls.Site(50m, Halls.Hall("hall-a", 30, 70m), Halls.Hall("hall-b", 20, 90m)), Plants.Plain, machinesPerFeed: 0);

    [Fact]
    public void A_state_folded_from_records_is_the_state_in_memory()
    {
        var fleet = new TinyFleet(_plant, Halls.Slot().Start);
        var state = ControlState.Before(_plant, Halls.Slot().Start);
        var folded = state;
        for (var second = 0; second < 60; second++)
        {
            fleet.Advance(Duration.FromSeconds(1));
            var frame = fleet.Observe(second == 0 ? Everything() : null, [.. Orders(second)]);
            var turn = ControlStep.Decide(_plant, state, frame);

            var kept = PassCodec.Write(frame, turn);
            var (readFrame, readTurn) = PassCodec.Read(kept);

            state = state.Apply(_plant, frame, turn);
            folded = folded.Apply(_plant, readFrame, readTurn);
            folded.Digest().ShouldBe(state.Digest(), $"after second {second}");
            PassCodec.Write(readFrame, readTurn).ShouldBe(kept);
            if (second % 10 == 0)
            {
                folded = CheckpointCodec.Read(CheckpointCodec.Write(folded));
                folded.Digest().ShouldBe(state.Digest(), $"through a checkpoint after second {second}");
            }

            fleet.Take(turn);
        }

        state.LastCommand.Number.ShouldBeGreaterThan(0);
        state.Orders.ShouldNotBeEmpty();
    }

    [Fact]
    public void What_is_no_pass_is_refused() =>
        Should.Throw<RefusedException>(() => PassCodec.Read("{\"frame\":7}"u8.ToArray())).Code.ShouldBe(RecordErrors.Unreadable);

    private static Order[] Orders(int second) => second switch
    {
        5 => [Plants.Ceiling(10m, 10), Plants.Hold(_plant.Groups[1].Load.Id.Text, isOn: true)],
        25 => [Plants.Release("ceiling-10")],
        30 => [Plants.LockGroup(_plant.Groups[0].Load.Id.Text)],
        40 => [Plants.Stop()],
        _ => [],
    };

    private static Decision Everything() => new(
        new Slot(Halls.Slot().Start, Duration.FromMinutes(15)),
        [.. _plant.Groups.Select(group => new GroupCommand(
            group.Load.Id, group.Load.NormalModeIndex, "normal", group.Load.Machines,
            group.Load.Power(group.Load.NormalModeIndex, group.Load.Machines),
            new(ReasonCode.PriceBelowValue, new(30.5m), new(70m))))],
        new(55m));
}
