using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>The commands that wait for their outcome, found by number.</summary>
internal sealed class PendingCommands
{
    private const int AttemptsInBoot = 1;

    // What the controllers of all families need at most until they answer.
    private static readonly Duration _bootTime = Duration.FromMinutes(2);

    private readonly Plant _plant;
    private readonly MachineState[] _machines;
    private readonly FeedState[] _feeds;
    private readonly List<OvertakenCommand> _overtaken;
    private readonly Dictionary<CommandId, int> _ofMachine = [];
    private readonly Dictionary<CommandId, int> _ofFeed = [];

    public PendingCommands(Plant plant, MachineState[] machines, FeedState[] feeds, List<OvertakenCommand> overtaken)
    {
        _plant = plant;
        _overtaken = overtaken;
        _machines = machines;
        _feeds = feeds;
        for (var index = 0; index < machines.Length; index++)
        {
            if (machines[index].Pending != CommandId.None)
            {
                _ofMachine.Add(machines[index].Pending, index);
            }
        }

        for (var index = 0; index < feeds.Length; index++)
        {
            if (feeds[index].Pending != CommandId.None)
            {
                _ofFeed.Add(feeds[index].Pending, index);
            }
        }
    }

    /// <summary>Gives a command its one outcome; false where it does not wait for one. A machine that took its command has its
    /// time to follow from now on: among thousands of commands one may have waited long for its turn.</summary>
    public bool End(CommandOutcome outcome, Instant now)
    {
        if (_ofMachine.Remove(outcome.Command, out var machine))
        {
            var hasFailed = outcome.Kind is OutcomeKind.Refused or OutcomeKind.Unreachable;
            var isTaken = outcome.Kind is OutcomeKind.Done or OutcomeKind.Late;
            var told = _machines[machine];
            _machines[machine] = told with
            {
                Pending = CommandId.None,
                HasFailed = hasFailed,
                ToldAt = isTaken ? now : told.ToldAt,
                Attempts = outcome.Kind == OutcomeKind.Unreachable && IsBooting(machine, now) ? Math.Min(told.Attempts, AttemptsInBoot) : told.Attempts,
            };
            return true;
        }

        if (_ofFeed.Remove(outcome.Command, out var feed))
        {
            _feeds[feed] = _feeds[feed] with { Pending = CommandId.None };
            return true;
        }

        return _overtaken.RemoveAll(one => one.Command == outcome.Command) > 0;
    }

    // A controller that has just got its power answers nothing yet: that is no failure of the machine.
    private bool IsBooting(int machine, Instant now) =>
        _plant.FeedOfMachine[machine] is >= 0 and var feed && _feeds[feed].IsClosed && now < _feeds[feed].Since + _bootTime;
}
