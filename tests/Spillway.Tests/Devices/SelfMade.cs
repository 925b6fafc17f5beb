using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Spillway.Tests.Devices;

/// <summary>A certificate as a machine makes it for itself: nobody vouches for it, and its clock was wrong.</summary>
internal static class SelfMade
{
    public static X509Certificate2 Certificate { get; } = Made();

    private static X509Certificate2 Made()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=miner", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(10));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
