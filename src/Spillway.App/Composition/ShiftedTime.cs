namespace Spillway.App.Composition;

/// <summary>A clock that began at another instant and runs faster: what a replayed day is told by.</summary>
/// <param name="inner">The clock that moves it.</param>
/// <param name="begin">What it showed when it was made.</param>
/// <param name="speed">How many times faster; above zero.</param>
public sealed class ShiftedTime(TimeProvider inner, DateTimeOffset begin, double speed) : TimeProvider
{
    private readonly long _start = inner.GetTimestamp();

    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => begin + (inner.GetElapsedTime(_start) * speed);

    /// <inheritdoc/>
    public override long GetTimestamp() => _start + (long)((inner.GetTimestamp() - _start) * speed);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ShiftedTimer(inner.CreateTimer(callback, state, Slow(dueTime), Slow(period)), this);

    private TimeSpan Slow(TimeSpan time) => time <= TimeSpan.Zero ? time : time / speed;

    private sealed class ShiftedTimer(ITimer timer, ShiftedTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Slow(dueTime), time.Slow(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
