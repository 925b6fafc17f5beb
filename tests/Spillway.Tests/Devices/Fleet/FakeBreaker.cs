using Spillway.Devices;
using Spillway.Devices.Breakers;

namespace Spillway.Tests.Devices.Fleet;

/// <summary>A breaker in memory.</summary>
internal sealed class FakeBreaker : IBreaker
{
    private int _fed;

    public BreakerPosition Position { get; set; } = BreakerPosition.Closed;

    public int Fed => Volatile.Read(ref _fed);

    public ValueTask<DeviceAnswer<BreakerReading>> ReadAsync(CancellationToken cancellation) => new(new DeviceAnswer<BreakerReading>(new BreakerReading(Position, false, true)));

    public ValueTask<DeviceAnswer<BreakerReading>> TellAsync(BreakerAction action, CancellationToken cancellation)
    {
        Position = action == BreakerAction.Close ? BreakerPosition.Closed : BreakerPosition.Open;
        return ReadAsync(cancellation);
    }

    public ValueTask<DeviceAnswer<Acknowledgement>> FeedAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _fed);
        return new(new DeviceAnswer<Acknowledgement>(new Acknowledgement("")));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
