namespace Spillway.Devices.Miners;

/// <summary>One machine through its driver. One call at a time; any thread.</summary>
public interface IMiner : IAsyncDisposable
{
    /// <summary>Asks the machine how it is.</summary>
    /// <param name="cancellation">Ends the wait; the driver's own time limit holds besides.</param>
    /// <returns>What it says, or why it said nothing; device trouble never throws.</returns>
    ValueTask<DeviceAnswer<MinerReading>> ReadAsync(CancellationToken cancellation);

    /// <summary>Tells the machine to do something. Its yes is no proof: only measured watts are.</summary>
    /// <param name="command">One its family can do.</param>
    /// <param name="cancellation">Ends the wait; the driver's own time limit holds besides.</param>
    /// <returns>The device's acknowledgement, or why there is none; <see cref="DeviceFaultKind.Late"/> where the command may
    /// have been taken.</returns>
    ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command, CancellationToken cancellation);
}
