using NodaTime;
using Spillway.App.Api;
using Spillway.App.Boards;

namespace Spillway.App.Machines;

/// <summary>Makes one snapshot of the fleet a second at most, for all who look; none while nobody does. Any thread; the desk's never
/// comes here.</summary>
/// <param name="desk">The desk.</param>
/// <param name="board">Its frames.</param>
/// <param name="wall">The wall clock.</param>
public sealed class FleetWatch(DeskView desk, DeskBoard board, TimeProvider wall)
{
    /// <summary>How long a snapshot serves.</summary>
    public static readonly TimeSpan Served = TimeSpan.FromSeconds(1);

    /// <summary>From which age on a machine's answer says nothing of how it is.</summary>
    public Duration ReadingStale => desk.Site.Installation?.Desk.ReadingStale ?? FleetSnapshot.UsualStale;

    private readonly Lock _gate = new();
    private FleetSnapshot? _newest;
    private long _madeAt;

    /// <summary>The newest snapshot.</summary>
    public FleetSnapshot Newest()
    {
        lock (_gate)
        {
            var frame = board.Newest;
            if (_newest is null || (frame.Number != _newest.Number && wall.GetElapsedTime(_madeAt) >= Served))
            {
                _newest = FleetSnapshot.Of(frame.Number, desk.Plant, frame.State, desk.Telemetry, ReadingStale);
                _madeAt = wall.GetTimestamp();
            }

            return _newest;
        }
    }
}
