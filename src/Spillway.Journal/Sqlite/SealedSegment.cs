using Spillway.Engine;

namespace Spillway.Journal.Sqlite;

/// <summary>Makes a month that is over one file that nobody writes, with its seal beside it.</summary>
internal static class SealedSegment
{
    /// <summary>Does what of it is left to do; it may be called again after a kill at any point.</summary>
    public static void Close(JournalFolder folder, SegmentName name)
    {
        var path = folder.File(name);
        if (!File.Exists(path) || File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
        {
            return;
        }

        if (SegmentSeal.TryRead(folder.Seal(name)) is null)
        {
            (Read(path, name) ?? throw new RefusedException(JournalErrors.Damaged, $"The file '{path}' of a sealed month does not say what it holds.")).Write(folder.Seal(name));
        }

        using var connection = SegmentConnection.ToWrite(path, int.MaxValue);
        if (SegmentConnection.TryLeaveTheLog(connection))
        {
            // Where a reader has it open it stays as it is, which reads as well: sealed is what its table says.
            File.SetAttributes(path, File.GetAttributes(path) | FileAttributes.ReadOnly);
        }
    }

    /// <summary>The seal of the records that are there; null where there are none.</summary>
    public static SegmentSeal? Read(string path, SegmentName name)
    {
        using var connection = SegmentConnection.ToRead(path);
        using var first = new SqliteStatement(connection, "SELECT at_unix_us FROM records ORDER BY number LIMIT 1");
        return SegmentState.TryRead(connection, SegmentSchema.VersionOf(connection, path)) is not { Last: { } last } state || !first.Step()
            || Microseconds.TryInstant(first.Long(0)) is not { } firstAt || Microseconds.TryInstant(last.AtUnixMicroseconds) is not { } lastAt
                ? null
                : new(name, state.Start.FirstNumber, last.Number, firstAt, lastAt, state.Start.Previous, last.Hash);
    }
}
