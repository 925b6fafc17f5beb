using System.Security.Cryptography;

namespace Spillway.Journal.Proof.Merkle;

/// <summary>The SHA-256 of a leaf or of a node of a Merkle tree.</summary>
/// <remarks>Leaves and nodes begin with different bytes (RFC 6962 §2.1), so that no node can be passed off as a leaf.</remarks>
public readonly record struct MerkleHash
{
    /// <summary>Its length in bytes.</summary>
    public const int Bytes = JournalHash.Bytes;

    private const int MostBytesOnTheStack = 1024;
    private readonly JournalHash _bytes;

    private MerkleHash(JournalHash bytes) => _bytes = bytes;

    /// <summary>The hash of a leaf: SHA-256 of a byte 0 and the leaf.</summary>
    /// <param name="leaf">The leaf's bytes.</param>
    /// <returns>Its hash.</returns>
    public static MerkleHash Leaf(ReadOnlySpan<byte> leaf)
    {
        Span<byte> text = leaf.Length < MostBytesOnTheStack ? stackalloc byte[MostBytesOnTheStack] : new byte[leaf.Length + 1];
        text[0] = 0;
        leaf.CopyTo(text[1..]);
        return Of(text[..(leaf.Length + 1)]);
    }

    /// <summary>The hash of a node: SHA-256 of a byte 1, the left hash and the right hash.</summary>
    /// <param name="left">What stands on the left.</param>
    /// <param name="right">What stands on the right.</param>
    /// <returns>Its hash.</returns>
    public static MerkleHash Node(MerkleHash left, MerkleHash right)
    {
        Span<byte> text = stackalloc byte[1 + (2 * Bytes)];
        text[0] = 1;
        left.CopyTo(text[1..]);
        right.CopyTo(text[(1 + Bytes)..]);
        return Of(text);
    }

    /// <summary>Reads a hash from its text.</summary>
    /// <param name="text">64 lower-case hexadecimal digits.</param>
    /// <param name="hash">The hash.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out MerkleHash hash)
    {
        var isHash = JournalHash.TryParse(text, out var bytes) && !text.ContainsAnyInRange('A', 'F');
        hash = new(bytes);
        return isHash;
    }

    /// <summary>Writes its 32 bytes.</summary>
    /// <param name="target">At least 32 bytes.</param>
    public void CopyTo(Span<byte> target) => _bytes.CopyTo(target);

    /// <summary>64 hexadecimal digits, lower case.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _bytes.ToString();

    private static MerkleHash Of(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[Bytes];
        SHA256.HashData(text, hash);
        return new(new JournalHash(hash));
    }
}
