using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Spillway.Tests.App.Notifications;

/// <summary>A clock that the test moves, and that says which waits have begun: a test moves it only when the wait is there.</summary>
internal sealed class ArmedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> _armed = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _armed.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until something waits so long.</summary>
    public async Task WaitsAsync(TimeSpan time, CancellationToken cancellation)
    {
        while (await _armed.Reader.ReadAsync(cancellation) != time)
        {
            // Another wait.
        }
    }
}
