using NodaTime.Text;
using Spillway.App.Records;
using Spillway.Engine;
using Spillway.Journal;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Proofs.Keys;

/// <summary>What became of keys, in the journal: whoever hides a revocation must break the chain.</summary>
public static class KeyJournal
{
    /// <summary>Records what no journal holds yet.</summary>
    /// <param name="ring">The keys.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="cancellation">Ends the wait for room.</param>
    /// <returns>When it is kept.</returns>
    /// <exception cref="RefusedException">The journal takes nothing.</exception>
    public static async ValueTask RecordAsync(KeyRing ring, IRecordJournal journal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ring);
        ArgumentNullException.ThrowIfNull(journal);
        var entries = ring.Events.Where(one => one.Record is null).Select(one => new JournalEntry(one.Kind, RecordKinds.Version, Payload(ring, one))).ToList();
        if (entries.Count > 0)
        {
            ring.Recorded(await journal.AppendAsync(entries, cancellation).ConfigureAwait(false));
        }
    }

    /// <summary>Records what no journal holds yet in the journal of a data folder; a desk that holds it does so when it starts next.</summary>
    /// <param name="ring">The keys.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether it is recorded; no where a desk holds the journal.</returns>
    /// <exception cref="RefusedException">The journal cannot be opened for another reason.</exception>
    public static async Task<bool> TryRecordAsync(KeyRing ring, string dataFolder, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ring);
        if (ring.Events.All(one => one.Record is not null))
        {
            return true;
        }

        try
        {
            var journal = SqliteJournal.Open(SqliteJournal.FolderIn(dataFolder), time, new());
            await using (journal.ConfigureAwait(false))
            {
                await RecordAsync(ring, journal, cancellation).ConfigureAwait(false);
                return true;
            }
        }
        catch (RefusedException refusal) when (refusal.Code == JournalErrors.Held)
        {
            return false;
        }
    }

    private static byte[] Payload(KeyRing ring, KeyEvent what) => RecordWriting.Write(writer =>
    {
        var key = ring.Keys.First(one => one.Id == what.Key);
        writer.WriteString("at_utc", InstantPattern.ExtendedIso.Format(what.At));
        if (what.Kind == RecordKinds.KeyRevoked)
        {
            writer.WriteString("because", key.Because);
        }

        writer.WriteString("key_id", key.Id.Text);
        if (what.Kind == RecordKinds.KeyCreated)
        {
            writer.WriteString("x", key.Public.X);
            writer.WriteString("y", key.Public.Y);
        }
    });
}
