using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;

namespace Spillway.Devices.Fleet;

/// <summary>The field edge of the desk over real drivers: asks every machine in turn, reads meters and breakers every second, tells
/// what it is told, and says only what changed. Device trouble is news here and never an exception.</summary>
public sealed class FleetField : IField, IAsyncDisposable
{
    /// <summary>How often machines that are due are looked for.</summary>
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(50);

    /// <summary>Watchdogs are fed for so many pass periods after the desk last said so.</summary>
    private const int FedPasses = 3;

    private readonly TimeProvider _clock;
    private readonly FleetOptions _options;
    private readonly FieldNews _news;
    private readonly FleetQueue _queue;
    private readonly FleetWorker _worker;
    private readonly ImmutableArray<MachineSeat> _seats;
    private readonly ImmutableArray<FeedKeeper> _feeds;
    private readonly FleetSite _site;
    private readonly MeterKeeper? _meter;
    private readonly CancellationTokenSource _end = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Takes hold of a site; nothing is sent before <see cref="Start"/>.</summary>
    /// <param name="site">Its machines, breakers and meter; disposed with the field.</param>
    /// <param name="options">How they are watched and told.</param>
    /// <param name="clock">The clock.</param>
    public FleetField(FleetSite site, FleetOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(options);
        _site = site;
        _options = options.Checked();
        _clock = clock;
        _news = new(clock, options.Pass);
        _queue = new(_news);
        _worker = new(_queue, _news, clock, options);
        _seats = Seats(site);
        var distrusts = new Distrusts(options.Say);
        _feeds = [.. site.Feeds.Select((feed, index) => new FeedKeeper(
            index, feed, _seats.Slice(feed.FirstMachine, feed.Machines), _news, clock, _options, distrusts))];
        _meter = site.Meter is { } meter ? new(meter, _news, clock, _options) : null;
    }

    /// <summary>How the fleet answers just now.</summary>
    public FleetHealth Health => _news.Look(() => new FleetHealth(
        _seats.Length,
        _seats.Count(seat => seat.Miner is null),
        _seats.Count(seat => seat.IsAnswering),
        _seats.Count(seat => seat is { IsAnswering: false, Miner: not null }),
        _seats.Count(seat => seat.IsHostile),
        _worker.Exchanges));

    /// <summary>What a machine said when it last answered. Any thread; nobody waits.</summary>
    /// <param name="machine">Its number in the plant.</param>
    /// <returns>What it said; null where it never answered.</returns>
    public MachineTelemetry? Telemetry(int machine) => _seats[machine].Telemetry;

    /// <summary>What the meter at the grid connection said when it last answered; null where there is none, and before the first time. Any thread; nobody waits.</summary>
    public MeterTelemetry? Meter => _meter?.Said;

    /// <summary>Begins to ask.</summary>
    public void Start()
    {
        Invariant.Holds(_running.IsCompleted);
        Spread();
        var forCommands = Math.Max(1, _options.Connections / 4);
        var loops = new List<Task>(_options.Connections + _feeds.Length + 2);
        for (var worker = 0; worker < _options.Connections; worker++)
        {
            var isForCommands = worker < forCommands;
            loops.Add(Guarded(() => _worker.RunAsync(isForCommands, _end.Token)));
        }

        loops.AddRange(_feeds.Select(feed => Guarded(() => feed.RunAsync(_end.Token))));
        loops.Add(Guarded(PaceAsync));
        if (_meter is { } meter)
        {
            loops.Add(Guarded(() => meter.RunAsync(_end.Token)));
        }

        _running = Task.WhenAll(loops);
    }

    /// <summary>Takes an order in; the next pass begins at once.</summary>
    /// <param name="order">The order.</param>
    public void Give(Order order) => _news.Order(order);

    /// <summary>Says when the newest price was published.</summary>
    /// <param name="at">When.</param>
    public void PriceCame(Instant at) => _news.Price(at);

    /// <inheritdoc/>
    public ValueTask<FieldFrame> ObserveAsync(Instant until, CancellationToken cancellation) => _news.TakeAsync(until, cancellation);

    /// <inheritdoc/>
    public ValueTask SendAsync(ControlTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        Forget(turn.Unanswered);
        foreach (var command in turn.Feeds)
        {
            _feeds[command.Feed].Command(command);
        }

        foreach (var command in turn.Machines)
        {
            _queue.Command(_seats[command.Machine], command);
        }

        FeedWatchdogs(turn.FeedsWatchdogs);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask IdleAsync(bool feedsWatchdogs, CancellationToken cancellation)
    {
        FeedWatchdogs(feedsWatchdogs);
        await Task.Delay(_options.Pass.ToTimeSpan(), _clock, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        foreach (var seat in _seats)
        {
            if (seat.Miner is { } miner)
            {
                await miner.DisposeAsync().ConfigureAwait(false);
            }
        }

        foreach (var feed in _feeds)
        {
            feed.Dispose();
        }

        foreach (var breaker in _site.Feeds.Select(feed => feed.Breaker).OfType<Breakers.IBreaker>())
        {
            await breaker.DisposeAsync().ConfigureAwait(false);
        }

        if (_site.Meter is { } meter)
        {
            await meter.DisposeAsync().ConfigureAwait(false);
        }

        _queue.Dispose();
        _end.Dispose();
    }

    private static ImmutableArray<MachineSeat> Seats(FleetSite site)
    {
        var seats = ImmutableArray.CreateBuilder<MachineSeat>();
        foreach (var group in site.Groups)
        {
            foreach (var miner in group.Miners)
            {
                seats.Add(new(seats.Count, group, miner));
            }
        }

        return seats.ToImmutable();
    }

    // The first questions are spread, so that they do not come in a rush; all machines are heard before they count as lost.
    private void Spread()
    {
        var now = _clock.GetTimestamp();
        var period = Duration.Min(_options.Poll, _options.MachineStale).TotalSeconds * _clock.TimestampFrequency;
        for (var index = 0; index < _seats.Length; index++)
        {
            _seats[index].HeardAt = now;
            _seats[index].DueAt = now + (long)(period * index / _seats.Length);
        }
    }

    private async Task PaceAsync()
    {
        using var timer = new PeriodicTimer(_pace, _clock);
        var round = new FleetRound(_queue, _seats, _options, _clock);
        do
        {
            round.GoOn();
            _queue.Questions(_seats, _clock.GetTimestamp());
        }
        while (await timer.WaitForNextTickAsync(_end.Token).ConfigureAwait(false));
    }

    private void Forget(ImmutableArray<CommandOutcome> ended)
    {
        if (ended.IsEmpty)
        {
            return;
        }

        var left = ended.Select(outcome => outcome.Command).ToHashSet();
        _queue.Drop(_seats, left);
        foreach (var feed in _feeds)
        {
            feed.Drop(left);
        }

        _news.Forget(left);
    }

    private void FeedWatchdogs(bool isFed)
    {
        var until = isFed ? _clock.GetTimestamp() + (long)(FedPasses * _options.Pass.TotalSeconds * _clock.TimestampFrequency) : 0;
        foreach (var feed in _feeds)
        {
            feed.FeedUntil(until);
        }
    }

    private async Task Guarded(Func<Task> loop)
    {
        try
        {
            await Task.Yield();
            await loop().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The field was disposed.
        }
        catch (Exception fault)
        {
            // Device trouble is a value; whatever comes here is a fault of the program, and the next pass throws it.
            _news.Fail(fault);
        }
    }
}
