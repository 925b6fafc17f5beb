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

    /// <summary>Whether it says nothing for ever when it is asked.</summary>
    public bool IsMute { get; set; }

    public TaskCompletionSource IsAsked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource IsClosing { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DeviceAnswer<BreakerReading> Reading => new(new BreakerReading(Position, false, true));

    public int Fed => Volatile.Read(ref _fed);

    public async ValueTask<DeviceAnswer<BreakerReading>> ReadAsync(CancellationToken cancellation)
    {
        if (IsMute)
        {
            IsAsked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        return Reading;
    }

    public async ValueTask<DeviceAnswer<BreakerReading>> TellAsync(BreakerAction action, CancellationToken cancellation)
    {
        if (action == BreakerAction.Close && IsHung)
        {
            IsClosing.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        Position = action == BreakerAction.Close ? BreakerPosition.Closed : BreakerPosition.Open;
        return Reading;
    }

    public ValueTask<DeviceAnswer<Acknowledgement>> FeedAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _fed);
        return new(new DeviceAnswer<Acknowledgement>(new Acknowledgement("")));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
