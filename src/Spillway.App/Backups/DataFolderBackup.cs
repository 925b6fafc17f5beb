using System.Formats.Tar;
using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Spillway.App.Accounts.Persons;
using Spillway.App.Inventory;
using Spillway.App.Lab;
using Spillway.App.People;
using Spillway.App.Rules;
using Spillway.App.Setup;
using Spillway.App.Statements.Books;
using Spillway.Engine;
using Spillway.Journal.Backup;
using Spillway.Journal.Proof;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Backups;

/// <summary>Copies a data folder into one file, also while a desk works in it, and puts it back.</summary>
/// <remarks>The file is a gzipped tar. It holds what cannot be had again: journal, the parts that its records refer to, inventory,
/// accounts, what people keep beside the journal, evidence, prices, booked statements, own market rules, versions of the site file, studies. Never the token, and not the learned models. The checkpoint's place goes before the journal, so that it never names
/// a record that the copy lacks; the parts go after it, so that they hold at least what the copied records name.</remarks>
public static class DataFolderBackup
{
    private const string Journal = "journal";
    private const string Checkpoint = "checkpoint";
    private const string Partial = ".partial";
    private static readonly string[] _databases = [SiteInventory.FileName, AccountsContext.FileName, DeskStore.FileName];
    private static readonly string[] _folders = ["parts", "evidence", "prices", StatementBook.FolderName, RuleLibrary.FolderName, SiteVersions.FolderName, StudyDesk.FolderName];

    /// <summary>Writes a backup.</summary>
    /// <param name="dataFolder">The data folder; stays as it is.</param>
    /// <param name="file">The file; must not be there.</param>
    /// <param name="cancellation">Ends it; nothing is left behind.</param>
    /// <returns>What the backup holds; its journal was verified.</returns>
    /// <exception cref="RefusedException">A <see cref="BackupErrors"/>, or the journal is not whole.</exception>
    public static BackupContents Write(string dataFolder, string file, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataFolder);
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        return Guarded(file, () =>
        {
            if (File.Exists(file) || Directory.Exists(file))
            {
                throw new RefusedException(BackupErrors.FileInUse, $"'{file}' is there already.");
            }

            using var stage = new StagedFolder(file + Partial);
            var journal = Gather(dataFolder, stage.Path, cancellation);
            var contents = Counted(stage.Path, journal);
            if (contents.Files == 0)
            {
                throw new RefusedException(BackupErrors.NothingThere, $"'{dataFolder}' holds nothing that a backup keeps.");
            }

            Pack(stage.Path, stage.File);
            File.Move(stage.File, file);
            return contents;
        });
    }

    /// <summary>Puts a backup where a data folder is to be.</summary>
    /// <param name="file">The backup; stays as it is.</param>
    /// <param name="dataFolder">The data folder; must not be there, or be empty.</param>
    /// <param name="cancellation">Ends it; nothing is left behind.</param>
    /// <returns>What the backup held; its journal was verified.</returns>
    /// <exception cref="RefusedException">A <see cref="BackupErrors"/>, or the journal in it is not whole.</exception>
    public static BackupContents Restore(string file, string dataFolder, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        ArgumentException.ThrowIfNullOrWhiteSpace(dataFolder);
        return Guarded(file, () =>
        {
            if (File.Exists(dataFolder) || (Directory.Exists(dataFolder) && Directory.EnumerateFileSystemEntries(dataFolder).Any()))
            {
                throw new RefusedException(BackupErrors.FolderInUse, $"'{dataFolder}' holds something.");
            }

            using var stage = new StagedFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder)) + Partial);
            Unpack(file, stage.Path, cancellation);
            var copied = Path.Combine(stage.Path, Journal);
            var journal = Directory.Exists(copied) ? Whole(copied, cancellation) : null;
            if (Directory.Exists(dataFolder))
            {
                Directory.Delete(dataFolder);
            }

            Directory.Move(stage.Path, dataFolder);
            return Counted(dataFolder, journal);
        });
    }

    private static JournalVerification? Gather(string from, string to, CancellationToken cancellation)
    {
        Copy(Path.Combine(from, Checkpoint), Path.Combine(to, Checkpoint));
        var source = SqliteJournal.FolderIn(from);
        var journal = Directory.Exists(source) ? JournalBackup.Write(source, Path.Combine(to, Journal), cancellation) : null;
        foreach (var database in _databases.Where(name => File.Exists(Path.Combine(from, name))))
        {
            CopyDatabase(Path.Combine(from, database), Path.Combine(to, database));
        }

        ForgetSessions(Path.Combine(to, AccountsContext.FileName));

        foreach (var folder in _folders.Where(name => Directory.Exists(Path.Combine(from, name))))
        {
            foreach (var path in Directory.EnumerateFiles(Path.Combine(from, folder), "*", SearchOption.AllDirectories).Where(IsWhole))
            {
                cancellation.ThrowIfCancellationRequested();
                Copy(path, Path.Combine(to, Path.GetRelativePath(from, path)));
            }
        }

        return journal;
    }

    // Whoever writes a file there writes it under another name first, or in a folder whose name begins with a dot; locks are nobody's.
    private static bool IsWhole(string path) =>
        !path.EndsWith(Partial, StringComparison.Ordinal) && !path.EndsWith(".new", StringComparison.Ordinal) && !path.EndsWith(".lock", StringComparison.Ordinal)
        && !(Path.GetFileName(Path.GetDirectoryName(path)) ?? "").StartsWith('.');

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
        }
    }

    private static void CopyDatabase(string from, string to)
    {
        using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
        source.Open();
        copy.Open();
        source.BackupDatabase(copy);
    }

    // Whoever was signed in when the copy was made is not, when it is put back: the session may have been ended since.
    private static void ForgetSessions(string accounts)
    {
        if (File.Exists(accounts))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(accounts, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = accounts, Pooling = false }.ToString());
            copy.Open();
            using var command = copy.CreateCommand();
            command.CommandText = "DELETE FROM Sessions; VACUUM;";
            command.ExecuteNonQuery();
        }
    }

    private static void Pack(string folder, string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, options);
        using (var zipped = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            TarFile.CreateFromDirectory(folder, zipped, includeBaseDirectory: false);
        }

        stream.Flush(flushToDisk: true);
    }

    private static void Unpack(string file, string to, CancellationToken cancellation)
    {
        using var stream = File.OpenRead(file);
        using var unzipped = new GZipStream(stream, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        while (tar.GetNextEntry() is { } entry)
        {
            cancellation.ThrowIfCancellationRequested();
            var name = entry.Name.TrimStart('.', '/');
            if (entry.EntryType is TarEntryType.Directory)
            {
                continue;
            }

            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || !IsKnown(name))
            {
                throw new RefusedException(BackupErrors.NoBackup, $"'{file}' holds '{entry.Name}', which no backup holds.");
            }

            var path = Path.Combine(to, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            entry.ExtractToFile(path, overwrite: false);
        }
    }

    private static bool IsKnown(string name) =>
        !name.Split('/').Contains("..")
        && (name is Checkpoint || _databases.Contains(name) || name.StartsWith(Journal + "/", StringComparison.Ordinal)
            || _folders.Any(folder => name.StartsWith(folder + "/", StringComparison.Ordinal)));

    private static JournalVerification Whole(string journal, CancellationToken cancellation)
    {
        var found = JournalVerifier.Verify(journal, null, cancellation);
        return found.IsWhole ? found : throw new RefusedException(BackupErrors.NoBackup, $"The journal in it is not whole: {found.Findings[0].Detail}.");
    }

    private static BackupContents Counted(string folder, JournalVerification? journal)
    {
        var files = new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories);
        return new(journal, files.Length, files.Sum(one => one.Length));
    }

    private static T Guarded<T>(string file, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InvalidDataException failure)
        {
            throw new RefusedException(BackupErrors.NoBackup, $"{file}: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new RefusedException(BackupErrors.Disk, $"{file}: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }
}
