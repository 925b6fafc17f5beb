using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Breakers;
using Spillway.Devices.Relays;
using Spillway.Devices.Wire.Relays;
using Xunit;

namespace Spillway.IntegrationTests.Relays;

/// <summary>A real broker behind TLS: who is spoken to, who is not, and that the one who is not hears nothing.</summary>
public sealed class EncryptedBrokerTests : IDisposable
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    // No relay stands behind the broker: whether the message was taken is what counts here.
    private static readonly RelayTemplate _hasty = RelayTemplates.BuiltIn.Find("tasmota") with { Feedback = TimeSpan.FromMilliseconds(50) };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-tls-");
    private readonly X509Certificate2 _authority = Authority();
    private readonly X509Certificate2 _other = Authority();

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_broker_is_spoken_to_by_its_authority_and_name_alone()
    {
        var (certificate, key) = Signed("server", static names => names.AddDnsName("broker.site"));
        await using var broker = await Mosquitto.StartAsync($"certfile {certificate}\nkeyfile {key}\n");

        (await FaultAsync(broker, new("broker.site", [_authority], null))).ShouldBeNull();

        Untrusted(await FaultAsync(broker, new("broker.site", [_other], null))).ShouldContain("no authority in ca_file has signed its certificate");
        Untrusted(await FaultAsync(broker, new("broker.site", [], null))).ShouldContain("no authority that this machine trusts");
        Untrusted(await FaultAsync(broker, new("desk.site", [_authority], null))).ShouldContain("not for 'desk.site' but for broker.site");
        Untrusted(await FaultAsync(broker, new("127.0.0.1", [_authority], null))).ShouldContain("not for '127.0.0.1'");
    }

    [Fact]
    public async Task An_address_can_be_the_name_and_a_broker_can_ask_who_the_desk_is()
    {
        var (certificate, key) = Signed("server", static names => names.AddIpAddress(IPAddress.Loopback));
        var trusted = Pem("ca.pem", _authority);
        await using var broker = await Mosquitto.StartAsync($"certfile {certificate}\nkeyfile {key}\ncafile {trusted}\nrequire_certificate true\n");
        var (own, ownKey) = Signed("desk", static names => names.AddDnsName("desk.site"));

        using var desk = X509Certificate2.CreateFromPemFile(own, ownKey);

        (await FaultAsync(broker, new("127.0.0.1", [_authority], desk))).ShouldBeNull();

        Untrusted(await FaultAsync(broker, new("127.0.0.1", [_authority], null))).ShouldContain("no TLS connection comes about");
    }

    [Fact]
    public async Task A_broker_that_speaks_no_TLS_is_told_nothing()
    {
        await using var broker = await Mosquitto.StartAsync();

        Untrusted(await FaultAsync(broker, new("127.0.0.1", [], null))).ShouldContain("no TLS connection comes about");
    }

    // Whether the broker takes a message: null where it does.
    private static async Task<DeviceFault?> FaultAsync(Mosquitto broker, MqttTls tls)
    {
        var at = new MqttBroker("127.0.0.1", broker.Port, new Credential("desk", "secret-of-the-broker"), "desk") { Tls = tls };
        await using var relay = new MqttRelay(new MqttLine(at, TimeProvider.System), _hasty, new RelayAddress("plug", 0, 1, "desk"), TimeProvider.System);
        var fault = (await relay.TellAsync(BreakerAction.Open, _cancellation)).Fault.ShouldNotBeNull("no relay is there to answer");
        fault.Detail.ShouldNotContain("secret-of-the-broker");
        return fault.Kind == DeviceFaultKind.Late ? null : fault;
    }

    private static string Untrusted(DeviceFault? fault)
    {
        fault.ShouldNotBeNull().Kind.ShouldBe(DeviceFaultKind.Untrusted, fault.Detail);
        fault.Detail.ShouldStartWith("SW5701 Broker 127.0.0.1:");
        return fault.Detail;
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=site authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private (string Certificate, string Key) Signed(string name, Action<SubjectAlternativeNameBuilder> named)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        named(names);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var certificate = request.Create(_authority, _authority.NotBefore, _authority.NotAfter, [(byte)name.Length, 2, 3]);
        var file = Path.Combine(_folder.FullName, name + ".key");
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return (Pem(name + ".pem", certificate), file);
    }

    private string Pem(string name, X509Certificate2 certificate)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return file;
    }
}
