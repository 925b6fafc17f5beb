using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Spillway.Journal;
using Spillway.Journal.Proof;
using Spillway.Journal.Sqlite;

namespace Spillway.Tests.Journal;

/// <summary>A folder for a journal with a clock of its own; removed with everything in it.</summary>
internal sealed class JournalRoom : IDisposable
{
    private readonly DirectoryInfo _room = Directory.CreateTempSubdirectory("spillway-journal-");

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 10, 30, 12, 0, 0, TimeSpan.Zero));

    public string Folder => Path.Combine(_room.FullName, "journal");

    public string Root => _room.FullName;

    public SqliteJournal Open(JournalSettings? settings = null) => SqliteJournal.Open(Folder, Time, settings ?? new());

    public JournalVerification Verify() => JournalVerifier.Verify(Folder, null, CancellationToken.None);

    /// <summary>The file of a month, the oldest first.</summary>
    public string Segment(int index = 0) => Directory.GetFiles(Folder, "*.journal").Order(StringComparer.Ordinal).ElementAt(index);

    public string Head => Path.Combine(Folder, "head");

    /// <summary>Opens, appends five entries a second, and closes: records 1 (opened) to <paramref name="entries"/> + 1.</summary>
    public async Task Fill(int entries)
    {
        await using var journal = Open();
        foreach (var second in Enumerable.Range(0, entries).Chunk(5))
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await journal.AppendAsync([.. second.Select(Entry)], CancellationToken.None);
        }
    }

    public static JournalEntry Entry(int number) => new("test.fact", 1, Encoding.UTF8.GetBytes($$"""{"n":{{number}}}"""));

    /// <summary>Changes the file of a month as somebody with SQLite at hand would.</summary>
    public void Sql(string sql, int segment = 0)
    {
        File.SetAttributes(Segment(segment), FileAttributes.Normal);
        using var connection = new SqliteConnection($"Data Source={Segment(segment)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = OFF; " + sql;
        command.ExecuteNonQuery();
    }

    public static async Task<List<JournalRecord>> Read(IRecordJournal journal, long from = 1)
    {
        var records = new List<JournalRecord>();
        await foreach (var record in journal.ReadAsync(from, CancellationToken.None))
        {
            records.Add(record);
        }

        return records;
    }

    public static string Text(JournalRecord record) => Encoding.UTF8.GetString(record.Payload.Span);

    public void Dispose() => _room.Delete(recursive: true);
}
