using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;
using Spillway.Journal.Proof.Merkle;

namespace Spillway.App.Proofs.Anchors;

/// <summary>Timestamps of RFC 3161: an authority signs that it was shown the root at an instant.</summary>
internal static class TimestampToken
{
    private const int NonceBytes = 16;
    private const string TimestampingPurpose = "1.3.6.1.5.5.7.3.8";

    /// <summary>A request for a root, with a number that no other request has.</summary>
    public static Rfc3161TimestampRequest Request(MerkleHash root) => Rfc3161TimestampRequest.CreateFromHash(
        Bytes(root), HashAlgorithmName.SHA256, nonce: RandomNumberGenerator.GetBytes(NonceBytes), requestSignerCertificates: true);

    /// <summary>Takes an authority's answer: it must be granted, for this request, and signed.</summary>
    /// <returns>The token in base64.</returns>
    public static string Accept(Rfc3161TimestampRequest request, byte[] answer, string address)
    {
        try
        {
            return Convert.ToBase64String(request.ProcessResponse(answer, out _).AsSignedCms().Encode());
        }
        catch (CryptographicException failure)
        {
            throw new RefusedException(ProofErrors.AnchorFailed, $"{address} answered with no timestamp for this request: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    /// <summary>Checks a token that stands in a seal.</summary>
    /// <param name="text">The token in base64.</param>
    /// <param name="root">The root it must be for.</param>
    /// <param name="authority">The certificate that its signer must lead up to; null where any may.</param>
    /// <returns>What it says, for people, and what is wrong; one of the two is null.</returns>
    public static (string? Fact, string? Fault) Check(string text, MerkleHash root, X509Certificate2? authority)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || !Rfc3161TimestampToken.TryDecode(bytes.AsMemory(0, length), out var token, out var used) || used != length)
        {
            return (null, "the timestamp cannot be read");
        }

        if (!token.VerifySignatureForHash(Bytes(root), HashAlgorithmName.SHA256, out var signer) || signer is null)
        {
            return (null, "the timestamp is not for this root, or not signed by the certificate in it");
        }

        using (signer)
        {
            var at = InstantPattern.General.Format(Instant.FromDateTimeOffset(token.TokenInfo.Timestamp));
            if (authority is null)
            {
                return ($"stamped  {at} by {signer.Subject}, certificate {Print(signer)}; name its authority with --authority to check that too", null);
            }

            return LeadsUp(token, signer, authority, out var why)
                ? ($"stamped  {at} by {signer.Subject}, which leads up to {authority.Subject}", null)
                : (null, $"the timestamp's certificate {signer.Subject} does not lead up to {authority.Subject}: {why}");
        }
    }

    private static bool LeadsUp(Rfc3161TimestampToken token, X509Certificate2 signer, X509Certificate2 authority, out string why)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.ExtraStore.AddRange(token.AsSignedCms().Certificates);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = token.TokenInfo.Timestamp.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(TimestampingPurpose));
        var isGood = chain.Build(signer);
        why = string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()));
        return isGood;
    }

    private static string Print(X509Certificate2 certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));

    private static byte[] Bytes(MerkleHash root)
    {
        var bytes = new byte[MerkleHash.Bytes];
        root.CopyTo(bytes);
        return bytes;
    }
}
