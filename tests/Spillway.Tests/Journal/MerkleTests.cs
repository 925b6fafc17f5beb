using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Spillway.Journal.Proof.Merkle;
using Xunit;

namespace Spillway.Tests.Journal;

public sealed class MerkleTests
{
    // RFC 6962's own test tree: eight leaves, as Certificate Transparency's reference code has them.
    private static readonly string[] _inputs =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    [Theory]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_roots_are_those_of_the_standard(int count, string root) =>
        MerkleTree.Root([.. _inputs[..count].Select(text => MerkleHash.Leaf(Convert.FromHexString(text)))]).ToString().ShouldBe(root);

    [Fact]
    public void Every_leaf_of_every_small_tree_climbs_to_the_root_and_no_other_place_does()
    {
        var hashes = Enumerable.Range(0, 70).Select(number => MerkleHash.Leaf(Encoding.ASCII.GetBytes($"leaf {number}"))).ToArray();
        for (var count = 1; count <= hashes.Length; count++)
        {
            var root = MerkleTree.Root(hashes.AsSpan(0, count));
            for (var index = 0; index < count; index++)
            {
                var path = MerkleTree.Path(hashes.AsSpan(0, count), index).AsSpan();
                MerkleTree.Climb(hashes[index], index, count, path).ShouldBe(root);
                for (var other = -1; other <= count; other++)
                {
                    if (other != index)
                    {
                        MerkleTree.Climb(hashes[index], other, count, path).ShouldNotBe(root, $"leaf {index} of {count} at {other}");
                    }
                }

                if (path.Length > 0)
                {
                    MerkleTree.Climb(hashes[index], index, count, path[1..]).ShouldNotBe(root);
                }

                MerkleTree.Climb(hashes[index], index, count, [.. path, root]).ShouldNotBe(root);
            }
        }
    }

    [Fact]
    public void A_node_cannot_pass_for_a_leaf()
    {
        var (left, right) = (MerkleHash.Leaf("a"u8), MerkleHash.Leaf("b"u8));
        var both = new byte[2 * MerkleHash.Bytes];
        left.CopyTo(both);
        right.CopyTo(both.AsSpan(MerkleHash.Bytes));

        MerkleHash.Leaf(both).ShouldNotBe(MerkleTree.Root([left, right]));
        MerkleTree.Root([left, right]).ToString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData([1, .. both])));
    }
}
