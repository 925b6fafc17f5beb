using System.Net;
using Spillway.App.Sites;
using Spillway.Devices;
using Spillway.Devices.Breakers;
using Spillway.Devices.Http;
using Spillway.Devices.Modbus;
using Spillway.Devices.Relays;
using Spillway.Devices.Wire.Breakers;
using Spillway.Devices.Wire.Relays;

namespace Spillway.App.Composition;

/// <summary>Takes hold of breakers. Those behind one module or one broker share the line to it: most modules serve one or two
/// connections. Nothing is sent.</summary>
/// <param name="site">The site's name, by which brokers and devices know this desk.</param>
/// <param name="http">What speaks HTTP to devices.</param>
/// <param name="time">The clock of all time limits.</param>
internal sealed class FieldLines(string site, DeviceHttp http, TimeProvider time)
{
    /// <summary>Where Modbus devices listen.</summary>
    public const int ModbusPort = 502;

    private const int HttpPort = 80;
    private const int MqttPort = 1883;
    private const int MqttTlsPort = 8883;

    private readonly Dictionary<IPEndPoint, ModbusClient> _modules = [];
    private readonly Dictionary<(IPEndPoint Server, string? Credential, BrokerTls? Tls), MqttLine> _brokers = [];

    /// <summary>Where such a breaker listens where nobody says another port.</summary>
    /// <param name="breaker">The breaker.</param>
    /// <returns>The port.</returns>
    public static int StandardPort(BreakerInstallation breaker) =>
        breaker.Relay is not null ? breaker.Tls is null ? MqttPort : MqttTlsPort : breaker.IsShelly ? HttpPort : ModbusPort;

    /// <summary>Which relay a feed's is, and by which name it knows this desk.</summary>
    /// <param name="site">The site's name.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="relay">Its relay.</param>
    /// <returns>The relay's address behind its broker.</returns>
    public static RelayAddress Address(string site, FeedInstallation feed, RelayInstallation relay) =>
        new(relay.Device, relay.Row, feed.Breaker.Channel, $"spillway-{site}-{feed.Id}");

    /// <summary>Takes hold of a feed's breaker.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="place">Where its breaker, module or broker listens.</param>
    /// <returns>The breaker.</returns>
    /// <exception cref="Engine.RefusedException"><see cref="DeskErrors.Credential"/> or <see cref="RelayErrors.BadCertificate"/>.</exception>
    public IBreaker Open(FeedInstallation feed, DeviceEndpoint place)
    {
        var breaker = feed.Breaker;
        if (breaker.Relay is { } relay)
        {
            return new MqttRelay(Broker(place, breaker), RelayTemplates.BuiltIn.Find(relay.Template), Address(site, feed, relay), time);
        }

        return breaker.IsShelly
            ? new ShellyRelay(http, place, breaker.Channel, Credential(breaker.Credential))
            : new ModbusBreaker(Modbus(place), (byte)breaker.Unit, BreakerWirings.BuiltIn.Find(breaker.Wiring).At(breaker.Channel), null, time);
    }

    /// <summary>The line to a Modbus device.</summary>
    /// <param name="place">Where it is.</param>
    /// <returns>The line, held once more.</returns>
    public ModbusClient Modbus(DeviceEndpoint place)
    {
        var server = new IPEndPoint(place.Address, place.Port(ModbusPort));
        return _modules.TryGetValue(server, out var line) ? line.Share() : _modules[server] = new(server, new(), time);
    }

    private MqttLine Broker(DeviceEndpoint place, BreakerInstallation breaker)
    {
        var key = (Server: new IPEndPoint(place.Address, place.Port(StandardPort(breaker))), breaker.Credential, breaker.Tls);
        if (_brokers.TryGetValue(key, out var line))
        {
            return line.Share();
        }

        // A second desk under the same name would throw this one out, and be thrown out by it.
        var name = $"spillway-{site}-{Environment.MachineName}-{Environment.ProcessId}-{_brokers.Count}";
        return _brokers[key] = new(
            new(place.Address.ToString(), key.Server.Port, Credential(breaker.Credential), name) { Tls = breaker.Tls is { } tls ? BrokerTrust.Read(tls, place.Address) : null },
            time);
    }

    private static Credential? Credential(string? where) => where is null ? null : CredentialText.Read(where);
}
