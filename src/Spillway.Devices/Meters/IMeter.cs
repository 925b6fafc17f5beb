namespace Spillway.Devices.Meters;

/// <summary>One meter through its driver. One call at a time; any thread.</summary>
public interface IMeter : IAsyncDisposable
{
    /// <summary>Reads the meter.</summary>
    /// <param name="cancellation">Ends the wait; the driver's own time limit holds besides.</param>
    /// <returns>What it says, or why it said nothing.</returns>
    ValueTask<DeviceAnswer<MeterReading>> ReadAsync(CancellationToken cancellation);
}
