using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using MQTTnet.AspNetCore;
using MQTTnet.Exceptions;
using MQTTnet.Server;
using NodaTime;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Relays;

/// <summary>An MQTT broker at an address, and the relays behind it: clients of it like the desk.</summary>
/// <param name="world">The clock of its world.</param>
public sealed class RelayBrokerDevice(IWorldTime world) : IStartedDevice
{
    private const int StandardPort = 1883;

    // Of its world, as the containers that cannot be asked do.
    private static readonly Duration _ownPace = Duration.FromSeconds(5);

    private readonly List<MqttRelayDevice> _relays = [];
    private readonly MqttConnectionHandler _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private MqttServer? _server;
    private Task _telling = Task.CompletedTask;

    /// <inheritdoc/>
    public ImmutableArray<EmulatedPort> Ports { get; } = [new(StandardPort, EmulatedWire.Raw)];

    /// <inheritdoc/>
    public LineCondition Line => new(true, Duration.Zero, false, false);

    /// <summary>Puts a relay behind it, before it is started.</summary>
    /// <param name="relay">The relay, which is disposed of with the broker.</param>
    public void Add(MqttRelayDevice relay)
    {
        ArgumentNullException.ThrowIfNull(relay);
        _relays.Add(relay);
    }

    /// <inheritdoc/>
    public async Task StartAsync(IPEndPoint at, TimeProvider time, CancellationToken cancellation)
    {
        _server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder().WithoutDefaultEndpoint().Build(), [_connections]);
        await _server.StartAsync().ConfigureAwait(false);
        foreach (var relay in _relays)
        {
            await relay.ConnectAsync(at, cancellation).ConfigureAwait(false);
        }

        _telling = TellAsync([.. _relays.Where(relay => relay.TellsByItself)], time);
    }

    /// <inheritdoc/>
    public Task ServeAsync(ConnectionContext connection, EmulatedPort port, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return _connections.OnConnectedAsync(connection);
    }

    /// <inheritdoc/>
    public Task AnswerAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _telling.ConfigureAwait(false);
        foreach (var relay in _relays)
        {
            await relay.DisposeAsync().ConfigureAwait(false);
        }

        if (_server is not null)
        {
            await _server.StopAsync(new MqttServerStopOptions()).ConfigureAwait(false);
            _server.Dispose();
        }

        _connections.Dispose();
        _stop.Dispose();
    }

    private async Task TellAsync(ImmutableArray<MqttRelayDevice> relays, TimeProvider time)
    {
        var pause = world.ToProcessTime(_ownPace).ToTimeSpan();
        try
        {
            while (!relays.IsEmpty)
            {
                await Task.Delay(pause, time, _stop.Token).ConfigureAwait(false);
                foreach (var relay in relays)
                {
                    await relay.PublishAsync().ConfigureAwait(false);
                }
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or MqttCommunicationException or MqttClientDisconnectedException or MqttClientNotConnectedException)
        {
            // The broker has gone, and they with it.
        }
    }
}
