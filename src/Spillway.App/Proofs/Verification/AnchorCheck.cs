using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NodaTime.Text;
using Spillway.App.Proofs.Anchors;
using Spillway.App.Proofs.Bundles;
using Spillway.Engine;

namespace Spillway.App.Proofs.Verification;

/// <summary>What those outside said of the root: a timestamp is checked here; a file or an address is to be asked by the auditor.</summary>
internal static class AnchorCheck
{
    public static ImmutableArray<string> Run(Seal seal, long fileLine, string? authority, FaultList faults)
    {
        using var certificate = authority is null ? null : Certificate(authority);
        var facts = ImmutableArray.CreateBuilder<string>();
        foreach (var anchor in seal.Anchors)
        {
            if (anchor.Kind != AnchorReceipt.Timestamp)
            {
                facts.Add($"anchored {InstantPattern.General.Format(anchor.At)} at {anchor.Place}: compare the root with what stands there");
                continue;
            }

            var (fact, fault) = TimestampToken.Check(anchor.Answer, seal.Root, certificate);
            if (fact is not null)
            {
                facts.Add(fact);
            }
            else
            {
                faults.Add(fileLine, "the seal", fault!);
            }
        }

        if (certificate is not null && seal.Anchors.All(anchor => anchor.Kind != AnchorReceipt.Timestamp))
        {
            faults.Add(fileLine, "the seal", $"it holds no timestamp that could lead up to {certificate.Subject}");
        }

        return facts.ToImmutable();
    }

    private static X509Certificate2 Certificate(string path)
    {
        try
        {
            return X509Certificate2.GetCertContentType(path) == X509ContentType.Cert
                ? X509CertificateLoader.LoadCertificateFromFile(path)
                : throw new CryptographicException("it holds something else.");
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(ProofErrors.NoCertificate, $"'{path}': {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }
}
