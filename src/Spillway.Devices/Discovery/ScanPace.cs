namespace Spillway.Devices.Discovery;

/// <summary>Spaces the beginnings of connections evenly, and holds all of them where the system runs out of sockets.</summary>
/// <remarks>Any thread.</remarks>
/// <param name="rate">How many may begin in a second; at least 1. Unit: connections/s.</param>
/// <param name="time">The clock.</param>
public sealed class ScanPace(int rate, TimeProvider time)
{
    private readonly TimeSpan _gap = TimeSpan.FromSeconds(1.0 / rate);
    private readonly long _start = time.GetTimestamp();
    private readonly Lock _lock = new();
    private TimeSpan _next;

    /// <summary>Waits for a turn.</summary>
    /// <param name="cancellation">Gives the wait up; the turn is lost then.</param>
    /// <returns>When a connection may be begun.</returns>
    public Task TurnAsync(CancellationToken cancellation)
    {
        TimeSpan wait;
        lock (_lock)
        {
            var now = time.GetElapsedTime(_start);
            var turn = _next > now ? _next : now;
            _next = turn + _gap;
            wait = turn - now;
        }

        return wait <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(wait, time, cancellation);
    }

    /// <summary>Gives nobody a new turn for a while.</summary>
    /// <param name="span">From now. Unit: s, not negative.</param>
    public void Hold(TimeSpan span)
    {
        lock (_lock)
        {
            var until = time.GetElapsedTime(_start) + span;
            _next = _next > until ? _next : until;
        }
    }
}
