using System.Collections.Immutable;
using System.Globalization;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>Gathers what was told to machines and feeds because of one order.</summary>
/// <param name="order">The order.</param>
/// <param name="plant">The plant.</param>
internal sealed class EventCommands(OrderId order, Plant plant)
{
    private readonly Dictionary<string, EventCommand> _bySubject = new(StringComparer.Ordinal);
    private readonly Dictionary<CommandId, string> _waiting = [];

    /// <summary>The machines and feeds, in the order in which they were first told.</summary>
    public ImmutableArray<EventCommand> All =>
        [.. _bySubject.Values.OrderBy(static one => one.FirstNumber).ThenBy(static one => one.IsFeed).ThenBy(static one => one.Last.Number)];

    /// <summary>Takes a pass.</summary>
    /// <param name="number">Its number in the journal.</param>
    /// <param name="frame">What became known.</param>
    /// <param name="turn">What was decided.</param>
    public void Take(long number, FieldFrame frame, ControlTurn turn)
    {
        foreach (var outcome in frame.Outcomes.Concat(turn.Unanswered))
        {
            if (_waiting.Remove(outcome.Command, out var subject) && _bySubject[subject].Last == outcome.Command)
            {
                _bySubject[subject] = _bySubject[subject] with { Outcome = outcome.Kind, OutcomeAt = turn.At, OutcomeNumber = number };
            }
        }

        foreach (var command in turn.Machines)
        {
            if (command.Because.Order == order)
            {
                Told(Name(command.Machine), isFeed: false, command.Id, number, turn);
            }
        }

        foreach (var command in turn.Feeds)
        {
            if (command.Because.Order == order)
            {
                Told(plant.Feeds[command.Feed].Id.Text, isFeed: true, command.Id, number, turn);
            }
        }
    }

    private void Told(string subject, bool isFeed, CommandId command, long number, ControlTurn turn)
    {
        _bySubject[subject] = _bySubject.TryGetValue(subject, out var before)
            ? before with { Told = before.Told + 1, Last = command, Outcome = null, OutcomeAt = null, OutcomeNumber = null }
            : new(subject, isFeed, turn.At, number, 1, command, null, null, null);
        _waiting[command] = subject;
    }

    private string Name(int machine)
    {
        var group = plant.Groups[plant.GroupOfMachine[machine]];
        return string.Create(CultureInfo.InvariantCulture, $"{group.Load.Id}/{machine - group.FirstMachine}");
    }
}
