using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Spillway.App.Proofs.Anchors;
using Spillway.App.Proofs.Keys;
using Spillway.App.Records;
using Spillway.Journal.Proof.Merkle;

namespace Spillway.App.Proofs.Bundles;

/// <summary>Writes a bundle: every leaf on a line of its own, the list of their hashes, and the seal over the root.</summary>
internal sealed class BundleWriter
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Stream _output;
    private readonly LeafWriter _leaves;

    public BundleWriter(Stream output) => (_output, _leaves) = (output, new(output));

    /// <summary>Writes it.</summary>
    /// <param name="contents">What is proved.</param>
    /// <param name="key">Signs it.</param>
    /// <param name="now">When.</param>
    /// <param name="anchor">Shows the root to those outside.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The seal.</returns>
    public async Task<Seal> WriteAsync(
        ProofContents contents, SigningKey key, Instant now, Func<MerkleHash, Task<ImmutableArray<AnchorReceipt>>> anchor, CancellationToken cancellation)
    {
        WriteHeader(contents, key.Public.Id, now);
        StatementParts.Write(_leaves, contents);
        await WriteJournalAsync(contents.Journal, cancellation).ConfigureAwait(false);
        var root = MerkleTree.Root(_leaves.Leaves);
        var receipts = await anchor(root).ConfigureAwait(false);
        var seal = Seal.Sign(_leaves.Leaves.Length, root, receipts, key);
        WriteList();
        Line(seal.Line);
        return seal;
    }

    private void WriteHeader(ProofContents contents, KeyId signer, Instant now)
    {
        _leaves.Write(BundlePart.Proof, writer =>
        {
            writer.WriteNumber("format", BundleFormat.Version);
            writer.WriteString("site", contents.Statement.Site.Text);
            writer.WriteString("currency", contents.Statement.Currency);
            writer.WriteString("from_utc", BundleText.Utc(contents.Statement.Range.Start));
            writer.WriteString("to_utc", BundleText.Utc(contents.Statement.Range.End));
            writer.WriteString("created_utc", BundleText.Utc(now));
            writer.WriteString("program", "spillway " + ProgramVersion.Text);
            writer.WriteString("key_id", signer.Text);
        });
        foreach (var key in contents.Keys)
        {
            _leaves.Write(BundlePart.Key, writer =>
            {
                writer.WriteString("key_id", key.Id.Text);
                writer.WriteString("x", key.Public.X);
                writer.WriteString("y", key.Public.Y);
                writer.Utc("created_utc", key.Created);
                writer.Utc("retired_utc", key.Retired);
                writer.Utc("revoked_utc", key.Revoked);
                writer.WriteString("because", key.Because);
            });
        }
    }

    private async Task WriteJournalAsync(JournalSegment? journal, CancellationToken cancellation)
    {
        if (journal is null)
        {
            return;
        }

        _leaves.Write(BundlePart.Head, writer =>
        {
            writer.WriteNumber("number", journal.Head.Number);
            writer.WriteString("at_utc", BundleText.Utc(journal.Head.At));
            writer.WriteString("hash", journal.Head.Hash.ToString());
        });
        await foreach (var chained in journal.Records.WithCancellation(cancellation).ConfigureAwait(false))
        {
            _leaves.Write(BundlePart.Record, writer =>
            {
                writer.WriteNumber("number", chained.Record.Number);
                writer.WriteNumber("at_unix_us", chained.AtUnixMicroseconds);
                writer.WriteString("kind", chained.Record.Kind);
                writer.WriteNumber("version", chained.Record.Version);
                if (Text(chained.Record.Payload) is { } text)
                {
                    writer.WriteString("payload", text);
                }
                else
                {
                    writer.WriteString("payload_base64", Convert.ToBase64String(chained.Record.Payload.Span));
                }

                writer.WriteString("previous", chained.Previous.ToString());
                writer.WriteString("hash", chained.Hash.ToString());
            });
        }
    }

    private void WriteList()
    {
        var leaves = _leaves.Leaves;
        for (var from = 0; from < leaves.Length; from += BundleFormat.HashesALine)
        {
            Line(LeafList.Line(from, leaves[from..Math.Min(from + BundleFormat.HashesALine, leaves.Length)]));
        }
    }

    private void Line(string text) => _output.Write(Encoding.UTF8.GetBytes(text + "\n"));

    private static string? Text(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return _strict.GetString(payload.Span);
        }
        catch (DecoderFallbackException)
        {
            // A payload is JSON as a rule; one that is no text at all is kept as bytes.
            return null;
        }
    }
}
