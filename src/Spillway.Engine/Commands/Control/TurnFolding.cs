using System.Collections.Immutable;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Engine.Commands.Control;

/// <summary>Puts what a turn decided into the state that the frame left.</summary>
internal static class TurnFolding
{
    public static ControlState Of(Plant plant, ControlState observed, FieldFrame frame, ControlTurn turn)
    {
        var orders = OrderBook.After(observed, frame, turn);
        var ramp = Spent(plant, observed, orders, turn);
        var learnt = ResponseLearning.Begun(plant, observed, turn);
        var commanded = Commanded(plant, learnt, turn);
        return commanded with
        {
            Orders = orders,
            Alarms = AlarmBook.After(observed.Alarms, turn.Alarms),
            Wanted = turn.Wanted,
            Bounds = turn.Bounds,
            Expected = turn.Expected,
            Ramp = ramp,
            Trace = observed.Trace.IsEmpty ? [] : observed.Trace.SetItem(observed.Trace.Length - 1, observed.Trace[^1] with { Expected = turn.Expected }),
            RaisedAt = IsRise(turn) ? observed.Now : observed.RaisedAt,
            ReleasedAt = OrderBook.EndsRestraint(observed, turn.Endings) ? observed.Now : observed.ReleasedAt,
            Canaries = Canaries(plant, observed, turn),
        };
    }

    private static ControlState Commanded(Plant plant, ControlState observed, ControlTurn turn)
    {
        if (turn.Machines.IsEmpty && turn.Feeds.IsEmpty && turn.Unanswered.IsEmpty)
        {
            return observed;
        }

        var machines = Writable.Of(observed.Machines, isWritten: true);
        var feeds = Writable.Of(observed.Feeds, isWritten: true);
        var overtaken = observed.Overtaken.ToList();
        var pending = turn.Unanswered.IsEmpty ? null : new PendingCommands(plant, machines, feeds, overtaken);
        foreach (var outcome in turn.Unanswered)
        {
            Invariant.Holds(pending!.End(outcome, observed.Now));
        }

        var telling = new Telling(plant, machines, feeds, overtaken, observed.Now);
        foreach (var command in turn.Machines)
        {
            telling.Tell(command);
        }

        foreach (var command in turn.Feeds)
        {
            telling.Tell(command);
        }

        return observed with
        {
            LastCommand = new(observed.LastCommand.Number + turn.Machines.Length + turn.Feeds.Length),
            Machines = Writable.Done(machines),
            Feeds = Writable.Done(feeds),
            Overtaken = [.. overtaken],
        };
    }

    private static RampTokens Spent(Plant plant, ControlState observed, ImmutableArray<ActiveOrder> orders, ControlTurn turn)
    {
        var limits = plant.Site.Limits;
        var isFree = limits.RampUpPerMinute is null && limits.RampDownPerMinute is null;
        if (isFree || (turn.Machines.IsEmpty && turn.Feeds.IsEmpty))
        {
            return observed.Ramp;
        }

        var census = new Census(plant, observed, new LockOuts(plant, orders), Arbitration.TakesOff(orders, observed.RestartedAt));
        var (rise, fall) = PowerOfCommands.Of(census, turn.Machines, turn.Feeds);
        return observed.Ramp.Spend(rise, fall);
    }

    private static bool IsRise(ControlTurn turn) =>
        turn.Machines.Any(static command => command.Action == ControlAction.Wake) || turn.Feeds.Any(static command => command.Action == FeedAction.Close);

    // Some went first; the run is over when the group is where it is wanted.
    private static ImmutableArray<CanaryRun?> Canaries(Plant plant, ControlState observed, ControlTurn turn)
    {
        if (turn.Machines.IsEmpty && observed.Canaries.All(static run => run is null))
        {
            return observed.Canaries;
        }

        var canaries = observed.Canaries.ToBuilder();
        for (var group = 0; group < canaries.Count; group++)
        {
            canaries[group] = turn.Wanted[group].Machines == turn.Wanted[group].Target ? null : canaries[group];
        }

        foreach (var command in turn.Machines)
        {
            if (command.Because.Kind == CauseKind.Canary)
            {
                canaries[plant.GroupOfMachine[command.Machine]] = new(observed.Now, command.Action == ControlAction.Wake);
            }
        }

        return canaries.MoveToImmutable();
    }
}
