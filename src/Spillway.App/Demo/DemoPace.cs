using NodaTime;
using Spillway.App.Api;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;

namespace Spillway.App.Demo;

/// <summary>How fast the day goes: slow enough to watch while an order is carried out and while machines are told, fast while they
/// start, and as fast as is needed to be done in time while nothing happens.</summary>
internal sealed class DemoPace
{
    /// <summary>Seconds of the day in one of the wall clock while the grid's order is carried out.</summary>
    public const double OrderSpeed = 4;

    /// <summary>The same while an order that a person gave is carried out: as on a site that is there.</summary>
    public const double PersonSpeed = 1;

    /// <summary>Seconds of a day that follows in one of the wall clock, while somebody looks and nothing happens.</summary>
    public const double FurtherSpeed = 60;

    private const double FurtherTellingSpeed = 4;
    private const double TellingSpeed = 15;
    private const double WakingSpeed = 30;
    private const double WaitingSpeed = 60;
    private const double StartingSpeed = 500;
    private const double LeastCalmSpeed = 6_000;
    private const double MostCalmSpeed = 40_000;
    private const double LeastWallSeconds = 2;
    private static readonly Duration _longestTelling = Duration.FromMinutes(4);

    private readonly DemoClock _clock;
    private readonly DemoDay _day;
    private readonly TimeProvider _wall;
    private readonly TimeSpan _length;
    private readonly long _startedAt;
    private Instant _toldAt;
    private Instant _watchedUntil = Instant.MinValue;

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

    /// <summary>Keeps the day slow for a moment, because something is about to move.</summary>
    /// <param name="until">Until when.</param>
    public void Watch(Instant until) => _watchedUntil = until;

    /// <summary>A pass was kept.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="turn">What was decided.</param>
    /// <param name="ordered">The speed while an order is carried out; null where none is.</param>
    /// <returns>Whether machines are on their way.</returns>
    public bool Passed(DeskView desk, ControlTurn turn, double? ordered)
    {
        if (!turn.Machines.IsEmpty || !turn.Feeds.IsEmpty)
        {
            _toldAt = turn.At;
        }

        // A machine that never follows does not hold the day up.
        var motion = Look(desk, turn);
        motion = motion > Motion.Starting && turn.At - _toldAt > _longestTelling ? Motion.Starting : motion;
        motion = motion < Motion.Telling && turn.At < _watchedUntil ? Motion.Telling : motion;
        _clock.Speed = ordered ?? motion switch
        {
            Motion.Telling => TellingSpeed,
            Motion.Waking => WakingSpeed,
            Motion.Waiting => WaitingSpeed,
            Motion.Starting => StartingSpeed,
            _ => Calm(turn.At),
        };
        return motion != Motion.None;
    }

    /// <summary>A pass of a day that follows was kept: while somebody looks the day goes slowly enough to be followed, at the pace of the
    /// wall clock while an order is carried out; else at that pace always.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="turn">What was decided.</param>
    /// <param name="isOrdered">Whether an order is being carried out.</param>
    /// <param name="isLookedAt">Whether somebody looks.</param>
    public void Further(DeskView desk, ControlTurn turn, bool isOrdered, bool isLookedAt) =>
        _clock.Speed = isOrdered || !isLookedAt ? 1 : Look(desk, turn) == Motion.Telling ? FurtherTellingSpeed : FurtherSpeed;

    private static Motion Look(DeskView desk, ControlTurn turn)
    {
        var stopping = turn.Feeds.Length + turn.Machines.Count(command => command.Action == ControlAction.Sleep);
        var (waking, open, starting) = (turn.Machines.Length, 0, 0);
        foreach (var machine in desk.State().Machines.AsSpan())
        {
            var isPending = machine.Pending != default;
            var isToStop = machine.Told is not null && machine.ToldMode == LoadGroup.OffIndex;
            stopping += isToStop && (isPending || !machine.Follows) ? 1 : 0;
            waking += isPending && !isToStop ? 1 : 0;

            // What was not heard yet produces nothing by the books.
            open += machine.Follows && machine.Condition != MachineCondition.Unknown ? 0 : 1;
            starting += machine.Condition == MachineCondition.Starting ? 1 : 0;
        }

        return stopping > 0 ? Motion.Telling
            : waking > 0 ? Motion.Waking
            : open > 0 || turn.Wanted.Any(wanted => wanted.Machines != wanted.Target) ? Motion.Waiting
            : starting > 0 ? Motion.Starting : Motion.None;
    }

    private double Calm(Instant now)
    {
        var left = (_length - _wall.GetElapsedTime(_startedAt)).TotalSeconds;
        return Math.Clamp((_day.End - now).TotalSeconds / Math.Max(left, LeastWallSeconds), LeastCalmSpeed, MostCalmSpeed);
    }

    private enum Motion
    {
        None,
        Starting,
        Waiting,
        Waking,
        Telling,
    }
}
