using System.Globalization;
using Microsoft.Data.Sqlite;
using Spillway.Engine;
using Spillway.Journal.Proof;
using Spillway.Journal.Sqlite;

namespace Spillway.Journal.Backup;

/// <summary>Copies a journal, also while a desk writes it, and puts a copy back.</summary>
public static class JournalBackup
{
    /// <summary>Copies a journal as of one commit. The copy is verified before it gets its name.</summary>
    /// <param name="folder">The journal's own folder.</param>
    /// <param name="target">The folder of the copy; must not be there.</param>
    /// <param name="cancellation">Ends it; nothing is left behind.</param>
    /// <returns>What was found in the copy, which is whole.</returns>
    /// <exception cref="RefusedException">The target is there, the journal is not there or not whole, or the disk refuses.</exception>
    public static JournalVerification Write(string folder, string target, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        return JournalFaults.Guarded(target, () => Copied(folder, target, cancellation));
    }

    /// <summary>Puts a copy where a journal is to be. The copy is verified first and stays as it is.</summary>
    /// <param name="backup">The copy's folder.</param>
    /// <param name="folder">The journal's own folder; must not be there.</param>
    /// <param name="cancellation">Ends it; nothing is left behind.</param>
    /// <returns>What was found, which is whole.</returns>
    /// <exception cref="RefusedException">The folder is there, or the copy is not whole.</exception>
    public static JournalVerification Restore(string backup, string folder, CancellationToken cancellation) => Write(backup, folder, cancellation);

    private static JournalVerification Copied(string from, string target, CancellationToken cancellation)
    {
        if (Directory.Exists(target) || File.Exists(target))
        {
            throw new RefusedException(JournalErrors.TargetInUse, $"'{target}' is there already.");
        }

        var beside = target.TrimEnd(Path.DirectorySeparatorChar) + ".partial";
        Clear(beside);
        Directory.CreateDirectory(beside);
        try
        {
            var source = new JournalFolder(from);
            var copy = new JournalFolder(beside);

            // The head first: whatever is committed after it is in the files, or is not, and neither makes the copy less whole.
            var head = HeadFile.TryRead(source.Head) ?? throw NoHead(source);
            Copy(source, copy, cancellation);
            HeadFile.Replace(copy.Head, EndOf(copy, head)).Dispose();
            var found = JournalVerifier.Verify(beside, null, cancellation);
            if (!found.IsWhole)
            {
                var first = found.Findings[0];
                throw new RefusedException(JournalErrors.ChainBroken, string.Create(
                    CultureInfo.InvariantCulture, $"The journal in '{from}' is not whole and was not copied: {first.Kind}, record {first.Number}: {first.Detail}."));
            }

            Directory.Move(beside, target);
            return found with { Folder = target };
        }
        catch
        {
            // Whatever went wrong: nothing half-copied stays behind.
            Clear(beside);
            throw;
        }
    }

    private static void Copy(JournalFolder source, JournalFolder copy, CancellationToken cancellation)
    {
        foreach (var name in source.BornSegments())
        {
            cancellation.ThrowIfCancellationRequested();
            using var from = SegmentConnection.ToRead(source.File(name));
            using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy.File(name), Pooling = false }.ToString());
            to.Open();
            from.BackupDatabase(to);
            SegmentConnection.Run(to, "PRAGMA journal_mode=DELETE");
        }

        foreach (var name in source.Seals())
        {
            File.Copy(source.Seal(name), copy.Seal(name));
        }
    }

    /// <summary>The head of the copy: its last record, which must be the source's head or follow from it.</summary>
    private static JournalHead EndOf(JournalFolder copy, JournalHead head)
    {
        if (copy.Segments() is not [.., var newest])
        {
            return head;
        }

        using var connection = SegmentConnection.ToRead(copy.File(newest));
        var state = SegmentState.TryRead(connection, SegmentSchema.VersionOf(connection, copy.File(newest)));
        var follows = state is { Last: { } last } && Microseconds.TryInstant(last.AtUnixMicroseconds) is not null && last.Number >= head.Number
            && (head.Number < state.Start.FirstNumber - 1 || TailCheck.HashAt(connection, state, head.Number) == head.Hash);

        // Where it does not, the copy gets the source's own head, against which verifying shows what is wrong.
        return follows ? state!.Last!.Value.Head : head;
    }

    private static RefusedException NoHead(JournalFolder source) => source.Segments().IsEmpty
        ? new(JournalErrors.NotThere, $"There is no journal in '{source.Root}'.")
        : new(JournalErrors.HeadUnreadable, $"The file '{source.Head}' is not there or was not written by spillway.");

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
