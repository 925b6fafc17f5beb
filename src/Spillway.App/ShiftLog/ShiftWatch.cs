using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using NodaTime;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.Engine.Commands.Control;
using Spillway.Units;

namespace Spillway.App.ShiftLog;

/// <summary>Keeps what hand-overs tell of a shift: orders that came and ended, and the energy. The desk's thread only leaves a note.</summary>
internal sealed class ShiftWatch : IAsyncDisposable
{
    private const int MostEvents = 1000;
    private static readonly Duration _saveEvery = Duration.FromMinutes(1);

    private readonly DeskRoom _room;
    private readonly ShiftLogDesk _log;
    private readonly ShiftStore _store;
    private readonly Channel<ShiftEvent> _events = Channel.CreateBounded<ShiftEvent>(new BoundedChannelOptions(MostEvents) { SingleReader = true });
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;
    private int _lost;
    private bool _isAiling;

    public ShiftWatch(DeskRoom room, ShiftLogDesk log, DeskStore store)
    {
        (_room, _log, _store) = (room, log, new(store));
        room.View.Watch.Tell(Passed);
        _work = Task.Run(WorkAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _end.Dispose();
    }

    // On the desk's own thread.
    private void Passed(FieldFrame frame, ControlTurn turn)
    {
        foreach (var answer in turn.Answers)
        {
            if (answer.IsAccepted && answer.Verdict != OrderVerdict.Known && frame.Orders.FirstOrDefault(one => one.Id == answer.Order) is { } order)
            {
                Take(new(turn.At, order.Id.Text, false, OrderWords.Of(order.Kind), order.Source, order.Power?.Value, order.Reason));
            }
        }

        foreach (var ending in turn.Endings)
        {
            Take(new(turn.At, ending.Order.Text, true, "", "", null, ""));
        }
    }

    private void Take(ShiftEvent one)
    {
        if (!_events.Writer.TryWrite(one))
        {
            Interlocked.Increment(ref _lost);
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            (Instant At, Megawatts Power)? last = null;
            var (energy, shift) = (ShiftEnergy.None, "");
            var savedAt = Instant.MinValue;
            await foreach (var frame in _room.Board.WatchAsync(_end.Token).ConfigureAwait(false))
            {
                var (at, running) = (frame.State.At, _log.Schedule.At(frame.State.At, _room.View.Site.TimeZone).Key);
                if (running != shift)
                {
                    Save(shift, energy, []);
                    shift = "";
                    if (Kept(running) is not { } kept)
                    {
                        // What is kept of this shift must not be written over by a count that begins anew: it is read again with the next frame.
                        last = null;
                        continue;
                    }

                    (energy, shift) = (kept, running);
                }

                energy = last is { } before ? energy.Plus(before, (at, frame.Power)) : energy;
                last = (at, frame.Power);
                var events = Waiting();
                if (events.Count > 0 || at - savedAt >= _saveEvery || at < savedAt)
                {
                    Save(shift, energy, events);
                    savedAt = at;
                }
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Ended in order.
        }
    }

    private List<ShiftEvent> Waiting()
    {
        var events = new List<ShiftEvent>();
        while (_events.Reader.TryRead(out var one))
        {
            events.Add(one);
        }

        if (Interlocked.Exchange(ref _lost, 0) is var lost and > 0)
        {
            _room.Say($"The shift log's list of orders lacks {lost}: more came at once than {MostEvents}. The journal has them all.");
        }

        return events;
    }

    private ShiftEnergy? Kept(string shift)
    {
        try
        {
            var kept = _store.Energy(shift);
            _isAiling = false;
            return kept;
        }
        catch (SqliteException fault)
        {
            // Once: it is tried again with every frame.
            if (!_isAiling)
            {
                _room.Say($"What hand-overs tell cannot be read: {fault.Message}. The journal has the orders.");
            }

            _isAiling = true;
            return null;
        }
    }

    private void Save(string shift, ShiftEnergy energy, List<ShiftEvent> events)
    {
        try
        {
            if (shift.Length > 0)
            {
                _store.Save((shift, energy), events);
            }
        }
        catch (SqliteException fault)
        {
            _room.Say($"What hand-overs tell cannot be kept: {fault.Message}. The journal has the orders.");
        }
    }
}
