using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Alarms;
using Spillway.App.Api;
using Spillway.App.Console.Texts;
using Spillway.App.People;
using Spillway.App.Streams;
using Spillway.Engine;

namespace Spillway.App.Notifications;

/// <summary>Tells people of alarms and orders by rules. It has threads of its own: neither the desk nor the list of alarms waits for it.</summary>
public sealed class NotificationDesk : IAsyncDisposable
{
    private const int MostNotes = 1000;
    private const int MostSteps = 10;
    private const int MostShown = 100;
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(5);
    private static readonly Actor _itself = new(AlarmChange.DeskName, AlarmChange.DeskName, ActorKind.LocalToken, [], []);

    private readonly DeskRoom _room;
    private readonly AlarmDesk _alarms;
    private readonly PeopleJournal _journal;
    private readonly Gate _gate;
    private readonly NotificationStore _store;
    private readonly RuleBook _book;
    private readonly NotificationWords _words;
    private readonly WebhookChannel _webhooks;
    private readonly ImmutableDictionary<ChannelKind, INotificationChannel> _channels;

    // By rule: at most as many as there are rules. Touched by the worker alone, until it has ended.
    private readonly Dictionary<long, DeliveryLane> _lanes = [];
    private readonly Channel<Func<Task>> _notes = Channel.CreateBounded<Func<Task>>(new BoundedChannelOptions(MostNotes) { SingleReader = true });
    private readonly CancellationTokenSource _end = new();
    private readonly ITimer _timer;
    private readonly Task _work;
    private readonly Task _orders;

    /// <summary>Takes up the rules as they were kept.</summary>
    /// <param name="room">The desk, not yet running.</param>
    /// <param name="alarms">Its alarms.</param>
    /// <param name="events">Its orders.</param>
    /// <param name="people">Where deeds and deliveries are recorded, and where rules are kept.</param>
    /// <param name="gate">Who may do what.</param>
    internal NotificationDesk(DeskRoom room, AlarmDesk alarms, DeskEvents events, (PeopleJournal Journal, DeskStore Store) people, Gate gate)
    {
        (_room, _alarms, _journal, _gate) = (room, alarms, people.Journal, gate);
        _store = new(people.Store);
        _book = new(_store, new(people.Store, room.Wall), people.Journal, gate, () => IsLocalAllowed);
        _book.Removed += number => Note(() => ForgetAsync(number));
        _words = new(ConsoleTexts.Embedded(), room.View.Site.Name, room.View.Site.TimeZone);
        _webhooks = new(IsLocalAllowed);
        INotificationChannel[] channels = [new MailChannel(Mail), _webhooks, new FileChannel(room.DataFolder)];
        _channels = channels.ToImmutableDictionary(static one => one.Kind);
        alarms.Tell(changes => Note(() => AlarmsAsync(changes)));
        _timer = room.Wall.CreateTimer(_ => _notes.Writer.TryWrite(BeatAsync), null, _beat, _beat);
        _work = Task.Run(WorkAsync);
        _orders = Task.Run(() => OrdersAsync(events));
    }

    /// <summary>The rules, by number.</summary>
    public ImmutableArray<NotificationRule> Rules => _book.All;

    /// <summary>Where rules are made, changed, removed and put back.</summary>
    public RuleBook Book => _book;

    /// <summary>Whether webhooks may reach this machine, as the site file says.</summary>
    public bool IsLocalAllowed => _room.View.Site.Installation?.Desk.AllowsLocalTargets ?? false;

    /// <summary>The mail server as it is set up; null where none is.</summary>
    /// <exception cref="RefusedException"><see cref="NotificationErrors.BadMail"/>.</exception>
    public SmtpSettings? Mail() => SmtpSettings.Read(_room.DataFolder, Environment.GetEnvironmentVariable);

    /// <summary>What became of the last messages, newest first.</summary>
    public ImmutableArray<DeliveryRecord> Deliveries() => _store.Deliveries(MostShown);

    /// <summary>Sends a test by a rule, once, past its queue, hours and digest.</summary>
    /// <param name="who">Who.</param>
    /// <param name="number">Which.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>What became of it.</returns>
    public async Task<DeliveryOutcome> TestAsync(Actor who, long number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        _gate.Demand(who, DeskAction.ManageNotifications);
        var rule = _book.Of(number);
        var message = _words.Test(rule, who.Name);
        var outcome = await DeliveryLane.TryAsync(_channels[rule.Channel], _room.Wall, (rule, message, 1), cancellation).ConfigureAwait(false);
        await KeepAsync(who, rule, message, outcome).ConfigureAwait(false);
        return outcome;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_work, _orders).ConfigureAwait(false);
        foreach (var lane in _lanes.Values)
        {
            await lane.DisposeAsync().ConfigureAwait(false);
        }

        _webhooks.Dispose();
        _end.Dispose();
        _book.Dispose();
    }

    private Instant Now() => Instant.FromDateTimeOffset(_room.View.Time.GetUtcNow());

    private Instant Wall() => Instant.FromDateTimeOffset(_room.Wall.GetUtcNow());

    private LocalDateTime Local(Instant at) => at.InZone(_room.View.Site.TimeZone).LocalDateTime;

    private void Note(Func<Task> work)
    {
        if (!_notes.Writer.TryWrite(work))
        {
            _room.Say($"ALARM more is to be told at once than {MostNotes}: some of it is told to nobody. The list of alarms has it.");
            _alarms.Raise(DeskAlarm.NotificationLost, "queue");
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var work in _notes.Reader.ReadAllAsync(_end.Token).ConfigureAwait(false))
            {
                try
                {
                    await work().ConfigureAwait(false);
                }
                catch (SqliteException fault)
                {
                    _room.Say($"Notifications cannot use {DeskStore.FileName}: {fault.Message}");
                }
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Ended in order.
        }
    }

    private async Task OrdersAsync(DeskEvents events)
    {
        try
        {
            await foreach (var one in events.ListenAsync(null, _end.Token).ConfigureAwait(false))
            {
                if (one.Type == "order")
                {
                    Note(() => OrderAsync(one.At, one.Content));
                }
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Ended in order.
        }
    }

    private Task AlarmsAsync(ImmutableArray<AlarmChange> changes)
    {
        foreach (var change in changes)
        {
            foreach (var rule in Rules)
            {
                var answer = RuleMatching.To(rule, change, Local(change.At).TimeOfDay);
                if (answer == RuleAnswer.Now)
                {
                    Send(rule, _words.Of(rule, change.Entry!, isEscalated: false));
                    Await(rule, change.Entry!, 1);
                }
                else if (answer == RuleAnswer.Later)
                {
                    _store.Collect(rule.Number, new(change.At, _words.Line(rule, change.Entry!)));
                }
            }
        }

        return Task.CompletedTask;
    }

    private Task OrderAsync(Instant at, JsonObject order)
    {
        foreach (var rule in Rules)
        {
            switch (RuleMatching.ToOrder(rule, Local(at).TimeOfDay))
            {
                case RuleAnswer.Now:
                    Send(rule, _words.OfOrder(rule, at, order));
                    break;
                case RuleAnswer.Later:
                    _store.Collect(rule.Number, new(at, _words.OrderLine(rule, order)));
                    break;
                default:
                    break;
            }
        }

        return Task.CompletedTask;
    }

    private Task BeatAsync()
    {
        foreach (var rule in Rules)
        {
            if (!rule.IsOn)
            {
                // What it had collected is not told when it is on again, days later.
                _store.Told(rule.Number);
                continue;
            }

            var items = _store.Collected(rule.Number);
            if (items.Length > 0 && RuleMatching.IsDue(rule, Local(items[0].At), Local(Now())))
            {
                Send(rule, _words.Digest(rule, items));
                _store.Told(rule.Number);
            }
        }

        foreach (var pending in _store.Due(Wall()))
        {
            Escalate(pending);
        }

        return Task.CompletedTask;
    }

    private void Await(NotificationRule rule, AlarmEntry entry, int step)
    {
        if (rule is { EscalatesAfter: { } after, EscalatesTo: not null } && entry.IsStanding && step <= MostSteps)
        {
            _store.Save(new PendingEscalation(entry.Number, rule.Number, Wall() + after, step));
        }
    }

    // Whoever acknowledges or shelves has taken it over; otherwise the next rule tells the next person.
    private void Escalate(PendingEscalation pending)
    {
        _store.Remove(pending);
        var next = Rules.FirstOrDefault(one => one.Number == pending.Rule)?.EscalatesTo is { } to ? Rules.FirstOrDefault(one => one.Number == to && one.IsOn) : null;
        if (next is not null && _alarms.Newest.Entries.TryGetValue(pending.Alarm, out var entry) && entry is { Acknowledged: null, OutOfService: null })
        {
            Send(next, _words.Of(next, entry, isEscalated: true));
            Await(next, entry, pending.Step + 1);
        }
    }

    private void Send(NotificationRule rule, NotificationMessage message)
    {
        if (!Lane(rule).Take(rule, message))
        {
            Note(() => EndedAsync(rule, message, new(false, 0, $"{DeliveryLane.MostWaiting} messages wait already")));
        }
    }

    // A rule whose target is dead holds up no other rule: each has its own.
    private DeliveryLane Lane(NotificationRule rule)
    {
        if (!_lanes.TryGetValue(rule.Number, out var lane))
        {
            _lanes[rule.Number] = lane = new(kind => _channels[kind], _room.Wall, EndedAsync);
        }

        return lane;
    }

    private async Task ForgetAsync(long rule)
    {
        if (_lanes.Remove(rule, out var lane))
        {
            await lane.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task EndedAsync(NotificationRule rule, NotificationMessage message, DeliveryOutcome outcome)
    {
        if (outcome.IsDelivered)
        {
            _alarms.End(DeskAlarm.NotificationLost, rule.Name);
        }
        else
        {
            _alarms.Raise(DeskAlarm.NotificationLost, rule.Name);
        }

        await KeepAsync(_itself, rule, message, outcome).ConfigureAwait(false);
    }

    private async Task KeepAsync(Actor who, NotificationRule rule, NotificationMessage message, DeliveryOutcome outcome)
    {
        try
        {
            await _journal.RecordAsync(PersonKinds.NotificationSent, who, writer =>
            {
                writer.WriteString("rule", rule.Name);
                writer.WriteString("channel", RuleCodec.Word(rule.Channel));
                writer.WriteString("title", message.Title);
                writer.WriteBoolean("delivered", outcome.IsDelivered);
                writer.WriteNumber("tries", outcome.Tries);
                writer.WriteString("said", outcome.Said);
            }, _end.Token).ConfigureAwait(false);
            _store.Save(new DeliveryRecord(Wall(), rule.Name, rule.Channel, message.Title, outcome.IsDelivered, outcome.Tries, outcome.Said));
        }
        catch (Exception fault) when (fault is RefusedException or SqliteException or OperationCanceledException)
        {
            _room.Say($"What became of a message cannot be kept: {fault.Message}");
        }
    }
}
