using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using NodaTime;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Api;
using Spillway.Engine.Commands;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Plans;
using Spillway.Engine.Sites.Plants;

namespace Spillway.App.Streams;

/// <summary>What the desk did, for streams and webhooks. The desk's thread only puts facts into a bounded queue; words are made on
/// another. A listener that does not read loses the oldest and is told how many.</summary>
public sealed class DeskEvents : IAsyncDisposable
{
    /// <summary>How many events are kept for listeners that come back.</summary>
    public const int Kept = 1000;

    private const int MostQueued = 10_000;
    private const int MostPending = 256;

    private readonly TimeProvider _time;
    private readonly Channel<Func<(string Type, Instant At, JsonObject Content)>> _queue =
        Channel.CreateBounded<Func<(string, Instant, JsonObject)>>(new BoundedChannelOptions(MostQueued) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Lock _gate = new();
    private readonly Queue<DeskEvent> _kept = new();
    private readonly Task _work;
    private ImmutableList<Channel<DeskEvent>> _listeners = [];
    private long _number;

    /// <summary>Listens to a desk that does not run yet.</summary>
    /// <param name="desk">The desk.</param>
    public DeskEvents(DeskView desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        _time = desk.Time;
        desk.Watch.Tell((_, turn) => Passed(desk.Plant, turn));
        desk.Watch.TellSteps(step =>
        {
            if (step.Decision is { } decision)
            {
                _queue.Writer.TryWrite(() => ("decision", decision.Slot.Start, Of(decision, desk.Site.Currency.ToLowerInvariant())));
            }
        });
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Adds what people did beside the desk.</summary>
    /// <param name="request">A request for a second person that has changed.</param>
    public void Add(SecondRequest request) =>
        _queue.Writer.TryWrite(() => ("second", Instant.FromDateTimeOffset(_time.GetUtcNow()), SecondRoutes.Of(request)));

    /// <summary>The events after a number that are still kept, and every later one.</summary>
    /// <param name="after">The last one that was seen; null for those to come only.</param>
    /// <param name="cancellation">Ends the listening.</param>
    public async IAsyncEnumerable<DeskEvent> ListenAsync(long? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<DeskEvent>(new BoundedChannelOptions(MostPending) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        ImmutableArray<DeskEvent> missed;
        lock (_gate)
        {
            missed = after is { } seen ? [.. _kept.Where(one => one.Number > seen)] : [];
            _listeners = _listeners.Add(channel);
        }

        try
        {
            foreach (var one in missed)
            {
                yield return one;
            }

            await foreach (var one in channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return one;
            }
        }
        finally
        {
            lock (_gate)
            {
                _listeners = _listeners.Remove(channel);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _work.ConfigureAwait(false);
        lock (_gate)
        {
            foreach (var listener in _listeners)
            {
                listener.Writer.TryComplete();
            }
        }
    }

    private void Passed(Plant plant, ControlTurn turn)
    {
        foreach (var alarm in turn.Alarms)
        {
            _queue.Writer.TryWrite(() => ("alarm", turn.At, Of(alarm, plant)));
        }

        foreach (var answer in turn.Answers)
        {
            _queue.Writer.TryWrite(() => ("order", turn.At, new() { ["id"] = answer.Order.Text, ["verdict"] = OrderWords.Of(answer.Verdict), ["level_mw"] = ApiJson.Number(answer.Level?.Value) }));
        }

        foreach (var ending in turn.Endings)
        {
            _queue.Writer.TryWrite(() => ("order", turn.At, new() { ["id"] = ending.Order.Text, ["verdict"] = "ended" }));
        }
    }

    private static JsonObject Of(Alarm alarm, Plant plant) => new()
    {
        ["code"] = OrderWords.Of(alarm.Code),
        ["subject"] = alarm.Subject,
        ["raised"] = alarm.IsRaised,
        ["text"] = AlarmSentence.Of(alarm, plant),
        ["measured_mw"] = ApiJson.Number(alarm.Measured?.Value),
        ["expected_mw"] = ApiJson.Number(alarm.Expected?.Value),
    };

    private static JsonObject Of(Decision decision, string currency) => new()
    {
        ["interval_start_utc"] = ApiJson.Instant(decision.Slot.Start),
        ["interval_end_utc"] = ApiJson.Instant(decision.Slot.End),
        ["groups"] = new JsonArray(
        [
            .. decision.Commands.Select(command => (JsonNode)new JsonObject
            {
                ["group"] = command.Group.Text,
                ["mode"] = command.ModeName,
                ["machines"] = command.Machines,
                ["power_mw"] = ApiJson.Number(command.Power.Value),
                ["reason"] = ReasonCodes.Text(command.Reason.Code),
                [$"newest_{currency}_per_mwh"] = ApiJson.Number(command.Reason.Newest?.Value),
                [$"worth_{currency}_per_mwh"] = ApiJson.Number(command.Reason.Worth?.Value),
            }),
        ]),
    };

    private async Task WorkAsync()
    {
        await foreach (var make in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            var (type, at, content) = make();
            lock (_gate)
            {
                var one = new DeskEvent(++_number, type, at, content);
                _kept.Enqueue(one);
                if (_kept.Count > Kept)
                {
                    _kept.Dequeue();
                }

                foreach (var listener in _listeners)
                {
                    listener.Writer.TryWrite(one);
                }
            }
        }
    }
}
