using NodaTime;
using Spillway.Simulation.World;

namespace Spillway.App.Demo;

/// <summary>The one clock of a demonstration: prices, machines, orders and the desk all go by it, and its speed may change at any
/// time. It moves in small steps of the wall clock, each bounded, so that a process that is kept waiting loses no time of its day.</summary>
public sealed class DemoClock : TimeProvider, IWorldTime, IDisposable
{
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan _longestWall = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longestLead = TimeSpan.FromMinutes(16);
    private static readonly TimeSpan _intoNext = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _approach = TimeSpan.FromSeconds(3);
    private const double ApproachSpeed = 15;

    private readonly Lock _gate = new();
    private readonly TimeProvider _wall;
    private readonly DateTimeOffset _start;
    private readonly TimeSpan _interval;
    private readonly PriorityQueue<(DemoTimer Timer, long Version), long> _due = new();
    private ITimer? _mover;
    private long _movedAt;
    private long _ticks;
    private long _seen;
    private long _meets = long.MaxValue;
    private double _speed = 1;

    /// <summary>A clock that stands still until it is started.</summary>
    /// <param name="wall">What moves it.</param>
    /// <param name="start">What it shows: the beginning of an interval.</param>
    /// <param name="interval">The length of the intervals that the desk decides.</param>
    public DemoClock(TimeProvider wall, Instant start, Duration interval)
    {
        _wall = wall;
        _start = start.ToDateTimeOffset();
        _interval = interval.ToTimeSpan();
    }

    /// <summary>Seconds of its day in one of the wall clock; above zero.</summary>
    public double Speed
    {
        get => Volatile.Read(ref _speed);
        set => Volatile.Write(ref _speed, value);
    }

    /// <summary>Says how far the desk is: the clock waits for it and is never more than sixteen minutes ahead, nor in the interval after
    /// the desk's, so that none is passed over and each is decided when it begins.</summary>
    /// <param name="at">The instant of its last pass.</param>
    public void Seen(Instant at) => Volatile.Write(ref _seen, (at.ToDateTimeOffset() - _start).Ticks);

    /// <summary>Has an instant met and not run over: from a little before it on the clock is slow, until another one is given.</summary>
    /// <param name="at">The instant.</param>
    public void Meet(Instant at) =>
        Volatile.Write(ref _meets, at == Instant.MaxValue ? long.MaxValue : (at.ToDateTimeOffset() - _start).Ticks);

    /// <inheritdoc/>
    public Instant Now => Instant.FromDateTimeOffset(GetUtcNow());

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Lets time pass.</summary>
    public void Start()
    {
        _movedAt = _wall.GetTimestamp();
        _mover = _wall.CreateTimer(_ => Move(), null, _step, _step);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start.AddTicks(Volatile.Read(ref _ticks));

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    /// <inheritdoc/>
    public Duration ToProcessTime(Duration world) => world / Speed;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new DemoTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <inheritdoc/>
    public void Dispose() => _mover?.Dispose();

    private void Move()
    {
        lock (_gate)
        {
            var now = _wall.GetTimestamp();
            var passed = _wall.GetElapsedTime(_movedAt, now);
            _movedAt = now;
            Volatile.Write(ref _ticks, _ticks + Step(passed < _longestWall ? passed : _longestWall).Ticks);
        }

        // Outside the lock: what a timer wakes may set the next one at once.
        while (Due() is { } timer)
        {
            timer.Fire();
        }
    }

    private TimeSpan Step(TimeSpan wall)
    {
        var step = wall * Speed;
        var seen = Volatile.Read(ref _seen);
        var next = ((seen / _interval.Ticks) + 1) * _interval.Ticks;
        var lead = TimeSpan.FromTicks(Math.Max(Math.Min(seen + _longestLead.Ticks, next + _intoNext.Ticks) - _ticks, 0));
        step = step < lead ? step : lead;
        var meets = Volatile.Read(ref _meets);
        if (meets == long.MaxValue)
        {
            return step;
        }

        var most = TimeSpan.FromTicks(meets - _ticks) - _approach;
        var slow = wall * Math.Min(Speed, ApproachSpeed);
        return step <= most ? step : most > slow ? most : slow;
    }

    private DemoTimer? Due()
    {
        lock (_gate)
        {
            while (_due.TryPeek(out var first, out var at) && at <= _ticks)
            {
                _due.Dequeue();
                if (first.Timer.Takes(first.Version))
                {
                    return first.Timer;
                }
            }

            return null;
        }
    }

    private sealed class DemoTimer(DemoClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private long _version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _version++;
                _period = period;
                Set(dueTime);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                _version++;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        public void Fire() => callback(state);

        // Whether this entry of the queue still stands; a periodic timer is set again, once for all the periods that a step passed over.
        public bool Takes(long version)
        {
            if (version != _version)
            {
                return false;
            }

            Set(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan);
            return true;
        }

        private void Set(TimeSpan dueTime)
        {
            if (dueTime >= TimeSpan.Zero)
            {
                clock._due.Enqueue((this, _version), clock._ticks + dueTime.Ticks);
            }
        }
    }
}
