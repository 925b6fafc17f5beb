using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using NodaTime;
using Shouldly;
using Spillway.App.Backups;
using Spillway.App.Inventory;
using Spillway.App.Records;
using Spillway.Engine;
using Spillway.Journal;
using Spillway.Journal.Sqlite;
using Spillway.Tests.Markets;
using Xunit;

namespace Spillway.Tests.App.Backups;

/// <summary>A data folder as one file, and back.</summary>
public sealed class DataFolderBackupTests : IDisposable
{
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly TestFolder _folder = new();

    private string Target => Path.Combine(_folder.Root, "backup.tar.gz");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_backed_up_beside_a_desk_at_work_comes_back_without_the_token()
    {
        await using var journal = await FilledAsync();
        var part = new PartStore(_folder.Home).Keep("a part"u8);
        string[] kept = ["statements/s/2026-06/0001-initial/lines.csv.gz", "rules/own.yaml", "site-versions/000001.yaml", "studies/1.html"];
        foreach (var name in kept.Concat(["statements/s/2026-06/.0002-final/lines.csv.gz", "statements/s/book.lock"]))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.Home, name))!);
            File.WriteAllText(Path.Combine(_folder.Home, name), name);
        }


        var written = DataFolderBackup.Write(_folder.Home, Target, _cancellation);
        await journal.AppendAsync([new("test.fact", 1, "{\"after\":true}"u8.ToArray())], _cancellation);
        var home = Path.Combine(_folder.Root, "another", "home");
        var restored = DataFolderBackup.Restore(Target, home, _cancellation);

        restored.Journal!.Head.ShouldBe(written.Journal!.Head);
        restored.Journal.Records.ShouldBe(written.Journal.Records);
        (restored.Files, restored.Bytes).ShouldBe((written.Files, written.Bytes));
        Encoding.UTF8.GetString(new PartStore(home).Read(part)).ShouldBe("a part");
        using (var inventory = SiteInventory.Open(home))
        {
            inventory.Machines().ShouldHaveSingleItem().Mac.ShouldBe("02:00:00:00:00:01");
        }

        File.ReadAllText(Path.Combine(home, "evidence", "one.json")).ShouldBe("{}");
        kept.ShouldAllBe(name => File.ReadAllText(Path.Combine(home, name)) == name);
        Directory.Exists(Path.Combine(home, "statements/s/2026-06/.0002-final")).ShouldBeFalse("half-booked");
        File.Exists(Path.Combine(home, "statements/s/book.lock")).ShouldBeFalse();
        File.Exists(Path.Combine(home, "token")).ShouldBeFalse();
        Directory.Exists(Path.Combine(home, "models")).ShouldBeFalse();
        File.Exists(Path.Combine(home, "evidence", "two.json.new")).ShouldBeFalse("half-written");
        Left().ShouldBe(["another", "backup.tar.gz", "home"]);
    }

    [Fact]
    public async Task A_file_that_is_there_and_a_folder_that_holds_something_are_left_alone()
    {
        await using (await FilledAsync())
        {
            DataFolderBackup.Write(_folder.Home, Target, _cancellation);
        }

        Refused(() => DataFolderBackup.Write(_folder.Home, Target, _cancellation), BackupErrors.FileInUse);
        Refused(() => DataFolderBackup.Restore(Target, _folder.Home, _cancellation), BackupErrors.FolderInUse);
        Refused(() => DataFolderBackup.Write(Path.Combine(_folder.Root, "nowhere"), Target + "2", _cancellation), BackupErrors.NothingThere);
        Refused(() => DataFolderBackup.Restore(Target + "2", Path.Combine(_folder.Root, "new"), _cancellation), BackupErrors.Disk);
        Left().ShouldBe(["backup.tar.gz", "home"]);
    }

    [Fact]
    public async Task A_journal_that_is_not_whole_is_neither_backed_up_nor_restored()
    {
        await using (await FilledAsync())
        {
        }

        DataFolderBackup.Write(_folder.Home, Target, _cancellation);
        var head = Path.Combine(SqliteJournal.FolderIn(_folder.Home), "head");
        File.Exists(head).ShouldBeTrue();
        File.WriteAllText(head, "nothing\n");

        Should.Throw<RefusedException>(() => DataFolderBackup.Write(_folder.Home, Target + "2", _cancellation));
        Repacked("journal/head", "nothing\n");
        Refused(() => DataFolderBackup.Restore(Target, Path.Combine(_folder.Root, "new"), _cancellation), BackupErrors.NoBackup);
        Left().ShouldBe(["backup.tar.gz", "home"]);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("parts/../../outside")]
    [InlineData("token")]
    [InlineData("journal")]
    public async Task A_file_that_holds_anything_else_is_refused(string name)
    {
        await using (await FilledAsync())
        {
            DataFolderBackup.Write(_folder.Home, Target, _cancellation);
        }

        Repacked(name, "x");

        Refused(() => DataFolderBackup.Restore(Target, Path.Combine(_folder.Root, "new"), _cancellation), BackupErrors.NoBackup);
        Left().ShouldBe(["backup.tar.gz", "home"]);
    }

    [Fact]
    public void What_is_no_archive_is_refused()
    {
        var file = _folder.Write("some.tar.gz", "no archive");

        Refused(() => DataFolderBackup.Restore(file, Path.Combine(_folder.Root, "new"), _cancellation), BackupErrors.NoBackup);
        Left().ShouldBe(["some.tar.gz"]);
    }

    private async Task<SqliteJournal> FilledAsync()
    {
        var journal = SqliteJournal.Open(SqliteJournal.FolderIn(_folder.Home), TimeProvider.System, new JournalSettings());
        await journal.AppendAsync([new("test.fact", 1, "{}"u8.ToArray())], _cancellation);
        using (var inventory = SiteInventory.Open(_folder.Home))
        {
            inventory.Take([new InventoryRow { Role = MachineRole.Miner, Address = System.Net.IPAddress.Loopback, Mac = "02:00:00:00:00:01" }], Instant.FromUtc(2026, 1, 1, 0, 0));
        }

        Directory.CreateDirectory(Path.Combine(_folder.Home, "evidence"));
        Directory.CreateDirectory(Path.Combine(_folder.Home, "models"));
        File.WriteAllText(Path.Combine(_folder.Home, "evidence", "one.json"), "{}");
        File.WriteAllText(Path.Combine(_folder.Home, "evidence", "two.json.new"), "{");
        File.WriteAllText(Path.Combine(_folder.Home, "models", "learned"), "again");
        File.WriteAllText(Path.Combine(_folder.Home, "token"), "secret");
        return journal;
    }

    // The same archive with one more file, or with another one in a file's place.
    private void Repacked(string name, string text)
    {
        var packed = new MemoryStream();
        using (var old = new TarReader(new GZipStream(File.OpenRead(Target), CompressionMode.Decompress)))
        using (var zipped = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var fresh = new TarWriter(zipped))
        {
            while (old.GetNextEntry(copyData: true) is { } entry)
            {
                if (entry.Name.TrimStart('.', '/') != name)
                {
                    fresh.WriteEntry(entry);
                }
            }

            fresh.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }

        File.WriteAllBytes(Target, packed.ToArray());
    }

    private IEnumerable<string> Left() => Directory.GetFileSystemEntries(_folder.Root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static void Refused(Action work, ErrorCode code) => Should.Throw<RefusedException>(work).Code.ShouldBe(code);
}
