using System.Buffers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Spillway.Devices.Wire.Relays;
using Spillway.Engine;

namespace Spillway.Devices.Relays;

/// <summary>The one connection to a broker that all relays behind it share: MQTT 5, opened when it is needed, opened anew when it
/// is gone, encrypted where the broker says how. Any thread.</summary>
/// <remarks>Retained messages are a broker's memory and no reading: they are not asked for, but for the word that a device is gone.
/// Commands are sent at least once, never retained, and expire at the broker.</remarks>
public sealed class MqttLine : IAsyncDisposable
{
    private const uint CommandExpirySeconds = 10;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _breath = TimeSpan.FromMilliseconds(20);

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly MqttClientOptions _options;
    private readonly MqttTls? _tls;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TopicEar> _ears = new(StringComparer.Ordinal);
    private string? _distrust;
    private int _holders = 1;

    /// <summary>A line; nothing is sent before it is first used.</summary>
    /// <param name="broker">Where to.</param>
    /// <param name="time">The clock of time limits.</param>
    public MqttLine(MqttBroker broker, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(broker);
        ArgumentNullException.ThrowIfNull(time);
        Name = $"{broker.Host}:{broker.Port}";
        _time = time;
        _tls = broker.Tls;
        var options = new MqttClientOptionsBuilder()
            .WithTcpServer(broker.Host, broker.Port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(broker.ClientName)
            .WithCleanStart()
            .WithSessionExpiryInterval(0)
            .WithMaximumPacketSize(2 * RelayJson.BytesAtMost)
            .WithTimeout(_patience);
        if (_tls is { } tls)
        {
            options.WithTlsOptions(with => Encrypt(with, tls));
        }

        _options = (broker.Credential is { } credential ? options.WithCredentials(credential.User, credential.Password) : options).Build();
        _client.ApplicationMessageReceivedAsync += Hear;
        _client.DisconnectedAsync += Forget;
    }

    /// <summary>Host and port, for messages.</summary>
    public string Name { get; }

    /// <summary>Takes hold of it once more.</summary>
    /// <returns>The same line, which lives until every holder has disposed of it.</returns>
    public MqttLine Share()
    {
        Invariant.Holds(Interlocked.Increment(ref _holders) > 1);
        return this;
    }

    /// <summary>Listens to a topic from now on; connects where that is needed.</summary>
    /// <param name="topic">The topic, without wildcards.</param>
    /// <param name="takesRetained">Whether what the broker remembers counts: only for words about a device's presence.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What is heard there, or why nothing can be.</returns>
    internal async ValueTask<DeviceAnswer<TopicEar>> ListenAsync(string topic, bool takesRetained, CancellationToken cancellation)
    {
        TopicEar? ear;
        lock (_lock)
        {
            if (!_ears.TryGetValue(topic, out ear))
            {
                _ears[topic] = ear = new(topic, takesRetained, _time);
            }
        }

        return await TryAsync(
            limited => ear.IsSubscribed ? Task.CompletedTask : SubscribeAsync(ear, limited),
            cancellation).ConfigureAwait(false) is { } fault ? new(fault) : new(ear);
    }

    /// <summary>Sends a message at least once.</summary>
    /// <param name="topic">Where to.</param>
    /// <param name="payload">What.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Null once the broker has it, else why not.</returns>
    internal ValueTask<DeviceFault?> SendAsync(string topic, string payload, CancellationToken cancellation) => TryAsync(
        limited => _client.PublishAsync(
            new MqttApplicationMessageBuilder()
                .WithTopic(topic)
                .WithPayload(payload)
                .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
                .WithMessageExpiryInterval(CommandExpirySeconds)
                .Build(),
            limited),
        cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Decrement(ref _holders) > 0)
        {
            return;
        }

        _client.DisconnectedAsync -= Forget;
        try
        {
            await _client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None).WaitAsync(_patience, _time).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is MqttCommunicationException or MqttClientNotConnectedException or TimeoutException or InvalidOperationException)
        {
            // It goes either way.
        }

        _client.Dispose();
        _opening.Dispose();
    }

    // The library keeps no time limit of its own where it is given a token.
    private async ValueTask<DeviceFault?> TryAsync(Func<CancellationToken, Task> act, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            if (await ConnectAsync(either.Token).ConfigureAwait(false) is { } no)
            {
                return no;
            }

            await act(either.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception fault) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested
            && fault is OperationCanceledException or MqttCommunicationException or MqttClientDisconnectedException)
        {
            return new(DeviceFaultKind.Late, $"Broker {Name}: no answer within {_patience.TotalSeconds} s.");
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested
            && fault is MqttCommunicationException or MqttProtocolViolationException or MqttClientDisconnectedException or MqttClientNotConnectedException or InvalidOperationException)
        {
            // The last: the connection ended between its opening and its use.
            return new(DeviceFaultKind.Unreachable, $"Broker {Name}: {fault.Message}");
        }
    }

    private void Encrypt(MqttClientTlsOptionsBuilder with, MqttTls tls)
    {
        // Which protocol is the system's to say; what is shown is weighed here and nowhere else.
        with.UseTls()
            .WithTargetHost(tls.Name)
            .WithSslProtocols(SslProtocols.None)
            .WithRevocationMode(X509RevocationMode.NoCheck)
            .WithCertificateValidationHandler(shown => (_distrust = tls.Distrust(shown.Certificate, shown.Chain, shown.SslPolicyErrors)) is null);
        if (tls.Own is { } own)
        {
            with.WithClientCertificates([own]);
        }
    }

    private async Task<DeviceFault?> ConnectAsync(CancellationToken cancellation)
    {
        if (_client.IsConnected)
        {
            return null;
        }

        await _opening.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!_client.IsConnected)
            {
                _distrust = null;
                var answer = await OpenAsync(cancellation).ConfigureAwait(false);
                return answer.ResultCode is MqttClientConnectResultCode.Success ? null : Refusal(answer);
            }

            return null;
        }
        catch (MqttCommunicationException fault) when (_tls is not null && !cancellation.IsCancellationRequested && !IsNobodyThere(fault))
        {
            var why = _distrust is { } distrust
                ? $"Broker {Name} is not trusted, and nothing was told it: {distrust}."
                : $"Broker {Name}: no TLS connection comes about: {fault.GetBaseException().Message.ReplaceLineEndings(" ")}";
            return new(DeviceFaultKind.Untrusted, $"{RelayErrors.Untrusted.Id} {why} {RelayErrors.Untrusted.Remedy}");
        }
        finally
        {
            _opening.Release();
        }
    }

    // The library says no while it is still ending the connection before this one, which takes moments.
    private async Task<MqttClientConnectResult> OpenAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await _client.ConnectAsync(_options, cancellation).ConfigureAwait(false);
            }
            catch (InvalidOperationException) when (!_client.IsConnected)
            {
                await Task.Delay(_breath, _time, cancellation).ConfigureAwait(false);
            }
        }
    }

    private DeviceFault Refusal(MqttClientConnectResult answer)
    {
        var isWho = answer.ResultCode is MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized
            or MqttClientConnectResultCode.BadAuthenticationMethod or MqttClientConnectResultCode.ClientIdentifierNotValid;
        var why = string.IsNullOrWhiteSpace(answer.ReasonString) ? "" : $" ({answer.ReasonString.ReplaceLineEndings(" ")})";
        return new(isWho ? DeviceFaultKind.Unauthorised : DeviceFaultKind.Refused, $"Broker {Name} refuses the connection: {answer.ResultCode}{why}.");
    }

    // Everything else that ends a connection before the broker has answered is the other side's or this one's no: a broker that wants a
    // certificate of the desk may close in a dozen ways, and since TLS 1.3 after the desk's side of the handshake is done.
    private static bool IsNobodyThere(Exception fault) => fault.GetBaseException() is SocketException
    {
        SocketErrorCode: SocketError.ConnectionRefused or SocketError.TimedOut or SocketError.HostUnreachable or SocketError.HostDown
            or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.AddressNotAvailable,
    };

    private async Task SubscribeAsync(TopicEar ear, CancellationToken cancellation)
    {
        var handling = ear.TakesRetained ? MqttRetainHandling.SendAtSubscribe : MqttRetainHandling.DoNotSendOnSubscribe;
        var options = new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter(filter => filter.WithTopic(ear.Topic).WithAtLeastOnceQoS().WithRetainHandling(handling))
            .Build();
        var result = await _client.SubscribeAsync(options, cancellation).ConfigureAwait(false);
        if (result.Items.Any(item => (int)item.ResultCode >= (int)MqttClientSubscribeResultCode.UnspecifiedError))
        {
            throw new MqttCommunicationException($"subscription to {ear.Topic} was refused.");
        }

        ear.IsSubscribed = true;
    }

    private Task Hear(MqttApplicationMessageReceivedEventArgs heard)
    {
        TopicEar? ear;
        lock (_lock)
        {
            _ears.TryGetValue(heard.ApplicationMessage.Topic, out ear);
        }

        if (ear is not null && (ear.TakesRetained || !heard.ApplicationMessage.Retain) && heard.ApplicationMessage.Payload.Length <= RelayJson.BytesAtMost)
        {
            ear.Hear(heard.ApplicationMessage.Payload.ToArray());
        }

        return Task.CompletedTask;
    }

    // What was heard before the connection broke may be wrong by now.
    private Task Forget(MqttClientDisconnectedEventArgs gone)
    {
        lock (_lock)
        {
            foreach (var ear in _ears.Values)
            {
                ear.Forget();
            }
        }

        return Task.CompletedTask;
    }
}
