using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Spillway.App.Proofs.Keys;

/// <summary>The public half of a signing key: ECDSA on the curve P-256, which every browser can check.</summary>
/// <param name="X">The point's first coordinate, 32 bytes in base64url.</param>
/// <param name="Y">The second.</param>
public sealed record PublicKey(string X, string Y)
{
    /// <summary>Bytes of a signature: two numbers of 32 bytes, the highest first (IEEE P1363).</summary>
    public const int SignatureBytes = 64;

    private const int CoordinateBytes = 32;

    // The order of the curve's group. With (r, s) also (r, n − s) would pass: only the smaller s counts, so that a text has one
    // signature and none of its bytes can be changed.
    internal static readonly BigInteger Order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber, null);

    /// <summary>The key's name: SHA-256 of <c>{"crv":"P-256","kty":"EC","x":"…","y":"…"}</c> in base64url.</summary>
    public KeyId Id => new(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}"""))));

    /// <summary>The public half of a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its public half.</returns>
    public static PublicKey Of(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new(Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }

    /// <summary>Whether a text was signed with this key.</summary>
    /// <param name="text">The text.</param>
    /// <param name="signature">The signature, <see cref="SignatureBytes"/> bytes.</param>
    /// <returns>Whether; no where the key is none or the signature is not in its one form.</returns>
    public bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureBytes || new BigInteger(signature[CoordinateBytes..], isUnsigned: true, isBigEndian: true) * 2 > Order)
        {
            return false;
        }

        try
        {
            using var key = Open();
            return key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            // A point that lies on no such curve, or coordinates that are none, have signed nothing.
            return false;
        }
    }

    /// <summary>The key as text that other programs read: <c>-----BEGIN PUBLIC KEY-----</c>.</summary>
    /// <returns>The text.</returns>
    public string ToPem()
    {
        using var key = Open();
        return key.ExportSubjectPublicKeyInfoPem() + "\n";
    }

    private ECDsa Open()
    {
        var (x, y) = (Base64Url.DecodeFromChars(X), Base64Url.DecodeFromChars(Y));
        return x.Length == CoordinateBytes && y.Length == CoordinateBytes
            ? ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = x, Y = y } })
            : throw new CryptographicException("Not a point of P-256.");
    }
}
