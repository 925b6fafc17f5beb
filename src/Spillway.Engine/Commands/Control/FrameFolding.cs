using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;
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
        var hasJumped = !frame.IsRestart && (passed < Duration.Zero || passed > plant.Rules.Staleness.ClockStep);
        var now = state.Now + (passed < Duration.Zero ? plant.Rules.PassPeriod : passed);
        var isNewInterval = frame.Decision is { } decision && decision.Slot != state.Decision?.Slot;
        var tallies = Tally(plant, state, frame, isNewInterval);
        var machines = state.Machines.ToArray();
        var feeds = state.Feeds.ToArray();
        var strays = Outcomes(machines, feeds, frame.Outcomes);
        var facts = new FieldFolding(plant, machines, feeds, tallies, now);
        foreach (var note in frame.Feeds)
        {
            facts.Fold(note);
        }

        foreach (var note in frame.Machines)
        {
            facts.Fold(note);
        }

        return state with
        {
            At = frame.At,
            Now = now,
            Meter = frame.Meter ?? state.Meter,
            Machines = ImmutableArray.Create(machines),
            Feeds = ImmutableArray.Create(feeds),
            Decision = frame.Decision ?? state.Decision,
            NewestPriceAt = frame.NewestPriceAt ?? state.NewestPriceAt,
            Draws = GroupDraw.Of(plant, machines),
            Tallies = ImmutableArray.Create(tallies),
            Strays = strays,
            JumpedAt = hasJumped ? now : state.JumpedAt,
            RestartedAt = frame.IsRestart ? now : state.RestartedAt,
        };
    }

    private static GroupTally[] Tally(Plant plant, ControlState state, FieldFrame frame, bool isNewInterval)
    {
        var tallies = isNewInterval ? new GroupTally[state.Tallies.Length] : state.Tallies.ToArray();
        var from = isNewInterval ? Instant.Max(state.At, frame.Decision!.Slot.Start) : state.At;
        if (frame.At <= from)
        {
            return tallies;
        }

        var length = new Slot(from, frame.At - from).Minutes;
        for (var index = 0; index < tallies.Length; index++)
        {
            var draw = state.Draws[index];
            tallies[index] = tallies[index].With(draw.Power(plant.Groups[index]), draw, length);
        }

        return tallies;
    }

    private static ImmutableArray<CommandId> Outcomes(
        MachineState[] machines, FeedState[] feeds, ImmutableArray<CommandOutcome> outcomes)
    {
        if (outcomes.IsEmpty)
        {
            return [];
        }

        var strays = ImmutableArray.CreateBuilder<CommandId>();
        var pending = new PendingCommands(machines, feeds);
        foreach (var outcome in outcomes)
        {
            if (!pending.End(outcome))
            {
                strays.Add(outcome.Command);
            }
        }

        return strays.ToImmutable();
    }
}
