using System.Net;
using System.Text;
using MQTTnet;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Breakers;
using Spillway.Devices.Relays;
using Spillway.Devices.Wire.Relays;
using Spillway.Simulation.Emulators.Relays;
using Spillway.Tests.Devices.Compliance;
using Xunit;

namespace Spillway.Tests.Devices.Relays;

public sealed class RelayTests
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public static TheoryData<string> Relays => new(RelayStands.Names);

    [Theory]
    [MemberData(nameof(Relays))]
    public async Task A_relay_measures_what_flows_through_it(string stand)
    {
        await using var at = await BreakerStands.OpenAsync(stand, BreakerStand.Patient);
        var running = await at.Meter!.ReadAsync(_cancellation);
        running.Fault.ShouldBeNull();
        running.Value!.Power!.Value.Value.ShouldBe(0.0012m, 0.000001m);

        await at.Driver.TellAsync(BreakerAction.Open, _cancellation);

        (await at.Meter.ReadAsync(_cancellation)).Value!.Power!.Value.Value.ShouldBe(0);
    }

    [Fact]
    public async Task A_device_whose_last_will_was_told_is_unreachable()
    {
        await using var at = await BreakerStands.OpenAsync("mqtt tasmota", TimeSpan.FromMilliseconds(300));
        (await at.Driver.ReadAsync(_cancellation)).IsAnswered.ShouldBeTrue();

        at.Vanish();

        DeviceFault? fault = null;
        for (var count = 0; fault?.Kind is not DeviceFaultKind.Unreachable && count < 20; count++)
        {
            fault = (await at.Driver.ReadAsync(_cancellation)).Fault;
        }

        fault!.Kind.ShouldBe(DeviceFaultKind.Unreachable);
        fault.Detail.ShouldContain("Offline");
    }

    [Fact]
    public async Task What_a_broker_remembers_is_no_reading()
    {
        await using var broker = await RelayStands.BrokerAsync();
        await PublishAsync(broker, "stat/bench7/POWER1", "ON", isRetained: true);
        await using var relay = Tasmota(broker.Endpoint.Port, TimeSpan.FromMilliseconds(250));

        (await relay.ReadAsync(_cancellation)).Fault!.Kind.ShouldBe(DeviceFaultKind.Late, "only the broker's memory says ON");
    }

    [Theory]
    [InlineData("MAYBE", DeviceFaultKind.Malformed)]
    [InlineData("", DeviceFaultKind.Malformed)]
    [InlineData("\0\u0001", DeviceFaultKind.Malformed)]
    public async Task A_word_that_is_no_state_is_a_fault(string word, DeviceFaultKind kind)
    {
        await using var broker = await RelayStands.BrokerAsync();
        await using var relay = Tasmota(broker.Endpoint.Port, TimeSpan.FromSeconds(10));
        var reading = relay.ReadAsync(_cancellation).AsTask();

        while (!reading.IsCompleted)
        {
            await PublishAsync(broker, "stat/bench7/POWER1", word, isRetained: false);
        }

        (await reading).Fault!.Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task No_broker_is_unreachable_and_one_that_comes_back_is_found()
    {
        var port = RelayStands.FreePort();
        await using var relay = Tasmota(port, TimeSpan.FromMilliseconds(250));
        (await relay.ReadAsync(_cancellation)).Fault!.Kind.ShouldBe(DeviceFaultKind.Unreachable);

        var (physics, meter) = RelayStands.Physics();
        for (var time = 0; time < 2; time++)
        {
            await using var broker = await RelayBroker.StartAsync(new(IPAddress.Loopback, port));
            await using var device = new MqttRelayDevice(RelayTemplates.BuiltIn.Find("tasmota"), Address, physics, meter);
            await device.ConnectAsync(broker.Endpoint, _cancellation);
            DeviceAnswer<BreakerReading> answer = default;
            for (var count = 0; !answer.IsAnswered && count < 20; count++)
            {
                answer = await relay.ReadAsync(_cancellation);
            }

            answer.Value?.Position.ShouldBe(BreakerPosition.Closed);
            answer.Fault.ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("""{"a":{"b":[1,"two",true]}}""", "a.b.1", "two")]
    [InlineData("""{"a":{"b":[1,"two",true]}}""", "a.b.2", "true")]
    [InlineData("""{"p":[{"i":"0","v":1},{"i":"7","v":2.5}]}""", "p.[i=7].v", "2.5")]
    [InlineData("""{"p":[{"i":3,"v":9}]}""", "p.[i=3].v", "9")]
    [InlineData("""{"a":null}""", "a", null)]
    [InlineData("""{"a":{}}""", "a", null)]
    [InlineData("""{"a":[1]}""", "a.99999999999", null)]
    [InlineData("{", "a", null)]
    [InlineData("plain", "", "plain")]
    public void A_value_is_found_in_a_message_or_it_is_not(string message, string path, string? value) =>
        RelayJson.Find(Encoding.UTF8.GetBytes(message), path).ShouldBe(value);

    [Fact]
    public void Messages_too_long_or_too_deep_tell_nothing()
    {
        RelayJson.Find(new byte[RelayJson.BytesAtMost + 1], "").ShouldBeNull();
        RelayJson.Find(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("""{"a":""", 5_000)) + "1" + new string('}', 5_000)), "a.a").ShouldBeNull();
    }

    private static RelayAddress Address => new("bench7", 0, 1, "desk-relay-1");

    private static MqttRelay Tasmota(int port, TimeSpan patience) => new(
        new MqttLine(new("127.0.0.1", port, null, "desk"), TimeProvider.System),
        RelayTemplates.BuiltIn.Find("tasmota") with { Feedback = patience },
        Address,
        TimeProvider.System);

    private static async Task PublishAsync(RelayBroker broker, string topic, string payload, bool isRetained)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Endpoint.Port).Build(), _cancellation);
        await client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithRetainFlag(isRetained).Build(), _cancellation);
        await client.DisconnectAsync(new MqttClientDisconnectOptions(), _cancellation);
    }
}
