using System.Net;
using MQTTnet.Server;

namespace Spillway.Simulation.Emulators.Relays;

/// <summary>The broker of an emulated site's relays, on loopback.</summary>
public sealed class RelayBroker : IAsyncDisposable
{
    private readonly MqttServer _server;

    private RelayBroker(MqttServer server, IPEndPoint endpoint)
    {
        _server = server;
        Endpoint = endpoint;
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Starts a broker.</summary>
    /// <param name="endpoint">Where; a loopback address and a free port.</param>
    /// <returns>The broker, listening.</returns>
    public static async Task<RelayBroker> StartAsync(IPEndPoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var options = new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(endpoint.Address)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(endpoint.Port)
            .Build();
        var server = new MqttServerFactory().CreateMqttServer(options);
        await server.StartAsync().ConfigureAwait(false);
        return new(server, endpoint);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new MqttServerStopOptions()).ConfigureAwait(false);
        _server.Dispose();
    }
}
