using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Bench;

/// <summary>A control pass and a rebuild of the shed ladder at 60 to 100,000 machines on one thread. The reference is the pass
/// at 1,000 machines: a ratio of 1 is a cost that grows with the machines and no faster.</summary>
internal static class ControlBench
{
    private const int Runs = 9;
    private const int WarmUpMs = 1_500;
    private const int PassesTimed = 10;
    private const int MachinesPerFeed = 50;
    private static readonly Instant _start = Instant.FromUtc(2024, 1, 1, 0, 0);

    public static int Run()
    {
        Timing.Machine();
        Timing.Line($"all times are of the processor, the collector's included, so that what else runs does not count");
        var perMachine = new Dictionary<int, double>();
        foreach (var machines in new[] { 60, 100, 1_000, 10_000, 100_000 })
        {
            perMachine[machines] = Measure(machines) / machines;
        }

        var reference = perMachine[1_000] * 1_000_000;
        var ours = perMachine[100_000] * 1_000_000;
        Timing.Line($"reference: a pass of 1,000 machines, {reference:0.0} ns a machine (median of {Runs})");
        Timing.Line($"spillway: a pass of 100,000 machines in 300 groups, {ours:0.0} ns a machine (median of {Runs})");
        Timing.Line($"control: ratio={ours / reference:0.00}");
        return 0;
    }

    private static double Measure(int machines)
    {
        var plant = Plant(machines, Math.Max(1, machines * 3 / 1000));
        var first = Heard(plant);
        var settled = Passed(plant, ControlState.Before(plant, _start), first);
        var quiet = Changed(plant, machines / 100, null);
        var shed = Changed(plant, machines / 100, Shed(plant));
        var repeats = Math.Max(1, 200_000 / machines);
        var pass = Time(() => Loop(plant, settled, quiet, PassesTimed), repeats) / PassesTimed;
        var order = Time(() => Loop(plant, settled, shed, 1), repeats);
        var decide = Time(() => ControlStep.Decide(plant, settled, quiet), repeats);
        var ladder = Time(() => ShedLadder.Of(plant, settled).Steps(), repeats);
        var told = ControlStep.Decide(plant, settled, shed).Machines.Length;
        Timing.Line($"{machines,7} machines, {plant.Groups.Length,3} groups, {plant.Feeds.Length,4} feeds: pass {pass:0.000} ms (of it deciding {decide:0.000}), pass with an order that stops {told} machines {order:0.000} ms, ladder {ladder:0.000} ms");
        return pass;
    }

    private static double Time(Action act, int repeats)
    {
        // Long enough that the compiler has made its best code of it.
        for (var warmUp = Stopwatch.StartNew(); warmUp.ElapsedMilliseconds < WarmUpMs;)
        {
            Repeated();
        }

        return Timing.Median([.. Enumerable.Range(0, Runs).Select(_ => Timing.Processor(Repeated))]) / repeats;

        void Repeated()
        {
            for (var repeat = 0; repeat < repeats; repeat++)
            {
                act();
            }
        }
    }

    // Passes as the loop takes them, its edges answering at once; one interval is measured at the end.
    private static void Loop(Plant plant, ControlState state, FieldFrame frame, int passes)
    {
        var edges = new Frames(frame);
        var slot = new Slot(_start, (frame.At - _start) * passes);
        new ControlLoop(plant, state, edges, edges).RunAsync(state.Decision! with { Slot = slot }, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    private static ControlState Passed(Plant plant, ControlState state, FieldFrame frame) =>
        state.Apply(plant, frame, ControlStep.Decide(plant, state, frame));

    /// <summary>A site that is timed: loads of 3,000 W machines behind feeds of fifty.</summary>
    public static Plant Plant(int machines, int groups)
    {
        var loads = Enumerable.Range(0, groups).Select(group => Load(group, (machines * (group + 1) / groups) - (machines * group / groups))).ToImmutableArray();
        var site = new Site(new("bench"), new(new(machines * 0.004m), null, new(machines * 0.001m)), loads, []);
        var abilities = new MachineAbilities(true, [false, true], Duration.FromSeconds(5), Duration.FromSeconds(60), true, WattsGrade.Measured);
        var plants = ImmutableArray.CreateBuilder<PlantGroup>();
        var feeds = ImmutableArray.CreateBuilder<Feed>();
        var next = 0;
        foreach (var load in loads)
        {
            for (var first = 0; first < load.Machines; first += MachinesPerFeed)
            {
                var behind = Math.Min(MachinesPerFeed, load.Machines - first);
                feeds.Add(new(new($"feed-{feeds.Count}"), plants.Count, next + first, behind, Duration.FromMilliseconds(100), true));
            }

            plants.Add(new(load, next, abilities));
            next += load.Machines;
        }

        return new(site, plants.ToImmutable(), feeds.ToImmutable(), ControlRules.Default);
    }

    private static LoadGroup Load(int number, int machines) => new(
        new($"g{number}"), "miner", machines,
        [new("off", new(10m), new(0m)), new("normal", new(3_000m), new(100m))],
        1, new(1.05m), Minutes.Zero, Minutes.Zero, Minutes.Zero, Money.Zero, new EnergyPrice(40m + (number * 7 % 50)), new(0m));

    private static FieldFrame Heard(Plant plant) => FieldFrame.Empty(_start) with
    {
        Machines = [.. Enumerable.Range(0, plant.Machines).Select(number => new MachineNote(number, MachineCondition.Running, 1, new(3_000m)))],
        Feeds = [.. Enumerable.Range(0, plant.Feeds.Length).Select(feed => new FeedNote(feed, FeedPosition.Closed, false))],
        Meter = Metered(plant, _start),
        Decision = new(new Slot(_start, Duration.FromMinutes(15)), [.. plant.Groups.Select(Whole)], null),
    };

    /// <summary>A group running with all its machines.</summary>
    public static GroupCommand Whole(PlantGroup group) => new(
        group.Load.Id, 1, "normal", group.Load.Machines, group.Load.Power(1, group.Load.Machines), new(ReasonCode.AlwaysOn));

    private static FieldFrame Changed(Plant plant, int notes, Order? order)
    {
        var at = _start + Duration.FromSeconds(1);
        return FieldFrame.Empty(at) with
        {
            Machines = [.. Enumerable.Range(0, notes).Select(note => new MachineNote(note * 100, MachineCondition.Running, 1, new(3_010m)))],
            Meter = Metered(plant, at),
            Orders = order is null ? [] : [order],
        };
    }

    private static MeterSample Metered(Plant plant, Instant at) => new(at, new(plant.Machines * 3_000m * 1.05m / 1_000_000m));

    private static Order Shed(Plant plant) => new(
        new("shed"), OrderKind.Ceiling, OrderRank.Protection, new(plant.Machines * 0.001m), null, null, null, Duration.FromSeconds(30), null, "bench", "bench");

    // The same news every second, with a meter that is as fresh.
    private sealed class Frames(FieldFrame frame) : IField, IControlJournal
    {
        private Instant _at = _start;

        public ValueTask<FieldFrame> ObserveAsync(Instant until, CancellationToken cancellation)
        {
            _at += Duration.FromSeconds(1);
            return ValueTask.FromResult(frame with { At = _at, Meter = frame.Meter!.Value with { At = _at } });
        }

        public ValueTask SendAsync(ControlTurn turn, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask IdleAsync(bool feedsWatchdogs, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask<bool> AppendAsync(FieldFrame kept, ControlTurn turn, CancellationToken cancellation) => ValueTask.FromResult(true);
    }
}
