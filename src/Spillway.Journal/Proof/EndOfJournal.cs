using Spillway.Journal.Sqlite;

namespace Spillway.Journal.Proof;

/// <summary>The end of a journal and its head, read so that they belong together while a desk may write.</summary>
internal static class EndOfJournal
{
    private const int MostTries = 200;

    /// <summary>Reads both; again where a commit came between them.</summary>
    /// <returns>The state of the newest month and the head; each null where it cannot be read.</returns>
    public static (SegmentState? End, JournalHead? Head) Read(JournalFolder folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            var head = HeadFile.TryRead(folder.Head);
            var end = TryState(folder);
            if (head is null || end is null || end.LastNumber < head.Number || TailCheck.Reaches(end, head) || attempt == MostTries)
            {
                return (end, head);
            }
        }
    }

    private static SegmentState? TryState(JournalFolder folder)
    {
        if (folder.BornSegments() is not [.., var newest])
        {
            return null;
        }

        try
        {
            var path = folder.File(newest);
            using var connection = SegmentConnection.ToRead(path);
            return SegmentState.TryRead(connection, SegmentSchema.VersionOf(connection, path));
        }
        catch (Exception cause) when (JournalFaults.IsDamage(cause))
        {
            // The walk comes to this file and says what is wrong with it.
            return null;
        }
    }
}
