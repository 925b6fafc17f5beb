using NodaTime;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators;

/// <summary>A breaker that belongs to no site, under a clock of its own choice.</summary>
public sealed class LoneBreaker : IEmulatedBreaker
{
    private readonly Lock _gate = new();
    private readonly PhysicalBreaker _breaker;
    private readonly IWorldTime _time;

    /// <summary>Puts a breaker under a clock.</summary>
    /// <param name="breaker">The breaker; from now on touched only through this.</param>
    /// <param name="time">The clock.</param>
    public LoneBreaker(PhysicalBreaker breaker, IWorldTime time)
    {
        ArgumentNullException.ThrowIfNull(breaker);
        ArgumentNullException.ThrowIfNull(time);
        _breaker = breaker;
        _time = time;
    }

    /// <inheritdoc/>
    public LineCondition Line => new(true, Duration.Zero, false, false);

    /// <inheritdoc/>
    public T Ask<T>(Func<PhysicalBreaker, Instant, T> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        lock (_gate)
        {
            var now = _time.Now;
            _breaker.Advance(now);
            return ask(_breaker, now);
        }
    }
}
