using System.Collections.Immutable;
using System.Numerics;

namespace Spillway.Journal.Proof.Merkle;

/// <summary>The Merkle tree of RFC 6962 §2.1: a list of leaves under one hash, and the proof that a leaf is one of them.</summary>
/// <remarks>A tree of n leaves divides after the largest power of two below n.</remarks>
public static class MerkleTree
{
    /// <summary>The hash that stands for all leaves and their order.</summary>
    /// <param name="leaves">Their hashes, at least one.</param>
    /// <returns>The root.</returns>
    public static MerkleHash Root(ReadOnlySpan<MerkleHash> leaves)
    {
        ArgumentOutOfRangeException.ThrowIfZero(leaves.Length, nameof(leaves));
        if (leaves.Length == 1)
        {
            return leaves[0];
        }

        var left = Divide(leaves.Length);
        return MerkleHash.Node(Root(leaves[..left]), Root(leaves[left..]));
    }

    /// <summary>What turns one leaf into the root: the hashes beside its way up, the lowest first.</summary>
    /// <param name="leaves">The hashes of all leaves.</param>
    /// <param name="index">The leaf, from 0.</param>
    /// <returns>The path; empty where it is the only leaf.</returns>
    public static ImmutableArray<MerkleHash> Path(ReadOnlySpan<MerkleHash> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Length);
        var path = ImmutableArray.CreateBuilder<MerkleHash>();
        while (leaves.Length > 1)
        {
            var left = Divide(leaves.Length);
            var isLeft = index < left;
            path.Add(Root(isLeft ? leaves[left..] : leaves[..left]));
            leaves = isLeft ? leaves[..left] : leaves[left..];
            index = isLeft ? index : index - left;
        }

        path.Reverse();
        return path.ToImmutable();
    }

    /// <summary>The root that a leaf and its path lead to.</summary>
    /// <param name="leaf">The leaf's hash.</param>
    /// <param name="index">Its place, from 0.</param>
    /// <param name="count">How many leaves the tree has.</param>
    /// <param name="path">The hashes beside its way up, the lowest first.</param>
    /// <returns>The root; null where a path of this length leads from no such place.</returns>
    public static MerkleHash? Climb(MerkleHash leaf, long index, long count, ReadOnlySpan<MerkleHash> path)
    {
        if (index < 0 || index >= count)
        {
            return null;
        }

        var (hash, place, last) = (leaf, index, count - 1);
        foreach (var beside in path)
        {
            if (last == 0)
            {
                return null;
            }

            var isRight = (place & 1) == 1 || place == last;
            hash = isRight ? MerkleHash.Node(beside, hash) : MerkleHash.Node(hash, beside);

            // At the ragged right edge a subtree rises without a neighbour until it is a right child.
            while (isRight && (place & 1) == 0 && place != 0)
            {
                (place, last) = (place >> 1, last >> 1);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 ? hash : null;
    }

    private static int Divide(int count) => 1 << BitOperations.Log2((uint)count - 1);
}
