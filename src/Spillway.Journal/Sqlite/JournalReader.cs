using System.Globalization;
using System.Runtime.CompilerServices;
using Spillway.Engine;

namespace Spillway.Journal.Sqlite;

/// <summary>Reads records beside the writer, in batches, and lets none pass that is not as it was written.</summary>
internal static class JournalReader
{
    private const int BatchRows = 1000;

    public static async IAsyncEnumerable<ChainedRecord> ReadAsync(
        JournalFolder folder, WantedRecords wanted, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (after, upTo) = (wanted.From - 1, wanted.UpTo);
        var names = folder.BornSegments();
        var order = wanted.IsWhole && names is [var oldest, ..] ? RecordOrder.From(folder, oldest, wanted.From) : null;
        foreach (var name in names)
        {
            if (after >= upTo)
            {
                yield break;
            }

            if (SegmentSeal.TryRead(folder.Seal(name)) is { } seal && seal.LastNumber <= after)
            {
                continue;
            }

            using var connection = JournalFaults.Guarded(folder.Root, () => SegmentConnection.ToRead(folder.File(name)));
            using var rows = new SegmentRows(connection, wanted.LeftOut);
            while (true)
            {
                var batch = await Task.Run(() => JournalFaults.Guarded(folder.Root, () => Batch(folder, rows, (after, upTo), order)), cancellation).ConfigureAwait(false);
                foreach (var record in batch)
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return record;
                }

                if (batch.Count < BatchRows)
                {
                    break;
                }

                after = batch[^1].Record.Number;
            }
        }
    }

    private static List<ChainedRecord> Batch(JournalFolder folder, SegmentRows rows, (long After, long UpTo) between, RecordOrder? order)
    {
        var batch = new List<ChainedRecord>(BatchRows);
        rows.Begin(between.After, between.UpTo, BatchRows);
        while (rows.Next())
        {
            var record = rows.Record;
            if (!rows.IsShaped || JournalLink.Hash(rows.Previous, record) != rows.Hash || Microseconds.TryInstant(rows.AtUnixMicroseconds) is not { } at)
            {
                throw new RefusedException(JournalErrors.ChainBroken, string.Create(
                    CultureInfo.InvariantCulture, $"Record {record.Number} of the journal in '{folder.Root}' is not as it was written."));
            }

            order?.Follow(record.Number, rows.Previous, rows.Hash);
            batch.Add(new(new(record.Number, at, record.Kind, record.Version, record.Payload.ToArray()), rows.Previous, rows.Hash));
        }

        return batch;
    }
}
