using System.Net;

namespace Spillway.Simulation.Emulators;

/// <summary>A device with more to it than what it answers: begun once its host listens, ended with it.</summary>
public interface IStartedDevice : IEmulatedDevice, IAsyncDisposable
{
    /// <summary>Begins.</summary>
    /// <param name="at">Where its first port is served.</param>
    /// <param name="time">The clock of the process.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>When it has begun.</returns>
    Task StartAsync(IPEndPoint at, TimeProvider time, CancellationToken cancellation);
}
