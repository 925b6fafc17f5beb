using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Spillway.Journal.Sqlite;

/// <summary>Where the files of a journal lie.</summary>
internal sealed class JournalFolder(string root)
{
    public string Root { get; } = root;

    public string Head => Path.Combine(Root, HeadFile.Name);

    public string File(SegmentName name) => Path.Combine(Root, name + SegmentName.Extension);

    public string Seal(SegmentName name) => Path.Combine(Root, name + SegmentName.SealExtension);

    /// <summary>The months whose files are there, the oldest first.</summary>
    public ImmutableArray<SegmentName> Segments() => Named(SegmentName.Extension);

    /// <summary>The same without a newest one that was begun and never made: its writer was killed, or is just making it.</summary>
    public ImmutableArray<SegmentName> BornSegments() => Segments() is [.. var older, var newest] && IsUnborn(newest) ? [.. older] : Segments();

    /// <summary>The months that were sealed, the oldest first; of some only the seal is left.</summary>
    public ImmutableArray<SegmentName> Seals() => Named(SegmentName.SealExtension);

    /// <summary>Removes a file that was begun and never made, with what SQLite left beside it.</summary>
    public static void Forget(string path)
    {
        foreach (var file in new[] { path, path + "-wal", path + "-shm", path + "-journal" })
        {
            System.IO.File.Delete(file);
        }
    }

    private bool IsUnborn(SegmentName name)
    {
        try
        {
            using var connection = SegmentConnection.ToRead(File(name));
            return SegmentSchema.IsUnborn(connection);
        }
        catch (SqliteException)
        {
            // It holds something, and whoever reads it will be told what is wrong.
            return false;
        }
    }

    private ImmutableArray<SegmentName> Named(string extension) => !Directory.Exists(Root)
        ? []
        : [.. Directory.EnumerateFiles(Root, "*" + extension)
            .Select(file => SegmentName.TryParse(Path.GetFileNameWithoutExtension(file), out var name) ? name : default)
            .Where(name => name.Sequence > 0)
            .Order()];
}
