using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Spillway.Devices;
using Spillway.Devices.Http;
using Spillway.Devices.Relays;
using Spillway.Devices.Wire.Relays;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.Emulators.Relays;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>Relays behind a broker or HTTP, each against its emulator.</summary>
internal static class RelayStands
{
    public static IEnumerable<string> Names => ["shelly rpc", .. RelayTemplates.BuiltIn.All.Keys.Select(name => "mqtt " + name)];

    public static async Task<BreakerStand> ShellyAsync()
    {
        var (relay, meter) = Physics();
        var device = new ShellyDevice(relay, meter, 0, "02:53:50:00:00:01");
        var (application, endpoint) = await ServeAsync(device);
        var http = new DeviceHttp(TimeProvider.System, DeviceHttpLimits.Usual);
        return new(new ShellyRelay(http, endpoint, 0, null), relay, async () =>
        {
            http.Dispose();
            await application.DisposeAsync();
        })
        {
            Meter = new ShellyMeter(http, endpoint, 0, null),
        };
    }

    public static async Task<BreakerStand> MqttAsync(string name, TimeSpan patience)
    {
        var template = RelayTemplates.BuiltIn.Find(name);
        template = template with { Feedback = patience, Look = TimeSpan.FromMilliseconds(10) };
        var address = new RelayAddress("bench7", 2, 1, "desk-relay-1");
        var (relay, meter) = Physics();
        var broker = await BrokerAsync();
        var device = new MqttRelayDevice(template, address, relay, meter);
        await device.ConnectAsync(broker.Endpoint, TestContext.Current.CancellationToken);
        var told = template.Ask is null ? Repeated(device) : null;
        var line = new MqttLine(new("127.0.0.1", broker.Endpoint.Port, null, "desk"), TimeProvider.System);
        return new(new MqttRelay(line, template, address, TimeProvider.System), relay, async () =>
        {
            if (told is not null)
            {
                await told.DisposeAsync();
            }

            await device.DisposeAsync();
            await broker.DisposeAsync();
        })
        {
            Meter = new MqttRelayMeter(line.Share(), template, address, TimeProvider.System),
            Vanish = device.Vanish,
        };
    }

    public static async Task<(WebApplication Application, DeviceEndpoint Endpoint)> ServeAsync(ShellyDevice device)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.Use(_ => http => device.AnswerAsync(http));
        await application.StartAsync(TestContext.Current.CancellationToken);
        var port = new Uri(application.Urls.Single()).Port;
        return (application, new(IPAddress.Loopback) { Forwarded = ImmutableDictionary<int, int>.Empty.Add(80, port) });
    }

    /// <summary>A broker on a port that is free; another program may take one between the look and the start.</summary>
    public static async Task<RelayBroker> BrokerAsync()
    {
        for (var count = 0; ; count++)
        {
            try
            {
                return await RelayBroker.StartAsync(new(IPAddress.Loopback, FreePort()));
            }
            catch (SocketException) when (count < 5)
            {
                continue;
            }
        }
    }

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public static (LoneBreaker Relay, LoneMeter Meter) Physics()
    {
        var clock = new WorldClock(TimeProvider.System, BreakerStand.Start, 1);
        var relay = new LoneBreaker(new(BreakerStands.Quick with { Watchdog = null }), clock);
        var meter = new LoneMeter(new(MeterBuild.LowVoltageFeeder), clock, _ => relay.Ask((breaker, _) => breaker.IsLive) ? 0.0012 : 0);
        return (relay, meter);
    }

    // Some devices tell their state every few seconds and cannot be asked; here every few milliseconds.
    private static Timer Repeated(MqttRelayDevice device)
    {
        async void Tell(object? _)
        {
            try
            {
                await device.PublishAsync();
            }
            catch (Exception fault) when (fault is MQTTnet.Exceptions.MqttCommunicationException or MQTTnet.Exceptions.MqttClientDisconnectedException or ObjectDisposedException or InvalidOperationException)
            {
                // The stand is closing.
            }
        }

        return new Timer(Tell, null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
    }
}
