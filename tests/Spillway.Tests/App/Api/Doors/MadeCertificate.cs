using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Spillway.Tests.App.Api.Doors;

/// <summary>A certificate that a test makes for 127.0.0.1 and desk.example, as files.</summary>
internal sealed record MadeCertificate(string Certificate, string Key, string Thumbprint)
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes one and writes it into a folder.</summary>
    public static MadeCertificate In(string folder, string name = "desk", DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=desk.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("desk.example");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), until ?? new(2120, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var certificate = Path.Combine(folder, name + ".pem");
        var keyFile = Path.Combine(folder, name + ".key");
        File.WriteAllText(certificate, made.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(keyFile, Owner);
        }

        return new(certificate, keyFile, made.Thumbprint);
    }
}
