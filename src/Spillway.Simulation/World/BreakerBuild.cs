using NodaTime;

namespace Spillway.Simulation.World;

/// <summary>How one breaker or contactor is made.</summary>
/// <param name="Opening">From the command to parted contacts, zero or more.</param>
/// <param name="Closing">From the command to made contacts, zero or more.</param>
/// <param name="LeastOff">How long it stays open before it may close again, zero or more.</param>
/// <param name="Watchdog">How long after the last feeding it opens by itself; null without a watchdog.</param>
public sealed record BreakerBuild(Duration Opening, Duration Closing, Duration LeastOff, Duration? Watchdog)
{
    /// <summary>An air circuit breaker: opens in 50 ms, closes in 80 ms, no watchdog.</summary>
    public static BreakerBuild AirCircuitBreaker { get; } =
        new(Duration.FromMilliseconds(50), Duration.FromMilliseconds(80), Duration.Zero, null);

    /// <summary>A contactor behind a load-shedding watchdog of 30 s: opens and closes in 100 ms.</summary>
    public static BreakerBuild WatchedContactor { get; } =
        new(Duration.FromMilliseconds(100), Duration.FromMilliseconds(100), Duration.Zero, Duration.FromSeconds(30));
}
