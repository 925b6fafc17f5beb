using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Units;

namespace Spillway.Devices.Fleet;

/// <summary>Which machine is talked to next: emergencies, then other commands, then questions by when they are due. A machine waits
/// for at most one command and one question, so nothing here grows beyond the fleet. Any thread.</summary>
internal sealed class FleetQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<MachineSeat> _urgent = [];
    private readonly Queue<MachineSeat> _commands = [];
    private readonly Queue<MachineSeat> _questions = [];
    private readonly SemaphoreSlim _anything = new(0);
    private readonly SemaphoreSlim _commanded = new(0);
    private readonly FieldNews _news;

    /// <summary>An empty queue.</summary>
    /// <param name="news">Where the outcome of a command goes that is never sent.</param>
    public FleetQueue(FieldNews news) => _news = news;

    /// <inheritdoc/>
    public void Dispose()
    {
        _anything.Dispose();
        _commanded.Dispose();
    }

    /// <summary>Queues a command; one that still waits for the same machine is overtaken and never sent.</summary>
    /// <param name="seat">The machine.</param>
    /// <param name="command">The command.</param>
    public void Command(MachineSeat seat, MachineCommand command)
    {
        MachineCommand? overtaken;
        lock (_gate)
        {
            overtaken = seat.Waiting;
            seat.Waiting = command;
            if (overtaken is null || IsUrgent(command) != IsUrgent(overtaken.Value))
            {
                (IsUrgent(command) ? _urgent : _commands).Enqueue(seat);
            }
        }

        _anything.Release();
        _commanded.Release();
        if (overtaken is { } old)
        {
            _news.Outcome(new(old.Id, OutcomeKind.Unreachable));
        }
    }

    /// <summary>Queues the questions that are due.</summary>
    /// <param name="seats">All machines.</param>
    /// <param name="now">The time stamp now.</param>
    public void Questions(ImmutableArray<MachineSeat> seats, long now)
    {
        var queued = 0;
        lock (_gate)
        {
            foreach (var seat in seats)
            {
                if (seat.DueAt <= now && !seat.IsQueued && !seat.IsHeld && seat.Miner is not null)
                {
                    seat.IsQueued = true;
                    _questions.Enqueue(seat);
                    queued++;
                }
            }
        }

        if (queued > 0)
        {
            _anything.Release(queued);
        }
    }

    /// <summary>Says when a machine is asked next.</summary>
    /// <param name="seat">The machine.</param>
    /// <param name="at">A time stamp; an earlier one that stands already is replaced.</param>
    public void Due(MachineSeat seat, long at)
    {
        lock (_gate)
        {
            seat.DueAt = at;
        }
    }

    /// <summary>Has a machine asked at once where it would be asked later.</summary>
    /// <param name="seat">The machine.</param>
    /// <param name="now">The time stamp now.</param>
    public void Hasten(MachineSeat seat, long now)
    {
        lock (_gate)
        {
            seat.DueAt = Math.Min(seat.DueAt, now);
        }
    }

    /// <summary>Takes commands out that the desk waits for no longer.</summary>
    /// <param name="seats">All machines.</param>
    /// <param name="ended">Commands that have an outcome already; those that were still waiting are taken out of it.</param>
    public void Drop(ImmutableArray<MachineSeat> seats, HashSet<CommandId> ended)
    {
        lock (_gate)
        {
            foreach (var seat in seats)
            {
                if (seat.Waiting is { } waiting && ended.Remove(waiting.Id))
                {
                    seat.Waiting = null;
                }
            }
        }
    }

    /// <summary>Waits for something to do and holds the machine it is to be done with.</summary>
    /// <param name="isForCommands">Whether only commands are taken.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The machine, and the command; null for a question.</returns>
    public async ValueTask<(MachineSeat Seat, MachineCommand? Command)> TakeAsync(bool isForCommands, CancellationToken cancellation)
    {
        while (true)
        {
            await (isForCommands ? _commanded : _anything).WaitAsync(cancellation).ConfigureAwait(false);
            lock (_gate)
            {
                if (TryTake(isForCommands, out var seat, out var command))
                {
                    return (seat, command);
                }
            }
        }
    }

    /// <summary>Lets a machine go, or goes on with the command that came for it meanwhile.</summary>
    /// <param name="seat">The machine that was held.</param>
    /// <param name="command">The command to go on with.</param>
    /// <returns>Whether there is one; the machine is then still held.</returns>
    public bool GoOn(MachineSeat seat, out MachineCommand command)
    {
        lock (_gate)
        {
            seat.IsHeld = seat.Waiting is not null;
            command = seat.Waiting.GetValueOrDefault();
            seat.Waiting = null;
            return seat.IsHeld;
        }
    }

    private bool TryTake(bool isForCommands, [NotNullWhen(true)] out MachineSeat? seat, out MachineCommand? command)
    {
        while (_urgent.TryDequeue(out seat) || _commands.TryDequeue(out seat))
        {
            // A machine that is held goes on with its command when its worker is done; one overtaken or dropped has none.
            if (!seat.IsHeld && seat.Waiting is not null)
            {
                command = seat.Waiting;
                seat.Waiting = null;
                seat.IsHeld = true;
                return true;
            }
        }

        command = null;
        while (!isForCommands && _questions.TryDequeue(out seat))
        {
            seat.IsQueued = false;
            if (!seat.IsHeld)
            {
                seat.IsHeld = true;
                return true;
            }
        }

        seat = null;
        return false;
    }

    private static bool IsUrgent(MachineCommand command) => command.Because.Kind is CauseKind.Stop or CauseKind.Ceiling;
}
