using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Puts what a frame tells into the state: facts only, no choice.</summary>
internal static class FrameFolding
{
    public static ControlState Of(Plant plant, ControlState state, FieldFrame frame)
    {
        var passed = frame.At - state.At;

        // A desk may get ready for long before its first pass: only between two passes does time tell of the clock.
        var hasJumped = !frame.IsRestart && !state.Wanted.IsEmpty && (passed < Duration.Zero || passed > plant.Rules.Staleness.ClockStep);
        var now = state.Now + (passed < Duration.Zero ? plant.Rules.PassPeriod : passed);
        var isNewInterval = frame.Decision is { } decision && decision.Slot != state.Decision?.Slot;
        var tallies = Tally(state, frame, isNewInterval);
        var touchesMachines = frame.IsRestart || !frame.Machines.IsEmpty || !frame.Outcomes.IsEmpty || !frame.Feeds.IsEmpty;
        var machines = Writable.Of(state.Machines, touchesMachines);
        var feeds = Writable.Of(state.Feeds, touchesMachines);
        if (frame.IsRestart)
        {
            Forget(machines);
        }

        var overtaken = state.Overtaken.ToList();
        var strays = frame.Outcomes.IsEmpty ? [] : Outcomes(new(plant, machines, feeds, overtaken), frame.Outcomes, now);
        var facts = new FieldFolding(plant, machines, feeds, tallies, now);
        foreach (var note in frame.Feeds)
        {
            facts.Fold(note);
        }

        foreach (var note in frame.Machines)
        {
            facts.Fold(note);
        }

        var draws = GroupDraw.Of(plant, machines, now);
        var observed = state with
        {
            At = frame.At,
            Now = now,
            Meter = frame.Meter ?? state.Meter,
            Machines = Writable.Done(machines),
            Feeds = Writable.Done(feeds),
            Decision = frame.Decision ?? state.Decision,
            NewestPriceAt = frame.NewestPriceAt ?? state.NewestPriceAt,
            ListensSince = ListensSince(state, now),
            Draws = draws,
            Tallies = Writable.Done(tallies),
            Strays = strays,
            Overtaken = [.. overtaken],
            Trace = Traced(plant, state, new(now, state.Expected, frame.Meter?.Power)),
            Ramp = state.Ramp.After(plant, now - state.Now, WaitingFeed.Power(plant, state)),
            IsSettled = draws.All(static draw => draw.InMotion == 0),
            JumpedAt = hasJumped ? now : state.JumpedAt,
            RestartedAt = frame.IsRestart ? now : state.RestartedAt,
        };
        return ResponseLearning.Measured(plant, MeterGap.Learnt(plant, CeilingWatch.Watched(plant, observed, frame.Meter), frame.Meter));
    }

    // A desk may learn for minutes before its first pass, and hears nothing meanwhile.
    private static Instant? ListensSince(ControlState state, Instant now) =>
        state.ListensSince is not null && state.Wanted.IsEmpty ? now : state.ListensSince;

    private static GroupTally[] Tally(ControlState state, FieldFrame frame, bool isNewInterval)
    {
        var tallies = isNewInterval ? new GroupTally[state.Tallies.Length] : state.Tallies.ToArray();
        var from = isNewInterval ? Instant.Max(state.At, frame.Decision!.Slot.Start) : state.At;
        if (frame.At <= from)
        {
            return tallies;
        }

        for (var index = 0; index < tallies.Length; index++)
        {
            tallies[index] = tallies[index].With(state.Draws[index], frame.At - from);
        }

        return tallies;
    }

    private static ImmutableArray<CommandId> Outcomes(PendingCommands pending, ImmutableArray<CommandOutcome> outcomes, Instant now)
    {
        var strays = ImmutableArray.CreateBuilder<CommandId>();
        foreach (var outcome in outcomes)
        {
            if (!pending.End(outcome, now))
            {
                strays.Add(outcome.Command);
            }
        }

        return strays.ToImmutable();
    }

    // A desk that starts again has to hear every machine anew; what it drew last is the best guess until then. What it had told when it ended
    // may never have been sent: that was no attempt of the machine's, and one that is heard not to do it is told at once, not when a start
    // that nobody ordered would have been over.
    private static void Forget(MachineState[] machines)
    {
        for (var number = 0; number < machines.Length; number++)
        {
            ref var machine = ref machines[number];
            var isUnsent = machine.Pending != CommandId.None;
            machine = machine with
            {
                Condition = MachineCondition.Unknown,
                PowerW = machine.LastSaidW,
                Attempts = isUnsent && machine.Attempts > 0 ? machine.Attempts - 1 : machine.Attempts,
                IsUnsent = machine.IsUnsent || isUnsent,
            };
        }
    }

    private static ImmutableArray<PowerTrace> Traced(Plant plant, ControlState state, PowerTrace next)
    {
        var step = plant.Rules.LargestStep?.Within ?? plant.Rules.SwingAlarm?.Within ?? Duration.Zero;
        var swing = plant.Rules.SwingAlarm?.Within ?? step;
        return PowerTrace.With(state.Trace, next, Duration.Min(step, swing), Duration.Max(step, swing));
    }
}
