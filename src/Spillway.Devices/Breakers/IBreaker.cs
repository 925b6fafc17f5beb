namespace Spillway.Devices.Breakers;

/// <summary>One breaker, contactor or relay through its driver. One call at a time; any thread.</summary>
public interface IBreaker : IAsyncDisposable
{
    /// <summary>Reads its feedback.</summary>
    /// <param name="cancellation">Ends the wait; the driver's own time limit holds besides.</param>
    /// <returns>What it says, or why it said nothing.</returns>
    ValueTask<DeviceAnswer<BreakerReading>> ReadAsync(CancellationToken cancellation);

    /// <summary>Moves it and waits for its feedback.</summary>
    /// <param name="action">What to do; to open an open breaker is done at once.</param>
    /// <param name="cancellation">Ends the wait; the driver's own time limit holds besides.</param>
    /// <returns>The feedback that confirms it, or why there is none; <see cref="DeviceFaultKind.Refused"/> for an interlock,
    /// <see cref="DeviceFaultKind.Late"/> for one that does not follow.</returns>
    ValueTask<DeviceAnswer<BreakerReading>> TellAsync(BreakerAction action, CancellationToken cancellation);

    /// <summary>Feeds its watchdog, where it has one: unless fed it opens by itself.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>An acknowledgement, or why there is none; <see cref="DeviceFaultKind.Unsupported"/> without a watchdog.</returns>
    ValueTask<DeviceAnswer<Acknowledgement>> FeedAsync(CancellationToken cancellation);
}
