using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Alarms;

/// <summary>The list of a running desk: it takes what the passes say and what people do, keeps and journals it, and tells whoever watches.
/// The desk's thread only leaves a note. Any thread.</summary>
public sealed class AlarmDesk : IAsyncDisposable
{
    private const int MostNotes = 1000;
    private const string StoreSubject = DeskStore.FileName;
    private const string JournalSubject = "journal";

    private static readonly Actor _itself = new(AlarmChange.DeskName, AlarmChange.DeskName, ActorKind.LocalToken, [], []);
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestSilence = TimeSpan.FromSeconds(15);

    private readonly DeskRoom _room;
    private readonly PeopleJournal _journal;
    private readonly Gate _gate;
    private readonly AlarmStore _store;
    private readonly Channel<AlarmNote> _notes = Channel.CreateBounded<AlarmNote>(new BoundedChannelOptions(MostNotes) { SingleReader = true });
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;
    private readonly ITimer _timer;
    private ImmutableList<Channel<AlarmList>> _watchers = [];
    private ImmutableList<Action<ImmutableArray<AlarmChange>>> _listeners = [];
    private AlarmList _list;
    private int _isBehind = 1;
    private long _passedAt;
    private bool _hasPassed;

    /// <summary>Takes up the list where it was left.</summary>
    /// <param name="room">The desk, not yet running.</param>
    /// <param name="journal">Where it is recorded.</param>
    /// <param name="store">Where it is kept.</param>
    /// <param name="gate">Who may do what.</param>
    public AlarmDesk(DeskRoom room, PeopleJournal journal, DeskStore store, Gate gate)
    {
        ArgumentNullException.ThrowIfNull(room);
        (_room, _journal, _gate) = (room, journal, gate);
        _store = new(store);
        _list = _store.Load();
        room.View.Watch.Tell((_, turn) => Passed(turn));
        _timer = room.Wall.CreateTimer(_ => _notes.Writer.TryWrite(AlarmNote.Beat), null, _beat, _beat);
        _notes.Writer.TryWrite(AlarmNote.Beat);
        _work = Task.Run(WorkAsync);
    }

    /// <summary>The list as it is.</summary>
    public AlarmList Newest => Volatile.Read(ref _list);

    /// <summary>The list, and again whenever it changes; a slow watcher misses some and gets the newest.</summary>
    /// <param name="cancellation">Ends the watching.</param>
    public async IAsyncEnumerable<AlarmList> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<AlarmList>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        channel.Writer.TryWrite(Newest);
        ImmutableInterlocked.Update(ref _watchers, static (all, one) => all.Add(one), channel);
        try
        {
            await foreach (var list in channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return list;
            }
        }
        finally
        {
            ImmutableInterlocked.Update(ref _watchers, static (all, one) => all.Remove(one), channel);
        }
    }

    /// <summary>Has every further change told to a listener, in order.</summary>
    /// <param name="listener">It must be quick and must not throw.</param>
    public void Tell(Action<ImmutableArray<AlarmChange>> listener) => ImmutableInterlocked.Update(ref _listeners, static (all, one) => all.Add(one), listener);

    /// <summary>Raises an alarm of the program itself; one that is about a moment returns at once.</summary>
    /// <param name="code">Which.</param>
    /// <param name="subject">Whom it is about.</param>
    public void Raise(DeskAlarm code, string subject) => Signal(code, subject, isRaised: true);

    /// <summary>Ends an alarm of the program itself.</summary>
    /// <param name="code">Which.</param>
    /// <param name="subject">Whom it is about.</param>
    public void End(DeskAlarm code, string subject) => Signal(code, subject, isRaised: false);

    /// <summary>Somebody knows of alarms.</summary>
    /// <param name="who">Who.</param>
    /// <param name="numbers">Which.</param>
    /// <param name="note">What they say; null for nothing.</param>
    /// <param name="cancellation">Gives up before it is recorded.</param>
    /// <exception cref="RefusedException">Not allowed, not there, or it cannot be recorded.</exception>
    public Task AcknowledgeAsync(Actor who, IReadOnlyCollection<long> numbers, string? note, CancellationToken cancellation) =>
        DoAsync(who, DeskAction.AcknowledgeAlarm, list => AlarmDecisions.Acknowledged(list, numbers, new(who.Name, Now(), note)), cancellation);

    /// <summary>Somebody puts an alarm aside.</summary>
    /// <param name="who">Who.</param>
    /// <param name="number">Which.</param>
    /// <param name="time">For how long.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Gives up before it is recorded.</param>
    /// <exception cref="RefusedException">Not allowed, not there, too long, without a reason, or it cannot be recorded.</exception>
    public Task ShelveAsync(Actor who, long number, Duration time, string reason, CancellationToken cancellation) =>
        DoAsync(who, DeskAction.ShelveAlarm, list => AlarmDecisions.Shelved(list, number, new(who.Name, Now(), Now() + time, reason)), cancellation);

    /// <summary>Somebody takes an alarm back from where it was put aside.</summary>
    /// <param name="who">Who.</param>
    /// <param name="number">Which.</param>
    /// <param name="cancellation">Gives up before it is recorded.</param>
    /// <exception cref="RefusedException">Not allowed, not there, or it cannot be recorded.</exception>
    public Task UnshelveAsync(Actor who, long number, CancellationToken cancellation) =>
        DoAsync(who, DeskAction.ShelveAlarm, list => AlarmDecisions.Unshelved(list, number, new(who.Name, Now(), null)), cancellation);

    /// <summary>Somebody takes a group or a feed out of service.</summary>
    /// <param name="who">Who.</param>
    /// <param name="subject">Which.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Gives up before it is recorded.</param>
    /// <exception cref="RefusedException">Not allowed, no such subject, or it cannot be recorded.</exception>
    public Task TakeOutAsync(Actor who, string subject, string reason, CancellationToken cancellation)
    {
        _gate.Demand(who, DeskAction.ShelveAlarm);
        var plant = _room.View.Plant;
        return plant.Groups.Any(one => one.Load.Id.Text == subject) || plant.Feeds.Any(one => one.Id.Text == subject)
            ? DoAsync(who, DeskAction.ShelveAlarm, list => AlarmDecisions.TakenOut(list, new(subject, who.Name, Now(), reason, false)), cancellation)
            : throw new RefusedException(AlarmErrors.CannotTakeOut, $"subject: '{subject}' is no group or feed of the site.");
    }

    /// <summary>Somebody puts a group or a feed back into service.</summary>
    /// <param name="who">Who.</param>
    /// <param name="subject">Which.</param>
    /// <param name="cancellation">Gives up before it is recorded.</param>
    /// <exception cref="RefusedException">Not allowed, not out of service, or it cannot be recorded.</exception>
    public Task PutBackAsync(Actor who, string subject, CancellationToken cancellation) =>
        DoAsync(who, DeskAction.ShelveAlarm, list => AlarmDecisions.PutBack(list, subject, new(who.Name, Now(), null)), cancellation);

    /// <summary>Lines of the history, newest first.</summary>
    /// <param name="search">Which.</param>
    public ImmutableArray<AlarmHistoryLine> Search(AlarmSearch search) => _store.Search(search);

    /// <summary>How many alarms rise in ten minutes.</summary>
    public AlarmRates Rates()
    {
        var now = Now();
        return AlarmRates.Of(_store.Raised(now - AlarmRates.Reach, now), now);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _end.CancelAsync().ConfigureAwait(false);
        _end.Dispose();
        _one.Dispose();
    }

    private Instant Now() => Instant.FromDateTimeOffset(_room.View.Time.GetUtcNow());

    // On the desk's own thread.
    private void Passed(ControlTurn turn)
    {
        Volatile.Write(ref _passedAt, _room.Wall.GetTimestamp());
        Volatile.Write(ref _hasPassed, true);
        if (!turn.Alarms.IsEmpty && !_notes.Writer.TryWrite(new([.. turn.Alarms.Select(AlarmSignal.Of)], turn.At)))
        {
            Interlocked.Exchange(ref _isBehind, 1);
        }
    }

    private void Signal(DeskAlarm code, string subject, bool isRaised)
    {
        var definition = AlarmTable.Of(code);
        ImmutableArray<AlarmSignal> signals = [new(definition.Code, subject, isRaised)];
        if (!_notes.Writer.TryWrite(new(isRaised && definition.IsMoment ? signals.Add(signals[0] with { IsRaised = false }) : signals, Now())))
        {
            _room.Say($"ALARM {definition.Code} {subject}: {definition.Title} (the list takes no more just now)");
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var note in _notes.Reader.ReadAllAsync(_end.Token).ConfigureAwait(false))
            {
                await TakeAsync(note).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Ended in order.
        }
    }

    private async Task TakeAsync(AlarmNote note)
    {
        if (!note.Signals.IsEmpty)
        {
            // A cause is told before what follows from it, where one pass saw both.
            var ordered = note.Signals.OrderBy(static one => AlarmTable.Rank(one.Code)).ThenByDescending(static one => one.IsRaised);
            await ChangeAsync(list => AlarmDecisions.Each(list, ordered, (before, signal) => AlarmDecisions.Signalled(before, signal, note.At))).ConfigureAwait(false);
            return;
        }

        var (now, state) = (Now(), _room.View.State());
        if (Interlocked.Exchange(ref _isBehind, 0) == 1)
        {
            await ChangeAsync(list => AlarmDecisions.Reconciled(list, [.. state.Alarms.Select(AlarmSignal.Of)], now)).ConfigureAwait(false);
        }

        await ChangeAsync(list => AlarmDecisions.ShelvesEnded(list, now)).ConfigureAwait(false);
        await ChangeAsync(list => LockOuts(list, state, now)).ConfigureAwait(false);
        var isSilent = Volatile.Read(ref _hasPassed) && _room.Wall.GetElapsedTime(Volatile.Read(ref _passedAt)) > Longest();
        await ChangeAsync(list => AlarmDecisions.Signalled(list, new(AlarmTable.Of(DeskAlarm.DeskSilent).Code, _room.View.Site.Site.Id.Text, isSilent), now)).ConfigureAwait(false);
    }

    private TimeSpan Longest()
    {
        const int Passes = 5;
        var some = Passes * _room.View.Plant.Rules.PassPeriod.ToTimeSpan();
        return some > _longestSilence ? some : _longestSilence;
    }

    // What is locked out is being worked on: its alarms are set apart for as long as the order holds.
    private ImmutableArray<AlarmChange> LockOuts(AlarmList list, ControlState state, Instant now)
    {
        var locked = state.Orders.Where(static one => one.Order.Kind == OrderKind.LockOut)
            .SelectMany(one => Subjects(one.Order).Select(subject => new AlarmTag(subject, one.Order.Source, now, one.Order.Reason, true)))
            .DistinctBy(static tag => tag.Subject).ToList();
        var over = list.Tags.Where(tag => tag.IsByOrder && !locked.Exists(one => one.Subject == tag.Subject));
        var begun = locked.Where(tag => !list.Tags.Any(one => one.Subject == tag.Subject));
        return
        [
            .. over.Select(tag => new AlarmChange(AlarmChangeKind.PutBack, now, AlarmChange.DeskName, null) { Tag = tag }),
            .. begun.Select(tag => new AlarmChange(AlarmChangeKind.TakenOut, now, tag.By, tag.Reason) { Tag = tag }),
        ];
    }

    private IEnumerable<string> Subjects(Order order)
    {
        if (order.Feed is { } feed)
        {
            return [feed.Text];
        }

        var plant = _room.View.Plant;
        return order.Group is { } group ? plant.Feeds.Where(one => plant.Groups[one.GroupIndex].Load.Id == group).Select(static one => one.Id.Text).Prepend(group.Text) : [];
    }

    private async Task DoAsync(Actor who, DeskAction action, Func<AlarmList, ImmutableArray<AlarmChange>> decide, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        _gate.Demand(who, action);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var changes = decide(Newest);
            if (!changes.IsEmpty)
            {
                // A deed that cannot be recorded is not done.
                var record = await RecordAsync(who, changes, cancellation).ConfigureAwait(false);
                Keep(changes, record);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    // What the desk sees is shown whatever becomes of its records: that they fail is an alarm itself.
    private async Task ChangeAsync(Func<AlarmList, ImmutableArray<AlarmChange>> decide)
    {
        await _one.WaitAsync(_end.Token).ConfigureAwait(false);
        try
        {
            var changes = decide(Newest);
            if (changes.IsEmpty)
            {
                return;
            }

            long record = 0;
            try
            {
                record = await RecordAsync(_itself, changes, _end.Token).ConfigureAwait(false);
                changes = changes.AddRange(Own(After(changes), JournalSubject, isRaised: false));
            }
            catch (RefusedException refusal)
            {
                _room.Say($"ALARM alarms cannot be recorded: {refusal.What}");
                changes = changes.AddRange(Own(After(changes), JournalSubject, isRaised: true));
            }

            Keep(changes, record);
        }
        finally
        {
            _one.Release();
        }
    }

    private ValueTask<long> RecordAsync(Actor who, ImmutableArray<AlarmChange> changes, CancellationToken cancellation) => _journal.RecordAsync(
        PersonKinds.AlarmChanged, who, writer =>
        {
            writer.WriteStartArray("changes");
            foreach (var change in changes)
            {
                AlarmCodec.Object(writer, () => AlarmCodec.Fields(writer, change));
            }

            writer.WriteEndArray();
        },
        cancellation);

    private AlarmList After(ImmutableArray<AlarmChange> changes) => changes.Aggregate(Newest, static (before, change) => before.With(change));

    private ImmutableArray<AlarmChange> Own(AlarmList list, string subject, bool isRaised) =>
        AlarmDecisions.Signalled(list, new(AlarmTable.Of(DeskAlarm.RecordsUnwritten).Code, subject, isRaised), Now());

    private void Keep(ImmutableArray<AlarmChange> changes, long record)
    {
        var list = After(changes);
        try
        {
            _store.Save(list, changes, record);
            if (Own(list, StoreSubject, isRaised: false) is { IsEmpty: false } over)
            {
                (list, changes) = (list.With(over[0]), changes.Add(over[0]));
            }
        }
        catch (SqliteException fault)
        {
            _room.Say($"ALARM the list of alarms cannot be kept: {fault.Message}");
            if (Own(list, StoreSubject, isRaised: true) is { IsEmpty: false } begun)
            {
                (list, changes) = (list.With(begun[0]), changes.Add(begun[0]));
            }
        }

        Volatile.Write(ref _list, list);
        foreach (var watcher in _watchers)
        {
            watcher.Writer.TryWrite(list);
        }

        foreach (var listener in _listeners)
        {
            listener(changes);
        }
    }

    private sealed record AlarmNote(ImmutableArray<AlarmSignal> Signals, Instant At)
    {
        public static AlarmNote Beat { get; } = new([], default);
    }
}
