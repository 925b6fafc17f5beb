using System.Collections.Immutable;

namespace Spillway.Devices.Fleet;

/// <summary>Goes round the machines evenly, where the options ask for a round sooner than every machine's own turn: none comes in a
/// rush when the clock's pace changes.</summary>
/// <param name="queue">What there is to do.</param>
/// <param name="seats">All machines.</param>
/// <param name="options">How long a round takes.</param>
/// <param name="clock">The clock.</param>
internal sealed class FleetRound(FleetQueue queue, ImmutableArray<MachineSeat> seats, FleetOptions options, TimeProvider clock)
{
    private long _wentOnAt = clock.GetTimestamp();
    private double _owed;
    private int _next;

    /// <summary>Has those machines asked that the time since the last call is enough for.</summary>
    public void GoOn()
    {
        var now = clock.GetTimestamp();
        var passed = clock.GetElapsedTime(_wentOnAt, now);
        _wentOnAt = now;
        if (options.Round?.Invoke() is not { } round || round >= options.Poll)
        {
            _owed = 0;
            return;
        }

        _owed = Math.Min(_owed + (seats.Length * passed.TotalSeconds / round.TotalSeconds), seats.Length);
        for (; _owed >= 1; _owed--)
        {
            queue.Hasten(seats[_next], now);
            _next = (_next + 1) % seats.Length;
        }
    }
}
