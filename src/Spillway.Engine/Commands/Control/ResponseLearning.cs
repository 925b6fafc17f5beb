using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Engine.Commands.Control;

/// <summary>Measures how fast groups follow a fall that was not held back by ramps, and learns from it. What a ramp, the largest step
/// or a floor spreads over several passes shows how fast the site may come down, not how fast its machines do.</summary>
internal static class ResponseLearning
{
    /// <summary>Events measured once more; those that are over are learnt from.</summary>
    public static ControlState Measured(Plant plant, ControlState observed)
    {
        if (observed.Events.All(static one => one is null))
        {
            return observed;
        }

        var events = observed.Events.ToBuilder();
        var responses = observed.Responses.ToBuilder();
        for (var group = 0; group < events.Count; group++)
        {
            events[group] = events[group]?.Measure(observed.Now, observed.Draws[group].PowerW);
            if (events[group] is { IsOver: true } over)
            {
                responses[group] = over.Learn(responses[group], plant.Groups[group].Abilities.SleepWithin, observed.Now);
                events[group] = null;
            }
        }

        return observed with { Events = events.MoveToImmutable(), Responses = responses.MoveToImmutable() };
    }

    /// <summary>Events that a turn begins, widens or ends.</summary>
    public static ControlState Begun(Plant plant, ControlState observed, ControlTurn turn)
    {
        if (turn.Machines.IsEmpty)
        {
            return observed;
        }

        var (fallsW, hasStarts) = Commanded(plant, observed, turn);
        var events = observed.Events.ToBuilder();
        var responses = observed.Responses.ToBuilder();
        for (var group = 0; group < events.Count; group++)
        {
            if (hasStarts[group] && events[group] is { } ended)
            {
                responses[group] = ended.Learn(responses[group], plant.Groups[group].Abilities.SleepWithin, observed.Now);
                events[group] = null;
            }
            else if (fallsW[group] > 0)
            {
                events[group] = IsHeldBack(turn.Wanted[group]) ? null
                    : events[group] is { } running ? running with { OrderedW = running.OrderedW + fallsW[group] }
                    : IsComingDown(plant, observed, group) ? null
                    : new(observed.Now, observed.Draws[group].PowerW, fallsW[group], 0, []);
            }
        }

        return observed with { Events = events.MoveToImmutable(), Responses = responses.MoveToImmutable() };
    }

    private static bool IsHeldBack(GroupWanted wanted) => wanted.Machines > wanted.Target;

    // What others take off that were told before would be taken for the fall of those told now.
    private static bool IsComingDown(Plant plant, ControlState observed, int group)
    {
        var (ofPlant, isDown) = (plant.Groups[group], false);
        for (var number = ofPlant.FirstMachine; number < ofPlant.EndMachine && !isDown; number++)
        {
            ref readonly var machine = ref observed.Machines.ItemRef(number);
            isDown = machine.Told is not null && machine.ToldMode == LoadGroup.OffIndex && !machine.Follows
                && machine.Condition is MachineCondition.Running or MachineCondition.Starting
                && !machine.IsMarked(ofPlant, plant.Rules, observed.Now);
        }

        return isDown;
    }

    private static (long[] FallsW, bool[] HasStarts) Commanded(Plant plant, ControlState observed, ControlTurn turn)
    {
        var nameplates = new Nameplate?[plant.Groups.Length];
        var falls = new long[plant.Groups.Length];
        var starts = new bool[plant.Groups.Length];
        foreach (var command in turn.Machines)
        {
            var group = plant.GroupOfMachine[command.Machine];
            var machine = observed.Machines[command.Machine];
            var isFirst = machine.Told is null || machine.ToldMode != command.ModeIndex;
            starts[group] |= isFirst && command.ModeIndex != LoadGroup.OffIndex;
            if (isFirst && command.Action == ControlAction.Sleep && command.Because.Kind is CauseKind.Ceiling or CauseKind.Stop)
            {
                var nameplate = nameplates[group] ??= new(plant.Groups[group]);
                falls[group] += Math.Max(0, nameplate.DrawnW(in machine) - nameplate.SleepW);
            }
        }

        return (falls, starts);
    }
}
