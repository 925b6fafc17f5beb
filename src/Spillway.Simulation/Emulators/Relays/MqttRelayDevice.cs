using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Spillway.Devices.Wire.Relays;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Relays;

/// <summary>A relay that is a client of a broker, as such relays are: it obeys, tells its state when it is asked, and leaves a last
/// will that says it is gone.</summary>
public sealed class MqttRelayDevice : IAsyncDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly RelayTemplate _template;
    private readonly RelayAddress _address;
    private readonly IEmulatedBreaker _relay;
    private readonly IEmulatedMeter _meter;
    private readonly Func<LineCondition>? _line;

    /// <summary>Lets a relay and its meter speak; it is not connected yet.</summary>
    /// <param name="template">How it speaks.</param>
    /// <param name="address">Which one it is, and who will ask.</param>
    /// <param name="relay">The relay.</param>
    /// <param name="meter">What flows through it.</param>
    /// <param name="line">How its line is just now; null for one that always hears and answers.</param>
    public MqttRelayDevice(RelayTemplate template, RelayAddress address, IEmulatedBreaker relay, IEmulatedMeter meter, Func<LineCondition>? line = null)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(relay);
        ArgumentNullException.ThrowIfNull(meter);
        _template = template;
        _address = address;
        _relay = relay;
        _meter = meter;
        _line = line;
        _client.ApplicationMessageReceivedAsync += ObeyAsync;
    }

    /// <summary>Whether nobody can ask for its state, so that it tells it again and again.</summary>
    public bool TellsByItself => _template.Ask is null;

    /// <summary>Connects and listens for commands.</summary>
    /// <param name="broker">Where the broker listens.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>When it listens.</returns>
    public async Task ConnectAsync(IPEndPoint broker, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(broker);
        var options = new MqttClientOptionsBuilder().WithTcpServer(broker.Address.ToString(), broker.Port).WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId($"{_address.Device}-{_address.Row}-{_address.Channel}");
        if (_template.Available is { } available)
        {
            options = options.WithWillTopic(_address.Fill(available.Topic)).WithWillPayload(Word(available, _template.Gone)).WithWillRetain();
        }

        await _client.ConnectAsync(options.Build(), cancellation).ConfigureAwait(false);
        var topics = new[] { _template.On, _template.Off, _template.Ask, _template.AskMeter }.OfType<RelayMessage>().Select(message => _address.Fill(message.Topic)).Distinct();
        foreach (var topic in topics)
        {
            await _client.SubscribeAsync(topic, MqttQualityOfServiceLevel.AtLeastOnce, cancellation).ConfigureAwait(false);
        }

        if (_template.Available is { } presence)
        {
            await SendAsync(_address.Fill(presence.Topic), Word(presence, "online"), isRetained: true).ConfigureAwait(false);
        }
    }

    /// <summary>Tells everything that it tells by itself.</summary>
    /// <returns>When the broker has it.</returns>
    public async Task PublishAsync()
    {
        foreach (var topic in new[] { _template.State, _template.Power }.OfType<RelayField>().Select(field => field.Topic).Distinct())
        {
            await SendAsync(_address.Fill(topic), Report(topic), isRetained: false).ConfigureAwait(false);
        }
    }

    /// <summary>Goes without a goodbye, so that its last will is told.</summary>
    public void Vanish() => _client.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ObeyAsync(MqttApplicationMessageReceivedEventArgs heard)
    {
        if (_line?.Invoke() is { IsAnswering: false })
        {
            return;
        }

        var payload = Encoding.UTF8.GetString(heard.ApplicationMessage.Payload.ToArray());
        bool Is(RelayMessage? message) => message is not null && _address.Fill(message.Topic) == heard.ApplicationMessage.Topic && IsSame(_address.Fill(message.Payload), payload);

        if (Is(_template.On) || Is(_template.Off))
        {
            _relay.Ask((relay, now) => relay.Tell(Is(_template.On) ? BreakerOrder.Close : BreakerOrder.Open, now));
            await PublishAsync().ConfigureAwait(false);
        }
        else if (Is(_template.Ask) || Is(_template.AskMeter))
        {
            await PublishAsync().ConfigureAwait(false);
        }
    }

    private byte[] Report(string topic)
    {
        var isOn = _relay.Ask((relay, _) => relay.Position == ContactPosition.Closed || (relay.Position == ContactPosition.Travelling && relay.IsLive));
        var (power, energy, volts) = _meter.Ask((meter, _) => (meter.Power.Value, meter.ImportedEnergy.Value, (decimal)meter.Build.VoltageVolts));
        return RelayJson.Make(new (RelayField? Field, string Value)[]
        {
            (_template.State, isOn ? _template.StateOn : _template.StateOff),
            (_template.Power, Number(power, _template.Power)),
            (_template.Energy, Number(energy, _template.Energy)),
            (_template.Voltage, Number(volts, _template.Voltage)),
        }.Where(told => told.Field?.Topic == topic).Select(told => (_address.Fill(told.Field!.Path), told.Value)));
    }

    private static string Number(decimal value, RelayField? field) => field is null ? "" : Math.Round(value / field.Scale, 6).ToString(CultureInfo.InvariantCulture);

    private byte[] Word(RelayField field, string word) => RelayJson.Make([(_address.Fill(field.Path), word)]);

    private Task<MqttClientPublishResult> SendAsync(string topic, byte[] payload, bool isRetained) => _client.PublishAsync(
        new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithRetainFlag(isRetained).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build(), CancellationToken.None);

    // A device reads JSON and does not compare texts.
    private static bool IsSame(string expected, string heard)
    {
        if (expected == heard || !expected.StartsWith('{'))
        {
            return expected == heard;
        }

        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(heard));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
