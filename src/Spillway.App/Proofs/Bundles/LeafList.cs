using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Spillway.Journal.Proof.Merkle;

namespace Spillway.App.Proofs.Bundles;

/// <summary>The lines with the hashes of all leaves: with them a changed leaf is found, and not only that one was changed.</summary>
internal static class LeafList
{
    /// <summary>One line, which can be written in this one way only.</summary>
    public static string Line(long from, ReadOnlySpan<MerkleHash> hashes)
    {
        var text = new StringBuilder(BundleFormat.LeavesPrefix.Length + 32 + (2 * MerkleHash.Bytes * hashes.Length));
        text.Append(BundleFormat.LeavesPrefix).Append(CultureInfo.InvariantCulture, $"\"from\":{from},\"hashes\":\"");
        foreach (var hash in hashes)
        {
            text.Append(hash);
        }

        return text.Append("\"}").ToString();
    }

    /// <summary>Adds one line to a list; whether it is such a line and goes on where the list ends: else nothing is added.</summary>
    public static bool TryRead(string line, List<MerkleHash> into)
    {
        const int Digits = 2 * MerkleHash.Bytes;
        var from = into.Count;
        var begin = line.LastIndexOf(":\"", StringComparison.Ordinal) + 2;
        for (var at = begin; begin > 1 && at + Digits <= line.Length && MerkleHash.TryParse(line.AsSpan(at, Digits), out var hash); at += Digits)
        {
            into.Add(hash);
        }

        var read = CollectionsMarshal.AsSpan(into)[from..];
        var isOne = from % BundleFormat.HashesALine == 0 && read.Length is > 0 and <= BundleFormat.HashesALine && Line(from, read) == line;
        if (!isOne)
        {
            into.RemoveRange(from, into.Count - from);
        }

        return isOne;
    }
}
