using System.Collections.Immutable;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Spillway.Simulation.Emulators;

/// <summary>A device that stands at one address of a host: a machine, a breaker or a meter. Any thread, several connections at a
/// time.</summary>
public interface IEmulatedDevice
{
    /// <summary>Where it listens.</summary>
    ImmutableArray<EmulatedPort> Ports { get; }

    /// <summary>How its line is just now.</summary>
    LineCondition Line { get; }

    /// <summary>Serves one connection of a raw port until it ends.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="port">The port that it came to.</param>
    /// <param name="cancellation">The connection is cut or the host stops.</param>
    /// <returns>When the connection is to be closed.</returns>
    Task ServeAsync(ConnectionContext connection, EmulatedPort port, CancellationToken cancellation);

    /// <summary>Answers one HTTP request.</summary>
    /// <param name="http">The request and its answer.</param>
    /// <returns>When it is answered.</returns>
    Task AnswerAsync(HttpContext http);
}
