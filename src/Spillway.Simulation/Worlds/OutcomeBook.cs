using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Units;

namespace Spillway.Simulation.Worlds;

/// <summary>Keeps account that each command has exactly one outcome, and that nothing is told twice in one pass.</summary>
public sealed class OutcomeBook
{
    // A command is given, waits as long as the rules let it, and is closed in the pass after; so much more is never needed.
    private static readonly Duration _grace = Duration.FromSeconds(30);

    private readonly Dictionary<CommandId, Instant> _open = [];
    private readonly PriorityQueue<CommandId, Instant> _byAge = new();
    private readonly HashSet<int> _told = [];

    /// <summary>How many commands were given.</summary>
    public long Given { get; private set; }

    /// <summary>Takes one pass.</summary>
    /// <param name="at">The true instant.</param>
    /// <param name="frame">What became known.</param>
    /// <param name="turn">What was decided.</param>
    /// <param name="strays">Outcomes of the frame that the desk itself says belong to no waiting command.</param>
    /// <param name="within">How long a command may wait for its outcome.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? Take(Instant at, FieldFrame frame, ControlTurn turn, IReadOnlyCollection<CommandId> strays, Duration within)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(strays);
        foreach (var outcome in frame.Outcomes)
        {
            var isKnownStray = strays.Contains(outcome.Command);
            if (!_open.Remove(outcome.Command) && !isKnownStray)
            {
                return $"command {outcome.Command} got a second outcome, {outcome.Kind}";
            }
        }

        foreach (var outcome in turn.Unanswered)
        {
            if (!_open.Remove(outcome.Command))
            {
                return $"command {outcome.Command} was closed as {outcome.Kind} although it has an outcome";
            }
        }

        if ((Twice("machine", turn.Machines.Select(one => one.Machine)) ?? Twice("feed", turn.Feeds.Select(one => one.Feed))) is { } twice)
        {
            return twice;
        }

        foreach (var command in turn.Machines.Select(one => one.Id).Concat(turn.Feeds.Select(one => one.Id)))
        {
            if (!_open.TryAdd(command, at))
            {
                return $"the number {command} was given twice";
            }

            Given++;
            _byAge.Enqueue(command, at);
        }

        return Overdue(at - within - _grace);
    }

    // Of two commands in one pass the second undoes the first, and nobody knows which of them arrives last.
    private string? Twice(string what, IEnumerable<int> told)
    {
        _told.Clear();
        foreach (var number in told)
        {
            if (!_told.Add(number))
            {
                return FormattableString.Invariant($"{what} {number} was told twice in one pass");
            }
        }

        return null;
    }

    private string? Overdue(Instant before)
    {
        while (_byAge.TryPeek(out var command, out var given) && given < before)
        {
            _byAge.Dequeue();
            if (_open.ContainsKey(command))
            {
                return $"command {command}, given at {given}, has no outcome";
            }
        }

        return null;
    }
}
