using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.Devices.Fleet;

/// <summary>What became known since the last control pass, until the next one takes it. Any thread.</summary>
/// <param name="clock">The clock.</param>
/// <param name="pass">The time between two passes while nothing happens.</param>
internal sealed class FieldNews(TimeProvider clock, Duration pass)
{
    /// <summary>The most machines told in one frame; the others wait for the next, which follows at once.</summary>
    public const int MostMachinesAFrame = 5_000;

    /// <summary>Outcomes are gathered for so long: each of a thousand commands needs no pass of its own.</summary>
    private static readonly TimeSpan _gathering = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly Queue<MachineSeat> _machines = [];
    private readonly List<FeedNote> _feeds = [];
    private readonly List<CommandOutcome> _outcomes = [];
    private readonly HashSet<CommandId> _ended = [];
    private readonly List<Order> _orders = [];
    private MeterSample? _meter;
    private Instant? _priceAt;
    private Exception? _fault;
    private long _takenAt = clock.GetTimestamp();
    private TaskCompletionSource _woken = New();

    /// <summary>A machine is otherwise than it was.</summary>
    /// <param name="seat">The machine.</param>
    /// <param name="change">Changes its seat, under the lock.</param>
    public void Machine(MachineSeat seat, Action<MachineSeat> change)
    {
        lock (_gate)
        {
            change(seat);
            if (!seat.IsNews && seat.Sight.DiffersFrom(seat.Group, seat.Told))
            {
                seat.IsNews = true;
                _machines.Enqueue(seat);
            }
        }
    }

    /// <summary>Reads something of the seats, under their lock.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="look">Reads it; must not call back.</param>
    /// <returns>What it read.</returns>
    public T Look<T>(Func<T> look)
    {
        lock (_gate)
        {
            return look();
        }
    }

    /// <summary>A feed changed; the pass is woken.</summary>
    /// <param name="note">How it is now.</param>
    public void Feed(FeedNote note) => Add(() => _feeds.Add(note));

    /// <summary>A command ended; the pass is woken.</summary>
    /// <param name="outcome">How.</param>
    public void Outcome(CommandOutcome outcome) => Add(() =>
    {
        if (!_ended.Remove(outcome.Command))
        {
            _outcomes.Add(outcome);
        }
    });

    /// <summary>Somebody gave an order; the pass is woken at once.</summary>
    /// <param name="order">The order.</param>
    public void Order(Order order) => Add(() => _orders.Add(order));

    /// <summary>Something that must not happen did; the next pass throws it.</summary>
    /// <param name="fault">What.</param>
    public void Fail(Exception fault) => Add(() => _fault ??= fault);

    /// <summary>The meter said something; it waits for the next pass.</summary>
    /// <param name="sample">What.</param>
    public void Meter(MeterSample sample)
    {
        lock (_gate)
        {
            _meter = sample;
        }
    }

    /// <summary>A price was published; it waits for the next pass.</summary>
    /// <param name="at">When.</param>
    public void Price(Instant at)
    {
        lock (_gate)
        {
            _priceAt = at;
        }
    }

    /// <summary>Forgets the outcomes of commands that nobody waits for any more: those that are here, and those still to come.</summary>
    /// <param name="ended">Commands that the desk has given the outcome unknown.</param>
    public void Forget(IReadOnlySet<CommandId> ended)
    {
        lock (_gate)
        {
            foreach (var command in ended)
            {
                if (_outcomes.RemoveAll(outcome => outcome.Command == command) == 0)
                {
                    _ended.Add(command);
                }
            }
        }
    }

    /// <summary>Waits until the next pass is due and takes what became known.</summary>
    /// <param name="until">The frame's instant is never after it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The frame.</returns>
    public async ValueTask<FieldFrame> TakeAsync(Instant until, CancellationToken cancellation)
    {
        while (true)
        {
            Task woken;
            TimeSpan wait;
            lock (_gate)
            {
                if (_fault is { } fault)
                {
                    throw new InvalidOperationException($"A part of the field ended: {fault.Message}", fault);
                }

                wait = Wait(until);
                if (wait <= TimeSpan.Zero)
                {
                    return Taken(until);
                }

                _woken = _woken.Task.IsCompleted ? New() : _woken;
                woken = _woken.Task;
            }

            using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(woken, Task.Delay(wait, clock, timer.Token)).ConfigureAwait(false);
            await timer.CancelAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    // How long until the next pass: never longer than a pass period, whatever the wall clock does.
    private TimeSpan Wait(Instant until)
    {
        var since = clock.GetElapsedTime(_takenAt);
        var left = (until - Now()).ToTimeSpan();
        if (_orders.Count > 0 || left <= TimeSpan.Zero || _machines.Count > MostMachinesAFrame)
        {
            return TimeSpan.Zero;
        }

        var due = (_outcomes.Count > 0 || _feeds.Count > 0 ? _gathering : pass.ToTimeSpan()) - since;
        return due < left ? due : left;
    }

    private FieldFrame Taken(Instant until)
    {
        _takenAt = clock.GetTimestamp();
        var now = Now();
        var frame = new FieldFrame(
            now < until ? now : until, _meter, Machines(), Drained(_feeds), Drained(_outcomes), Drained(_orders), _priceAt, null, false);
        _meter = null;
        _priceAt = null;
        return frame;
    }

    private ImmutableArray<MachineNote> Machines()
    {
        var notes = ImmutableArray.CreateBuilder<MachineNote>(Math.Min(_machines.Count, MostMachinesAFrame));
        while (notes.Count < MostMachinesAFrame && _machines.TryDequeue(out var seat))
        {
            seat.IsNews = false;
            if (seat.Sight.DiffersFrom(seat.Group, seat.Told))
            {
                seat.Told = seat.Sight;
                notes.Add(new(seat.Number, seat.Sight.Condition, seat.Sight.ModeIndex, seat.Sight.Power));
            }
        }

        return notes.DrainToImmutable();
    }

    private static ImmutableArray<T> Drained<T>(List<T> list)
    {
        ImmutableArray<T> all = [.. list];
        list.Clear();
        return all;
    }

    private void Add(Action add)
    {
        lock (_gate)
        {
            add();
            _woken.TrySetResult();
        }
    }

    private Instant Now() => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
