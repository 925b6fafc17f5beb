using System.Net;
using NodaTime;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Breakers;
using Spillway.Devices.Relays;
using Spillway.Devices.Wire.Relays;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.Emulators.Relays;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.IntegrationTests.Relays;

public sealed class RealBrokerTests
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tasmota")]
    [InlineData("zigbee2mqtt")]
    [InlineData("shelly-gen2")]
    public async Task A_relay_behind_a_real_broker_is_switched_measured_and_found_again(string name)
    {
        await using var broker = await Mosquitto.StartAsync();
        var template = RelayTemplates.BuiltIn.Find(name);
        var address = new RelayAddress("bench7", 0, 1, "desk-relay-1");
        var clock = new WorldClock(TimeProvider.System, Instant.FromUtc(2026, 7, 1, 12, 0), 1);
        var physics = new LoneBreaker(new(BreakerBuild.AirCircuitBreaker), clock);
        var meter = new LoneMeter(new(MeterBuild.LowVoltageFeeder), clock, _ => physics.Ask((breaker, _) => breaker.IsLive) ? 0.0012 : 0);
        var line = new MqttLine(new("127.0.0.1", broker.Port, null, "desk"), TimeProvider.System);
        await using var relay = new MqttRelay(line, template, address, TimeProvider.System);
        await using var measured = new MqttRelayMeter(line.Share(), template, address, TimeProvider.System);

        await using (var device = new MqttRelayDevice(template, address, physics, meter))
        {
            await device.ConnectAsync(new(IPAddress.Loopback, broker.Port), _cancellation);
            (await measured.ReadAsync(_cancellation)).Value!.Power!.Value.Value.ShouldBe(0.0012m, 0.000001m);
            (await relay.TellAsync(BreakerAction.Open, _cancellation)).Value!.Position.ShouldBe(BreakerPosition.Open);
            physics.Ask((breaker, _) => breaker.IsLive).ShouldBeFalse();
        }

        await broker.RestartAsync();
        await using var again = new MqttRelayDevice(template, address, physics, meter);
        await again.ConnectAsync(new(IPAddress.Loopback, broker.Port), _cancellation);

        DeviceAnswer<BreakerReading> answer = default;
        for (var count = 0; !answer.IsAnswered && count < 10; count++)
        {
            answer = await relay.TellAsync(BreakerAction.Close, _cancellation);
        }

        answer.Value!.Position.ShouldBe(BreakerPosition.Closed);
    }

    [Theory]
    [InlineData("no-password-of-it")]
    [InlineData(null)]
    public async Task A_broker_that_refuses_the_credential_says_so(string? password)
    {
        await using var broker = await Mosquitto.StartAsync("allow_anonymous false\n");
        var credential = password is null ? null : new Credential("desk", password);
        await using var relay = new MqttRelay(
            new MqttLine(new("127.0.0.1", broker.Port, credential, "desk"), TimeProvider.System),
            RelayTemplates.BuiltIn.Find("tasmota"),
            new RelayAddress("bench7", 0, 1, "desk-relay-1"),
            TimeProvider.System);

        var fault = (await relay.TellAsync(BreakerAction.Open, _cancellation)).Fault.ShouldNotBeNull();

        fault.Kind.ShouldBe(DeviceFaultKind.Unauthorised, fault.Detail);
        fault.Detail.ShouldBe($"Broker 127.0.0.1:{broker.Port} refuses the connection: NotAuthorized.");
    }
}
