using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
using Spillway.Simulation.World;
using Spillway.Units;

namespace Spillway.Simulation.Worlds;

/// <summary>The field of a simulated site in virtual time: commands take their time, get lost or come late as the site's faults have
/// it, and what the desk sees is what its drivers would see. One thread; nothing ever waits.</summary>
public sealed partial class SimulatedField : IField
{
    private const int MeterDecimals = 5;
    private static readonly Duration _feedLostAfter = Duration.FromSeconds(30);

    private readonly Plant _plant;
    private readonly SimulatedSite _site;
    private readonly OrderCalendar _orders;
    private readonly FieldEdges _edges;
    private readonly ulong _seed;
    private readonly ImmutableArray<MachineWatch> _machines;
    private readonly ImmutableArray<int> _groupOfFeed;
    private readonly FeedWatch[] _feeds;
    private readonly PriorityQueue<Action<Instant>, (Instant At, long Number)> _coming = new();
    private readonly List<CommandOutcome> _outcomes = [];
    private long _draws;
    private long _scheduled;
    private bool _isRestart;
    private Instant? _priceTold;

    /// <summary>Takes hold of a site, as a process does that has just been started.</summary>
    /// <param name="plant">The site as the desk sees it: the same machines and feeds in the same order.</param>
    /// <param name="site">The site.</param>
    /// <param name="orders">What is asked of it.</param>
    /// <param name="edges">What the field is told and tells.</param>
    /// <param name="start">When.</param>
    public SimulatedField(Plant plant, SimulatedSite site, OrderCalendar orders, FieldEdges edges, FieldStart start)
    {
        ArgumentNullException.ThrowIfNull(plant);
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(start);
        (_plant, _site, _orders, _edges, _seed) = (plant, site, orders, edges, start.Seed);
        (Now, _isRestart) = (start.At, start.IsRestart);
        var physics = site.Groups.SelectMany(group => group.Machines).ToList();
        Invariant.Holds(physics.Count == plant.Machines);
        _machines = [.. physics.Select((machine, number) => new MachineWatch(number, plant.Groups[plant.GroupOfMachine[number]], machine, start.At))];
        _groupOfFeed = [.. Enumerable.Range(0, site.Groups.Length).Where(group => site.Groups[group].Breaker is not null)];
        Invariant.Holds(_groupOfFeed.Length == plant.Feeds.Length);
        _feeds = [.. plant.Feeds.Select(_ => new FeedWatch(FeedPosition.Unknown, start.At, null))];
    }

    /// <summary>The virtual clock: the true time.</summary>
    public Instant Now { get; private set; }

    /// <summary>What the desk's clock shows.</summary>
    public Instant Wall => Now + _edges.Clock.AheadAt(Now);

    /// <inheritdoc/>
    public ValueTask<FieldFrame> ObserveAsync(Instant until, CancellationToken cancellation)
    {
        var left = Duration.Max(Duration.Zero, until - Wall);
        var next = Now + Duration.Min(left, _plant.Rules.PassPeriod);
        if (_orders.Next is { } order && order < next)
        {
            next = Instant.Max(order, Now);
        }

        LiveTo(next);
        return ValueTask.FromResult(Frame());
    }

    /// <inheritdoc/>
    public ValueTask SendAsync(ControlTurn turn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        _edges.Sending(turn, Now);
        Feed(turn.FeedsWatchdogs);
        foreach (var command in turn.Machines)
        {
            Queue(command);
        }

        foreach (var command in turn.Feeds)
        {
            Queue(command);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask IdleAsync(bool feedsWatchdogs, CancellationToken cancellation)
    {
        _edges.Idling(Now, feedsWatchdogs);
        LiveTo(Now + _plant.Rules.PassPeriod);
        Feed(feedsWatchdogs);
        return ValueTask.CompletedTask;
    }

    private void LiveTo(Instant next)
    {
        if (_edges.NextKill() is { } kill && kill.At <= next)
        {
            PassTo(Instant.Max(Now, kill.At));
            throw new DeskKilledException(Now, kill.Until);
        }

        PassTo(next);
    }

    private FieldFrame Frame()
    {
        var price = _edges.NewestPrice(Now);
        var feeds = Feeds();
        var frame = new FieldFrame(
            Wall,
            new(Wall, _site.AskMeter(Now, meter => new Megawatts(decimal.Round(meter.Power.Value, MeterDecimals)))),
            Machines(),
            feeds,
            [.. _outcomes],
            _orders.Take(Now),
            price != _priceTold ? price : null,
            null,
            _isRestart);
        _outcomes.Clear();
        (_priceTold, _isRestart) = (price, false);
        return frame;
    }

    private ImmutableArray<MachineNote> Machines()
    {
        var notes = ImmutableArray.CreateBuilder<MachineNote>();
        for (var number = 0; number < _machines.Length; number++)
        {
            var feed = _plant.FeedOfMachine[number];
            if (_machines[number].Ask(Now, feed < 0 ? null : _feeds[feed].Position, feed < 0 ? null : _feeds[feed].ClosedAt) is { } note)
            {
                notes.Add(note);
            }
        }

        return notes.ToImmutable();
    }

    private ImmutableArray<FeedNote> Feeds()
    {
        var notes = ImmutableArray.CreateBuilder<FeedNote>();
        for (var index = 0; index < _feeds.Length; index++)
        {
            var before = _feeds[index];
            if (!_site.IsReached(_groupOfFeed[index], Now))
            {
                if (Now - before.HeardAt < _feedLostAfter || before.Position == FeedPosition.Unknown)
                {
                    continue;
                }

                _feeds[index] = before with { Position = FeedPosition.Unknown };
                notes.Add(new(index, FeedPosition.Unknown, false));
                continue;
            }

            var position = _site.AskBreaker(_groupOfFeed[index], Now, breaker => Seen(breaker.Position));
            _feeds[index] = before with { HeardAt = Now };
            if (position is { } seen && seen != before.Position)
            {
                _feeds[index] = new(seen, Now, seen == FeedPosition.Closed ? Now : before.ClosedAt);
                notes.Add(new(index, seen, false));
            }
        }

        return notes.ToImmutable();
    }

    private void Feed(bool feedsWatchdogs)
    {
        for (var index = 0; feedsWatchdogs && index < _feeds.Length; index++)
        {
            if (_plant.Feeds[index].HasWatchdog && _site.IsReached(_groupOfFeed[index], Now))
            {
                _site.AskBreaker(_groupOfFeed[index], Now, breaker => breaker.FeedWatchdog(Now));
            }
        }
    }

    private void PassTo(Instant next)
    {
        while (_coming.TryPeek(out _, out var due) && due.At <= next)
        {
            Now = Instant.Max(Now, due.At);
            _site.Advance(Now);
            _coming.Dequeue()(Now);
        }

        Now = Instant.Max(Now, next);
        _site.Advance(Now);
    }

    // A drive on its way says nothing yet: its driver waits for the feedback.
    private static FeedPosition? Seen(ContactPosition position) => position switch
    {
        ContactPosition.Open => FeedPosition.Open,
        ContactPosition.Closed => FeedPosition.Closed,
        ContactPosition.Tripped => FeedPosition.Tripped,
        ContactPosition.Withdrawn => FeedPosition.Withdrawn,
        _ => null,
    };

    private readonly record struct FeedWatch(FeedPosition Position, Instant HeardAt, Instant? ClosedAt);
}
