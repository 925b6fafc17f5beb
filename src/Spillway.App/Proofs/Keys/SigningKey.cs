using System.Numerics;
using System.Security.Cryptography;

namespace Spillway.App.Proofs.Keys;

/// <summary>A key with its private half, as long as it is needed.</summary>
public sealed class SigningKey : IDisposable
{
    private const int HalfBytes = PublicKey.SignatureBytes / 2;
    private readonly ECDsa _key;

    private SigningKey(ECDsa key)
    {
        _key = key;
        Public = PublicKey.Of(key);
    }

    /// <summary>Its public half.</summary>
    public PublicKey Public { get; }

    /// <summary>A new key out of the system's randomness.</summary>
    /// <returns>The key.</returns>
    public static SigningKey Make() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>A key out of its file.</summary>
    /// <param name="pem">What <see cref="ToPem"/> wrote.</param>
    /// <returns>The key.</returns>
    /// <exception cref="CryptographicException">It is no key on P-256.</exception>
    public static SigningKey Read(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key.KeySize == HalfBytes * 8 ? new(key) : throw new CryptographicException("Not a key on P-256.");
        }
        catch (ArgumentException failure)
        {
            key.Dispose();
            throw new CryptographicException("No private key stands there.", failure);
        }
        catch (CryptographicException)
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Signs a text: ECDSA with SHA-256, in the one form that <see cref="PublicKey.Verifies"/> takes.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The signature.</returns>
    public byte[] Sign(ReadOnlySpan<byte> text)
    {
        var signature = _key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var s = new BigInteger(signature.AsSpan(HalfBytes), isUnsigned: true, isBigEndian: true);
        if (s * 2 > PublicKey.Order)
        {
            var half = signature.AsSpan(HalfBytes);
            half.Clear();
            var bytes = (PublicKey.Order - s).ToByteArray(isUnsigned: true, isBigEndian: true);
            bytes.CopyTo(half[(HalfBytes - bytes.Length)..]);
        }

        return signature;
    }

    /// <summary>The private half as its file holds it (PKCS #8).</summary>
    /// <returns>The text.</returns>
    public string ToPem() => _key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
