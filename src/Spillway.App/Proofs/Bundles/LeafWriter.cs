using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spillway.Engine;
using Spillway.Journal.Proof.Merkle;

namespace Spillway.App.Proofs.Bundles;

/// <summary>Writes leaves one a line, and keeps their hashes.</summary>
internal sealed class LeafWriter(Stream output)
{
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _line = new(1 << 12);
    private readonly List<MerkleHash> _leaves = [];

    /// <summary>The hashes of what was written.</summary>
    public ReadOnlySpan<MerkleHash> Leaves => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_leaves);

    /// <summary>Writes a leaf: its number, its part, and its fields.</summary>
    public void Write(string part, Action<Utf8JsonWriter> fields)
    {
        if (_leaves.Count == BundleFormat.MostLeaves)
        {
            throw new RefusedException(ProofErrors.TooLarge, $"The range has more than {BundleFormat.MostLeaves} leaves.");
        }

        _line.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_line, _plain))
        {
            writer.WriteStartObject();
            writer.WriteNumber("n", _leaves.Count);
            writer.WriteString("part", part);
            fields(writer);
            writer.WriteEndObject();
        }

        if (_line.WrittenCount > BundleFormat.MostLineBytes)
        {
            throw new RefusedException(ProofErrors.TooLarge, $"A leaf '{part}' would have {_line.WrittenCount} bytes; {BundleFormat.MostLineBytes} are the most.");
        }

        _leaves.Add(MerkleHash.Leaf(_line.WrittenSpan));
        output.Write(_line.WrittenSpan);
        output.WriteByte((byte)'\n');
    }
}
