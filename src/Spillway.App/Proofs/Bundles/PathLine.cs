using Spillway.Journal.Proof.Merkle;

namespace Spillway.App.Proofs.Bundles;

/// <summary>The line after each leaf in the proof of one line: the hashes beside the leaf's way up to the root.</summary>
internal static class PathLine
{
    private const int Digits = 2 * MerkleHash.Bytes;

    public static string Of(ReadOnlySpan<MerkleHash> path)
    {
        var text = new System.Text.StringBuilder(BundleFormat.PathPrefix).Append("\"path\":\"");
        foreach (var hash in path)
        {
            text.Append(hash);
        }

        return text.Append("\"}").ToString();
    }

    /// <summary>Reads a line; null where it is not written as such a line must be.</summary>
    public static MerkleHash[]? TryRead(string line)
    {
        var begin = BundleFormat.PathPrefix.Length + "\"path\":\"".Length;
        var path = new List<MerkleHash>();
        for (var at = begin; at + Digits <= line.Length && MerkleHash.TryParse(line.AsSpan(at, Digits), out var hash); at += Digits)
        {
            path.Add(hash);
        }

        var read = path.ToArray();
        return Of(read) == line ? read : null;
    }
}
