using NodaTime;
using Spillway.Engine;

namespace Spillway.Simulation.World;

/// <summary>The physics of one breaker or contactor: contacts that take time to travel, protection, interlock, watchdog, faults.</summary>
/// <remarks>Has no clock: every call says what time it is, and time never goes back. One thread.</remarks>
public sealed class PhysicalBreaker
{
    private readonly BreakerBuild _build;
    private Instant _now = Instant.MinValue;
    private Instant? _arrives;
    private Instant? _tripsAt;
    private Instant? _starvesAt;
    private Instant? _partedAt;
    private bool _isClosed = true;
    private bool _saysClosed = true;
    private bool _closing;
    private bool _isTripped;
    private bool _isWithdrawn;

    /// <summary>A closed, sound breaker in remote control whose watchdog, if it has one, sleeps until it is first fed.</summary>
    /// <param name="build">How it is made.</param>
    public PhysicalBreaker(BreakerBuild build)
    {
        ArgumentNullException.ThrowIfNull(build);
        Invariant.Holds(build.Opening >= Duration.Zero && build.Closing >= Duration.Zero && build.LeastOff >= Duration.Zero);
        Invariant.Holds(build.Watchdog is null || build.Watchdog > Duration.Zero);
        _build = build;
    }

    /// <summary>What is wrong with it.</summary>
    public BreakerFaults Faults { get; private set; }

    /// <summary>Whether something on site forbids to close it.</summary>
    public bool IsInterlocked { get; private set; }

    /// <summary>Whether it obeys commands from afar.</summary>
    public bool IsRemote { get; private set; } = true;

    /// <summary>Whether its watchdog was not fed in time; it closes again only after it is fed.</summary>
    public bool IsStarved { get; private set; }

    /// <summary>Whether it has a watchdog.</summary>
    public bool HasWatchdog => _build.Watchdog is not null;

    /// <summary>How often its contacts have moved.</summary>
    public int Operations { get; private set; }

    /// <summary>When something will happen to it by itself: contacts arrive, protection trips, a watchdog starves; null where
    /// nothing is pending.</summary>
    public Instant? NextEvent => Earliest(Earliest(_arrives, _tripsAt), _starvesAt);

    /// <summary>What its auxiliary contacts say, which a fault may make a lie.</summary>
    public ContactPosition Position =>
        _isWithdrawn ? ContactPosition.Withdrawn
        : _isTripped ? ContactPosition.Tripped
        : _arrives is not null && !Faults.HasFlag(BreakerFaults.Stuck) ? ContactPosition.Travelling
        : _saysClosed ? ContactPosition.Closed
        : ContactPosition.Open;

    /// <summary>Whether current can flow: the truth, whatever the auxiliary contacts say.</summary>
    public bool IsLive => _isClosed && !_isWithdrawn;

    /// <summary>Gives it a command; the contacts arrive after their travel time.</summary>
    /// <param name="order">What to do.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether it took the command: false in local control, where it is tripped or withdrawn, and for a close that an
    /// interlock, a starved watchdog or the least time off forbids.</returns>
    public bool Tell(BreakerOrder order, Instant now)
    {
        Advance(now);
        if (!IsRemote || _isWithdrawn || _isTripped)
        {
            return false;
        }

        switch (order)
        {
            case BreakerOrder.Trip:
                Trip();
                return true;
            case BreakerOrder.Open:
                Start(closing: false, _build.Opening);
                return true;
            default:
                if (IsInterlocked || IsStarved || (_partedAt is { } parted && now < parted + _build.LeastOff))
                {
                    return false;
                }

                Start(closing: true, _build.Closing);
                return true;
        }
    }

    /// <summary>Lets time pass: contacts arrive, an appointed trip happens, an unfed watchdog opens it.</summary>
    /// <param name="now">The time; an earlier one than before changes nothing.</param>
    public void Advance(Instant now)
    {
        while (NextEvent is { } at && at <= now)
        {
            _now = Instant.Max(_now, at);
            Happen(at);
        }

        _now = Instant.Max(_now, now);
    }

    /// <summary>Feeds the watchdog, which wakes at the first feeding.</summary>
    /// <param name="now">The time.</param>
    /// <returns>False where it has none.</returns>
    public bool FeedWatchdog(Instant now)
    {
        Advance(now);
        if (_build.Watchdog is not { } patience)
        {
            return false;
        }

        _starvesAt = now + patience;
        IsStarved = false;
        return true;
    }

    /// <summary>Sets what is wrong with it.</summary>
    /// <param name="faults">All of it; <see cref="BreakerFaults.None"/> repairs.</param>
    public void Break(BreakerFaults faults)
    {
        Faults = faults;
        if (faults == BreakerFaults.None)
        {
            _saysClosed = _isClosed;
        }
    }

    /// <summary>Appoints a trip by its protection.</summary>
    /// <param name="at">When; null takes the appointment back.</param>
    public void TripAt(Instant? at) => _tripsAt = at;

    /// <summary>Forbids or allows to close it.</summary>
    /// <param name="isOn">Whether closing is forbidden.</param>
    public void Interlock(bool isOn) => IsInterlocked = isOn;

    /// <summary>Turns its selector.</summary>
    /// <param name="isRemote">Whether it obeys commands from afar.</param>
    public void Select(bool isRemote) => IsRemote = isRemote;

    /// <summary>Racks it out, or in again: it opens and stays open either way.</summary>
    /// <param name="isOut">Whether it is out.</param>
    /// <param name="now">The time.</param>
    public void Withdraw(bool isOut, Instant now)
    {
        Advance(now);
        _isWithdrawn = isOut;
        Part();
    }

    /// <summary>Resets it by hand after a trip: it is then open.</summary>
    /// <param name="now">The time.</param>
    public void Reset(Instant now)
    {
        Advance(now);
        _isTripped = false;
    }

    private static Instant? Earliest(Instant? left, Instant? right) =>
        left is null ? right : right is null ? left : Instant.Min(left.Value, right.Value);

    private void Happen(Instant at)
    {
        if (_arrives == at)
        {
            Arrive();
        }
        else if (_tripsAt == at)
        {
            _tripsAt = null;
            Trip();
        }
        else
        {
            _starvesAt = null;
            IsStarved = true;
            if (!_isTripped && !_isWithdrawn)
            {
                Start(closing: false, _build.Opening);
            }
        }
    }

    private void Start(bool closing, Duration travel)
    {
        if (_arrives is null ? _saysClosed == closing : _closing == closing)
        {
            return;
        }

        _closing = closing;
        _arrives = _now + travel;
        if (travel == Duration.Zero)
        {
            Arrive();
        }
    }

    private void Arrive()
    {
        _arrives = null;
        if (Faults.HasFlag(BreakerFaults.Stuck))
        {
            return;
        }

        _saysClosed = _closing;
        if (!Faults.HasFlag(BreakerFaults.Lies))
        {
            Operations = checked(Operations + 1);
            _isClosed = _closing;
        }

        _partedAt = _closing ? _partedAt : _now;
    }

    // The protection has its own way to the latch: neither a stuck drive nor a lying contact stops it.
    private void Trip()
    {
        _isTripped = true;
        Part();
    }

    private void Part()
    {
        _arrives = null;
        Operations = _isClosed ? checked(Operations + 1) : Operations;
        _isClosed = false;
        _saysClosed = false;
        _partedAt = _now;
    }
}
