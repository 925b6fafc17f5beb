using NodaTime;
using Spillway.App.Api;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;

namespace Spillway.App.Demo;

/// <summary>How fast the day goes: slow enough to watch while an order is carried out and while machines are told, fast while they
/// start, and as fast as is needed to be done in time while nothing happens.</summary>
internal sealed class DemoPace
{
    /// <summary>Seconds of the day in one of the wall clock while an order is carried out.</summary>
    public const double OrderSpeed = 4;

    private const double TellingSpeed = 15;
    private const double StartingSpeed = 400;
    private const double LeastCalmSpeed = 3_000;
    private const double MostCalmSpeed = 40_000;
    private const double LeastWallSeconds = 2;
    private static readonly Duration _longestTelling = Duration.FromMinutes(4);

    private readonly DemoClock _clock;
    private readonly DemoDay _day;
    private readonly TimeProvider _wall;
    private readonly TimeSpan _length;
    private readonly long _startedAt;
    private Instant _toldAt;
    private bool _isTelling;

    /// <summary>Sets the pace of a day.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="day">The day.</param>
    /// <param name="wall">The wall clock.</param>
    /// <param name="length">How long the day shall take by it.</param>
    public DemoPace(DemoClock clock, DemoDay day, TimeProvider wall, TimeSpan length)
    {
        _clock = clock;
        _day = day;
        _wall = wall;
        _length = length;
        _startedAt = wall.GetTimestamp();
        _toldAt = day.Start;
    }

    /// <summary>A pass was kept.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="turn">What was decided.</param>
    /// <param name="isOrdered">Whether an order is being carried out.</param>
    /// <param name="next">What is waited for: the clock does not run past it fast.</param>
    /// <returns>Whether machines are being told something, or have not done it yet.</returns>
    public bool Passed(DeskView desk, ControlTurn turn, bool isOrdered, Instant next)
    {
        var (isBusy, isStarting) = Look(desk, turn);
        if (!turn.Machines.IsEmpty || !turn.Feeds.IsEmpty)
        {
            _toldAt = turn.At;
        }

        // A machine that never follows does not hold the day up.
        _isTelling = isBusy && turn.At - _toldAt < _longestTelling;
        _clock.Speed = isOrdered ? OrderSpeed : _isTelling ? TellingSpeed : isStarting ? StartingSpeed : Calm(turn.At, next);
        return _isTelling;
    }

    private static (bool IsBusy, bool IsStarting) Look(DeskView desk, ControlTurn turn)
    {
        var isBusy = !turn.Machines.IsEmpty || !turn.Feeds.IsEmpty || turn.Wanted.Any(wanted => wanted.Machines != wanted.Target);
        var isStarting = false;
        foreach (var machine in desk.State().Machines.AsSpan())
        {
            isBusy |= machine.Pending != default || machine.Condition == MachineCondition.Unknown || !machine.Follows;
            isStarting |= machine.Condition == MachineCondition.Starting;
        }

        return (isBusy, isStarting);
    }

    private double Calm(Instant now, Instant next)
    {
        var left = (_length - _wall.GetElapsedTime(_startedAt)).TotalSeconds;
        var speed = Math.Clamp((_day.End - now).TotalSeconds / Math.Max(left, LeastWallSeconds), LeastCalmSpeed, MostCalmSpeed);

        // Within ten steps of what comes next it slows down, so that this is met and not run over.
        var near = Math.Max((next - now).TotalSeconds, 0) * 5;
        return Math.Clamp(near, TellingSpeed, speed);
    }
}
