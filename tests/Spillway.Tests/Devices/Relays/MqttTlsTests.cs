using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Shouldly;
using Spillway.Devices.Relays;
using Xunit;

namespace Spillway.Tests.Devices.Relays;

/// <summary>What proves that a broker is the one that is meant.</summary>
public sealed class MqttTlsTests
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const string ForClients = "1.3.6.1.5.5.7.3.2";
    private static readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private static readonly X509Certificate2 _authority = Authority("CN=site");
    private static readonly X509Certificate2 _other = Authority("CN=site");

    [Fact]
    public void A_certificate_of_the_named_authority_is_trusted_and_one_of_another_is_not()
    {
        using var shown = Signed(_authority, ForServers, _now.AddDays(1));

        // The platform knows neither of the two authorities.
        Trust(_authority).Distrust(shown, null, SslPolicyErrors.RemoteCertificateChainErrors).ShouldBeNull();
        Trust(_other).Distrust(shown, null, SslPolicyErrors.RemoteCertificateChainErrors).ShouldNotBeNull().ShouldStartWith("no authority in ca_file has signed its certificate (");
    }

    [Fact]
    public void Without_authorities_of_its_own_the_platforms_word_counts()
    {
        using var shown = Signed(_authority, ForServers, _now.AddDays(1));

        Trust().Distrust(shown, null, SslPolicyErrors.None).ShouldBeNull();
        Trust().Distrust(shown, null, SslPolicyErrors.RemoteCertificateChainErrors).ShouldBe("no authority that this machine trusts has signed its certificate ()");
    }

    [Fact]
    public void A_certificate_for_another_name_is_not_trusted_and_its_names_are_said_without_what_steers_a_terminal()
    {
        using var shown = Signed(_authority, ForServers, _now.AddDays(1));

        Trust(_authority).Distrust(shown, null, SslPolicyErrors.RemoteCertificateNameMismatch).ShouldBe("its certificate is not for 'broker.site' but for other.site, 10.0.0.9");
    }

    [Fact]
    public void One_that_has_expired_or_is_for_no_server_or_is_not_shown_is_not_trusted()
    {
        using var old = Signed(_authority, ForServers, _now.AddDays(-1));
        using var client = Signed(_authority, ForClients, _now.AddDays(1));

        Trust(_authority).Distrust(old, null, SslPolicyErrors.RemoteCertificateChainErrors).ShouldNotBeNull().ShouldContain("has expired");
        Trust(_authority).Distrust(client, null, SslPolicyErrors.None).ShouldNotBeNull().ShouldContain("NotValidForUsage");
        Trust(_authority).Distrust(null, null, SslPolicyErrors.RemoteCertificateNotAvailable).ShouldBe("it shows no certificate");
    }

    private static MqttTls Trust(params X509Certificate2[] authorities) => new("broker.site", [.. authorities], null);

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(_now.AddDays(-10), _now.AddDays(10));
    }

    private static X509Certificate2 Signed(X509Certificate2 authority, string purpose, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=broker", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("other.site");
        names.AddIpAddress(IPAddress.Parse("10.0.0.9"));
        request.CertificateExtensions.Add(names.Build());
        return request.Create(authority, _now.AddDays(-9), until, [1, 2, 3, 4]);
    }
}
