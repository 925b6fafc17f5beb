using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Shouldly;
using Spillway.App.Composition;
using Spillway.App.Sites;
using Spillway.Devices.Relays;
using Spillway.Engine;
using Spillway.Tests.Markets;
using Xunit;

namespace Spillway.Tests.App.Composition;

public sealed class BrokerTrustTests : IDisposable
{
    private static readonly IPAddress _broker = IPAddress.Parse("10.0.0.5");

    private readonly TestFolder _folder = new();
    private readonly string _certificate;
    private readonly string _key;

    public BrokerTrustTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest("CN=desk", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        _certificate = _folder.Write("desk.pem", made.ExportCertificatePem());
        _key = _folder.Write("desk.key", key.ExportPkcs8PrivateKeyPem());
        Restrict(_key);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_name_is_the_address_unless_another_is_given()
    {
        BrokerTrust.Read(new(_certificate, null, null, null), _broker).Name.ShouldBe("10.0.0.5");
        var trust = BrokerTrust.Read(new(null, "broker.site", _certificate, _key), _broker);

        trust.Name.ShouldBe("broker.site");
        trust.Own!.HasPrivateKey.ShouldBeTrue();
    }

    [Fact]
    public void A_file_that_cannot_be_used_is_named_and_what_is_in_it_is_not()
    {
        Refused(new(_folder.Root + "/none.pem", null, null, null)).ShouldContain("none.pem");
        Refused(new(_folder.Write("empty.pem", "secret words"), null, null, null)).ShouldContain("empty.pem holds no certificate");
        Refused(new(_folder.Write("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), null, null, null)).ShouldContain("broken.pem");

        var other = _folder.Write("other.key", ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportPkcs8PrivateKeyPem());
        Restrict(other);
        Refused(new(null, null, _certificate, other)).ShouldContain("other.key");
        var wrong = _folder.Write("wrong.key", "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n");
        Restrict(wrong);
        Refused(new(null, null, _certificate, wrong)).ShouldNotContain("secret");
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("rights of files are another thing there");
            return;
        }

        File.SetUnixFileMode(_key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Refused(new(null, null, _certificate, _key)).ShouldContain("more than its owner may use it");
    }

    private static string Refused(BrokerTls tls)
    {
        var refusal = Should.Throw<RefusedException>(() => BrokerTrust.Read(tls, _broker));
        refusal.Code.ShouldBe(RelayErrors.BadCertificate);
        return refusal.Message;
    }

    private static void Restrict(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
