using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text;
using Microsoft.Data.Sqlite;
using Spillway.Engine;

namespace Spillway.Journal.Sqlite;

/// <summary>Takes a journal that another writer left, closed or killed, or begins one.</summary>
internal static class JournalOpening
{
    /// <summary>The writer, with its first record (who opened the journal) committed.</summary>
    public static JournalWriter Open(string root, TimeProvider time, JournalSettings settings)
    {
        Directory.CreateDirectory(root);
        var folder = new JournalFolder(root);
        return DisposedUnless.Made(WriterLock.Take(root, settings.Holder, Microseconds.Now(time)), held =>
        {
            var ready = DisposedUnless.Made(Find(folder, settings, null), found =>
                new JournalWriter(found, held, HeadFile.Replace(folder.Head, found.End.Head), settings, time));
            return DisposedUnless.Made(ready, writer =>
            {
                writer.Commit(Opened(writer.Epoch, settings.Holder));
                return writer;
            });
        });
    }

    private static JournalEntry Opened(long epoch, string holder) => new(JournalKinds.Opened, 1, Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $$"""{"epoch":{{epoch}},"holder":"{{JsonEncodedText.Encode(holder, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}}"}""")));

    /// <summary>Finds where the journal ends, and takes it or goes on with it.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="settings">How it is kept.</param>
    /// <param name="held">The epoch in which this writer holds it already; null where it takes it over.</param>
    public static FoundJournal Find(JournalFolder folder, JournalSettings settings, long? held)
    {
        var head = HeadFile.TryRead(folder.Head);
        foreach (var name in folder.Segments().Reverse())
        {
            if (TryTakeOver(folder, name, head, (settings, held)) is { } found)
            {
                return found;
            }
        }

        if (head is null && (File.Exists(folder.Head) || !folder.Seals().IsEmpty))
        {
            throw HeadUnreadable(folder);
        }

        if (head is { Number: > 0 })
        {
            throw new RefusedException(JournalErrors.TailCut, string.Create(
                CultureInfo.InvariantCulture, $"The journal in '{folder.Root}' has no records; its head names record {head.Number} of {Microseconds.Text(head.At)}."));
        }

        // The head is there before the first record, so that records without a head are always a finding.
        HeadFile.Replace(folder.Head, JournalHead.Empty).Dispose();
        return new(folder, default, null, ChainEnd.Beginning, 1);
    }

    /// <summary>Takes the newest month, after a look that changes nothing; null where its file was begun and never made.</summary>
    private static FoundJournal? TryTakeOver(JournalFolder folder, SegmentName name, JournalHead? head, (JournalSettings Settings, long? Held) how)
    {
        var path = folder.File(name);
        if (TryLook(folder, path, head) is not { } state)
        {
            JournalFolder.Forget(path);
            return null;
        }

        if (state.IsSealed)
        {
            SealedSegment.Close(folder, name);
            return new(folder, name, null, state.Last!.Value, how.Held ?? state.Start.Epoch + 1);
        }

        return DisposedUnless.Made(SegmentConnection.ToWrite(path, how.Settings.SegmentLimitMegabytes), connection => Open(folder, name, connection, how, head!));
    }

    private static SegmentState? TryLook(JournalFolder folder, string path, JournalHead? head)
    {
        using var connection = SegmentConnection.ToRead(path);
        if (SegmentSchema.IsUnborn(connection))
        {
            return null;
        }

        var state = SegmentState.TryRead(connection, SegmentSchema.VersionOf(connection, path))
            ?? throw new RefusedException(JournalErrors.Damaged, $"The file '{path}' does not say what it holds.");
        TailCheck.Run(folder.Root, connection, state, head ?? throw HeadUnreadable(folder));
        return state;
    }

    private static FoundJournal Open(JournalFolder folder, SegmentName name, SqliteConnection connection, (JournalSettings Settings, long? Held) how, JournalHead head)
    {
        SegmentSchema.Upgrade(connection, folder.File(name));
        var segment = how.Held is { } epoch ? SegmentWriter.Resume(connection, name, epoch) : SegmentWriter.TakeOver(connection, name, how.Settings.Holder);

        // Read after the taking: a writer that has lost its lock may have committed until then, and cannot any more.
        var state = SegmentState.TryRead(connection, SegmentSchema.Version)!;
        segment.HasRecords = state.Last is not null;
        var end = state.Last ?? new ChainEnd(state.LastNumber, Microseconds.Of(head.At), state.LastHash);
        return new(folder, name, segment, end, segment.Epoch);
    }

    private static RefusedException HeadUnreadable(JournalFolder folder) =>
        new(JournalErrors.HeadUnreadable, $"The file '{folder.Head}' is not there or was not written by spillway.");
}
