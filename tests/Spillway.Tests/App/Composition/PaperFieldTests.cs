using System.Collections.Immutable;
using NodaTime;
using Shouldly;
using Spillway.App.Composition;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Tests.Devices.Fleet;
using Spillway.Tests.Engine;
using Spillway.Tests.Engine.Control;
using Spillway.Units;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Spillway.Tests.App.Composition;

/// <summary>A paper desk's orders are done on paper: nothing reaches the field, and the desk sees them followed.</summary>
public sealed class PaperFieldTests
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private static readonly Plant _plant = Plants.Of(Halls.Site(50m, Halls.Hall("hall-a", 10, 70m)), Plants.Plain, machinesPerFeed: 0);

    [Fact]
    public async Task A_command_is_done_on_paper_and_never_sent()
    {
        var time = new FakeTimeProvider(Halls.Slot().Start.ToDateTimeOffset());
        var real = new SeenField(time);
        var paper = new PaperField(real, _plant, time);
        await paper.ObserveAsync(Instant.MaxValue, _cancellation);

        await paper.SendAsync(FleetRig.Turn([FleetRig.Sleep(1, 3, CauseKind.Economics)], []), _cancellation);
        var soon = await paper.ObserveAsync(Instant.MaxValue, _cancellation);
        time.Advance(TimeSpan.FromSeconds(6));
        var later = await paper.ObserveAsync(Instant.MaxValue, _cancellation);

        real.Sent.ShouldBe(0);
        soon.Outcomes.ShouldBe([new(new(1), OutcomeKind.Done)]);
        soon.Meter!.Value.Power.ShouldBe(new Megawatts(10m));
        later.Machines.ShouldContain(note => note.Machine == 3 && note.Condition == MachineCondition.Asleep);
        later.Outcomes.ShouldBeEmpty();
        later.Meter!.Value.Power.ShouldBe(new Megawatts(10m) - _plant.Groups[0].Load.PowerPerMachine(1) + _plant.Groups[0].Load.PowerPerMachine(0));
    }

    [Fact]
    public async Task What_a_machine_really_does_after_it_was_told_on_paper_is_not_told()
    {
        var time = new FakeTimeProvider(Halls.Slot().Start.ToDateTimeOffset());
        var real = new SeenField(time);
        var paper = new PaperField(real, _plant, time);
        await paper.SendAsync(FleetRig.Turn([FleetRig.Sleep(1, 3, CauseKind.Economics)], []), _cancellation);

        var frame = await paper.ObserveAsync(Instant.MaxValue, _cancellation);

        frame.Machines.ShouldNotContain(note => note.Machine == 3);
        frame.Machines.Length.ShouldBe(9);
    }

    private sealed class SeenField(TimeProvider time) : IField
    {
        public int Sent { get; private set; }

        public ValueTask<FieldFrame> ObserveAsync(Instant until, CancellationToken cancellation)
        {
            var now = Instant.FromDateTimeOffset(time.GetUtcNow());
            var normal = _plant.Groups[0].Load.Modes[1].Power;
            ImmutableArray<MachineNote> notes = [.. Enumerable.Range(0, 10).Select(machine => new MachineNote(machine, MachineCondition.Running, 1, normal))];
            return new(FieldFrame.Empty(now) with { Machines = notes, Meter = new(now, new(10m)) });
        }

        public ValueTask SendAsync(ControlTurn turn, CancellationToken cancellation)
        {
            Sent += turn.Machines.Length + turn.Feeds.Length;
            return ValueTask.CompletedTask;
        }

        public ValueTask IdleAsync(bool feedsWatchdogs, CancellationToken cancellation) => ValueTask.CompletedTask;
    }
}
