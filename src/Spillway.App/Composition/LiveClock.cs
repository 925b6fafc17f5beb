using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;

namespace Spillway.App.Composition;

/// <summary>The running desk's edge of time: the settlement interval that the clock stands in, then the next, and so on. A clock
/// that is set back by more than an interval is followed: those it stands in are decided once more.</summary>
/// <param name="time">The clock.</param>
/// <param name="interval">The length of every interval.</param>
public sealed class LiveClock(TimeProvider time, Duration interval) : IDeskClock
{
    private Instant? _last;

    /// <inheritdoc/>
    public async ValueTask<Slot?> NextAsync(CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var running = Start(now);
        var next = _last is { } last && running <= last && running >= last - interval ? last + interval : running;
        if (next > now)
        {
            // An interval is over when its last pass says so; a hair of waiting is all that can be left here.
            await Task.Delay(Wait(next - now), time, cancellation).ConfigureAwait(false);
        }

        _last = next;
        return new Slot(next, interval);
    }

    /// <summary>The start of the interval that holds an instant.</summary>
    /// <param name="at">The instant.</param>
    /// <returns>Intervals begin at midnight UTC and follow one another.</returns>
    public Instant Start(Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        var length = interval.BclCompatibleTicks;
        return Instant.FromUnixTimeTicks(ticks - (((ticks % length) + length) % length));
    }

    // A clock that was set back a little is waited for an interval at most.
    private TimeSpan Wait(Duration left) => Duration.Min(left, interval).ToTimeSpan();
}
