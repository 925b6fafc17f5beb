using Microsoft.AspNetCore.Connections;

namespace Spillway.Simulation.Emulators;

/// <summary>A family with a protocol straight on TCP.</summary>
public interface IRawFamily : IEmulatedFamily
{
    /// <summary>Serves one connection until it ends; to return closes it after what was written has been sent.</summary>
    /// <param name="connection">The connection; its <see cref="ConnectionContext.Transport"/> is read and written.</param>
    /// <param name="machine">The machine at the address that was called.</param>
    /// <param name="port">The port that was called.</param>
    /// <param name="cancellation">The connection is cut or the host stops.</param>
    /// <returns>When the connection is to be closed.</returns>
    Task ServeAsync(ConnectionContext connection, EmulatedMachine machine, EmulatedPort port, CancellationToken cancellation);
}
