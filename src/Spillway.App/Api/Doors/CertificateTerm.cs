using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NodaTime;

namespace Spillway.App.Api.Doors;

/// <summary>Until when the desk's certificate holds.</summary>
internal static class CertificateTerm
{
    /// <summary>How long before its end somebody is told: long enough for an authority that takes its time.</summary>
    public static Duration Notice { get; } = Duration.FromDays(14);

    /// <summary>The end of the first certificate in a PEM file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The instant; null where the file cannot be read or holds none.</returns>
    public static Instant? EndOf(string file)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(file));
            return Instant.FromDateTimeUtc(certificate.NotAfter.ToUniversalTime());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether an end is within <see cref="Notice"/>, or past.</summary>
    /// <param name="end">The end.</param>
    /// <param name="now">Now.</param>
    public static bool IsNear(Instant end, Instant now) => end - now < Notice;
}
