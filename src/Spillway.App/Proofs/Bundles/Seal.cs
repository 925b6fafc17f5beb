using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spillway.App.Proofs.Anchors;
using Spillway.App.Proofs.Keys;
using Spillway.Journal.Proof.Merkle;

namespace Spillway.App.Proofs.Bundles;

/// <summary>The last line of a bundle: the root of its leaves, where it was anchored, and the signature over both.</summary>
/// <param name="Leaves">How many leaves the tree has.</param>
/// <param name="Root">Its root.</param>
/// <param name="Key">The key it was signed with.</param>
/// <param name="Anchors">What those outside answered who were shown the root.</param>
/// <param name="Signed">The line up to the signature: what is signed.</param>
/// <param name="Signature">The signature.</param>
internal sealed record Seal(
    long Leaves, MerkleHash Root, PublicKey Key, ImmutableArray<AnchorReceipt> Anchors, string Signed, ImmutableArray<byte> Signature)
{
    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789abcdef");
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole line, without its end.</summary>
    public string Line => Signed + BundleFormat.SignaturePrefix + Convert.ToHexStringLower(Signature.AsSpan()) + BundleFormat.SignatureSuffix;

    /// <summary>Whether the signature is the key's over this line.</summary>
    public bool IsSigned => Key.Verifies(Encoding.UTF8.GetBytes(BundleFormat.SignedPrefix + Signed), Signature.AsSpan());

    /// <summary>Signs a root.</summary>
    public static Seal Sign(long leaves, MerkleHash root, ImmutableArray<AnchorReceipt> anchors, SigningKey key)
    {
        var line = new JsonObject
        {
            ["part"] = "seal",
            ["leaves"] = leaves,
            ["root"] = root.ToString(),
            ["key_id"] = key.Public.Id.Text,
            ["key"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = key.Public.X, ["y"] = key.Public.Y },
            ["anchors"] = new JsonArray([.. anchors.Select(anchor => (JsonNode)anchor.ToJson())]),
        }.ToJsonString(_plain);
        var signed = line[..^1];
        return new(leaves, root, key.Public, anchors, signed, [.. key.Sign(Encoding.UTF8.GetBytes(BundleFormat.SignedPrefix + signed))]);
    }

    /// <summary>Reads the last line of a bundle.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="fault">Why it is none; null where it is one.</param>
    /// <returns>The seal, whose signature is yet to be checked; null where it is none.</returns>
    public static Seal? TryParse(string line, out string? fault)
    {
        var end = line.Length - BundleFormat.SignatureSuffix.Length - (2 * PublicKey.SignatureBytes);
        var begin = end - BundleFormat.SignaturePrefix.Length;
        if (begin < 0 || !line.AsSpan(begin).StartsWith(BundleFormat.SignaturePrefix) || !line.EndsWith(BundleFormat.SignatureSuffix, StringComparison.Ordinal))
        {
            fault = "it does not end with a signature of 128 hexadecimal digits";
            return null;
        }

        var digits = line.AsSpan(end, 2 * PublicKey.SignatureBytes);
        if (digits.ContainsAnyExcept(_digits))
        {
            fault = "its signature is not written in 128 lower-case hexadecimal digits";
            return null;
        }

        try
        {
            return Read(line, begin, Convert.FromHexString(digits), out fault);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or NullReferenceException or OverflowException)
        {
            fault = $"it cannot be read: {failure.Message.ReplaceLineEndings(" ")}";
            return null;
        }
    }

    private static Seal? Read(string line, int begin, byte[] signature, out string? fault)
    {
        var seal = JsonNode.Parse(line)!;
        var key = new PublicKey((string)seal["key"]!["x"]!, (string)seal["key"]!["y"]!);
        if (!MerkleHash.TryParse((string)seal["root"]!, out var root))
        {
            fault = "its root is no hash";
            return null;
        }

        if ((string?)seal["key_id"] != key.Id.Text)
        {
            fault = $"it names the key {(string?)seal["key_id"]}, and the key it carries is {key.Id}";
            return null;
        }

        fault = null;
        var anchors = seal["anchors"]!.AsArray().Select(anchor => AnchorReceipt.Read(anchor!.AsObject())).ToImmutableArray();
        return new((long)seal["leaves"]!, root, key, anchors, line[..begin], [.. signature]);
    }
}
