using NodaTime;

namespace Spillway.Simulation.World;

/// <summary>The clock of a served world: the process's time, made faster by a factor.</summary>
public sealed class WorldClock : IWorldTime
{
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly double _speed;

    /// <summary>Starts a clock.</summary>
    /// <param name="time">What passes.</param>
    /// <param name="start">What it shows now.</param>
    /// <param name="speed">World seconds in one second; above 0, at most 10,000.</param>
    public WorldClock(TimeProvider time, Instant start, double speed)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(speed, 10_000);
        _time = time;
        _startedAt = time.GetTimestamp();
        _speed = speed;
        Start = start;
    }

    /// <summary>What it showed when it was started.</summary>
    public Instant Start { get; }

    /// <inheritdoc/>
    public Instant Now => Start + Duration.FromSeconds(_time.GetElapsedTime(_startedAt).TotalSeconds * _speed);

    /// <inheritdoc/>
    public Duration ToProcessTime(Duration world) => world / _speed;
}
