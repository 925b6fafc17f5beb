using System.Globalization;
using Spillway.Journal.Proof.Merkle;
using static System.Runtime.InteropServices.CollectionsMarshal;

namespace Spillway.App.Proofs.Verification;

/// <summary>Holds the leaves against the list of their hashes and both against the signed root, and finds the first that differs.</summary>
internal static class TreeCheck
{
    public static void Run(BundleReading reading, string path, FaultList faults)
    {
        if (reading.Leaves.Count == 0)
        {
            faults.AddFirst(1, "the leaves", "there are none");
            return;
        }

        ReadOnlySpan<MerkleHash> leaves = AsSpan(reading.Leaves);
        ReadOnlySpan<MerkleHash> listed = AsSpan(reading.Listed);
        var isSame = leaves.SequenceEqual(listed);
        if (reading.Seal is { } seal && isSame)
        {
            if (MerkleTree.Root(leaves) is var root && (root != seal.Root || leaves.Length != seal.Leaves))
            {
                faults.Add(reading.SealLine, "the seal", string.Create(CultureInfo.InvariantCulture, $"the {leaves.Length} leaves have the root {root}, and the seal says {seal.Leaves} leaves, {seal.Root}"));
            }

            return;
        }

        if (isSame)
        {
            return;
        }

        var first = leaves.CommonPrefixLength(listed);
        if (reading.Seal is null && first == listed.Length)
        {
            // A file that was cut off has nothing to hold the rest against; that it was is said already.
            return;
        }

        var isListWrong = reading.Seal is { } signed && leaves.Length == signed.Leaves && MerkleTree.Root(leaves) == signed.Root;
        if (isListWrong)
        {
            var line = reading.ListLine > 0 ? reading.ListLine + (first / Bundles.BundleFormat.HashesALine) : reading.SealLine;
            faults.AddFirst(line, "the list of leaf hashes", string.Create(CultureInfo.InvariantCulture, $"the hash of leaf {first} in it is not that of the leaf, which is as it was signed"));
            return;
        }

        faults.AddFirst(first + 1, Place(path, first + 1, first, leaves.Length), Difference(leaves, listed, first));
    }

    private static string Difference(ReadOnlySpan<MerkleHash> leaves, ReadOnlySpan<MerkleHash> listed, int at)
    {
        if (at == leaves.Length)
        {
            return string.Create(CultureInfo.InvariantCulture, $"leaf {at} and what follows it are missing: {listed.Length} were signed");
        }

        if (at == listed.Length)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it was put in: only {listed.Length} leaves were signed");
        }

        var goesOn = listed[at..].IndexOf(leaves[at]);
        if (goesOn > 0 && leaves.Length < listed.Length)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{goesOn} {(goesOn == 1 ? "leaf is" : "leaves are")} missing before it");
        }

        if (goesOn > 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it is leaf {at + goesOn} and stands in the place of leaf {at}");
        }

        return leaves[(at + 1)..].IndexOf(listed[at]) >= 0 && leaves.Length > listed.Length
            ? "it was put in: no such leaf was signed"
            : "it is not what was signed";
    }

    private static string Place(string path, long fileLine, int leaf, int leaves)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"leaf {leaf}");
        if (leaf == leaves)
        {
            return name;
        }

        using var lines = new BundleLines(path);
        while (lines.Next())
        {
            if (lines.Number == fileLine)
            {
                return BundleReading.TryParse(lines.Line, fileLine, new()) is { } found ? $"{name}, {found.Place}" : name;
            }
        }

        return name;
    }
}
