using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Puts what a turn decided into the state that the frame left.</summary>
internal static class TurnFolding
{
    public static ControlState Of(ControlState observed, FieldFrame frame, ControlTurn turn)
    {
        var machines = observed.Machines.ToArray();
        var feeds = observed.Feeds.ToArray();
        if (!turn.Unanswered.IsEmpty)
        {
            var pending = new PendingCommands(machines, feeds);
            foreach (var outcome in turn.Unanswered)
            {
                Invariant.Holds(pending.End(outcome));
            }
        }

        var last = observed.LastCommand;
        foreach (var command in turn.Machines)
        {
            machines[command.Machine] = Told(machines[command.Machine], command, observed);
            last = new(Math.Max(last.Number, command.Id.Number));
        }

        foreach (var command in turn.Feeds)
        {
            var feed = feeds[command.Feed];
            Invariant.Holds(feed.Pending == CommandId.None);
            feeds[command.Feed] = feed with
            {
                Told = command.Action,
                ToldAt = observed.Now,
                Pending = command.Id,
                Attempts = feed.Told == command.Action ? feed.Attempts + 1 : 1,
            };
            last = new(Math.Max(last.Number, command.Id.Number));
        }

        return observed with
        {
            LastCommand = last,
            Machines = ImmutableArray.Create(machines),
            Feeds = ImmutableArray.Create(feeds),
            Orders = OrderBook.After(observed, frame, turn),
            Alarms = AlarmBook.After(observed.Alarms, turn.Alarms),
            Wanted = turn.Wanted,
            Bounds = turn.Bounds,
            Expected = turn.Expected,
        };
    }

    private static MachineState Told(MachineState machine, MachineCommand command, ControlState observed)
    {
        Invariant.Holds(machine.Pending == CommandId.None);
        var isSame = machine.Told is not null && machine.ToldMode == command.ModeIndex;
        return machine with
        {
            Told = command.Action,
            ToldMode = command.ModeIndex,
            ToldAt = observed.Now,
            Pending = command.Id,
            Attempts = isSame ? machine.Attempts + 1 : 1,
            HasFailed = false,
        };
    }
}
