using Spillway.Devices;
using Spillway.Devices.Breakers;

namespace Spillway.Tests.Devices.Fleet;

/// <summary>A breaker in memory.</summary>
internal sealed class FakeBreaker : IBreaker
{
    private int _fed;

    public BreakerPosition Position { get; set; } = BreakerPosition.Closed;

    /// <summary>Whether it takes for ever to close.</summary>
    public bool IsHung { get; set; }

    public TaskCompletionSource IsClosing { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Fed => Volatile.Read(ref _fed);

    public ValueTask<DeviceAnswer<BreakerReading>> ReadAsync(CancellationToken cancellation) => new(new DeviceAnswer<BreakerReading>(new BreakerReading(Position, false, true)));

    public async ValueTask<DeviceAnswer<BreakerReading>> TellAsync(BreakerAction action, CancellationToken cancellation)
    {
        if (action == BreakerAction.Close && IsHung)
        {
            IsClosing.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        Position = action == BreakerAction.Close ? BreakerPosition.Closed : BreakerPosition.Open;
        return await ReadAsync(cancellation);
    }

    public ValueTask<DeviceAnswer<Acknowledgement>> FeedAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _fed);
        return new(new DeviceAnswer<Acknowledgement>(new Acknowledgement("")));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
