namespace Spillway.Devices.Discovery;

/// <summary>Spaces the beginnings of connections evenly, and holds all of them where the system runs out of sockets.</summary>
internal sealed class ScanPace(int rate, TimeProvider time)
{
    private readonly TimeSpan _gap = TimeSpan.FromSeconds(1.0 / rate);
    private readonly long _start = time.GetTimestamp();
    private readonly Lock _lock = new();
    private TimeSpan _next;

    /// <summary>Waits for a turn.</summary>
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
    public void Hold(TimeSpan span)
    {
        lock (_lock)
        {
            var until = time.GetElapsedTime(_start) + span;
            _next = _next > until ? _next : until;
        }
    }
}
