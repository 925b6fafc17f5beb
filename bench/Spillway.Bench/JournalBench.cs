using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Spillway.Journal;
using Spillway.Journal.Proof;
using Spillway.Journal.Sqlite;

namespace Spillway.Bench;

/// <summary>Commands made durable in the journal, against the same bytes put into a plain SQLite table in one transaction.</summary>
public static class JournalBench
{
    private const int Runs = 5;
    private const int Commands = 12_000;
    private static readonly string[] _columns = ["number", "at", "kind", "version", "payload"];
    private static readonly int[] _sizes = [100, 1_000, 10_000, 100_000];

    public static int Run()
    {
        Timing.Machine();
        var folder = Directory.CreateTempSubdirectory("spillway-bench-");
        try
        {
            // Warms both paths up.
            Measure(folder.CreateSubdirectory("warm").FullName, 1_000);
            foreach (var size in _sizes)
            {
                Show(size, Measure(folder.FullName, size));
            }

            var commands = Measure(folder.FullName, Commands);
            Show(Commands, commands);
            Apart(folder.FullName);
            Timing.Line($"journal: ratio={commands.Reference / commands.Ours:0.000}");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Figures Measure(string folder, int count)
    {
        var entries = Entries(count);
        var (reference, ours) = (new double[Runs], new double[Runs]);
        var (allocated, bytes) = (0L, 0L);
        for (var run = 0; run < Runs; run++)
        {
            reference[run] = Plain(Path.Combine(folder, Name($"plain-{count}-{run}.db")), entries);
            (ours[run], allocated, bytes) = Journal(Path.Combine(folder, Name($"journal-{count}-{run}")), entries);
        }

        return new(Timing.Median(reference), Timing.Median(ours), (double)allocated / count, (double)bytes / count);
    }

    private static void Show(int count, Figures figures) => Timing.Line(
        $"{count,7} commands in one append: plain SQLite {figures.Reference:0.0} ms, journal {figures.Ours:0.0} ms ({1000 * figures.Ours / count:0.00} µs each), {figures.Allocated:0} B allocated and {figures.FileBytes:0} B of file each");

    /// <summary>The reference: one table, one prepared statement, one transaction, on the disk when it returns.</summary>
    private static double Plain(string file, List<JournalEntry> entries)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL");
        Execute(connection, "PRAGMA synchronous=FULL");
        Execute(connection, "CREATE TABLE records (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL, payload BLOB NOT NULL)");
        return Timing.Once(() =>
        {
            using var transaction = connection.BeginTransaction();
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO records VALUES ($number, $at, $kind, $version, $payload)";
            var parameters = _columns.Select(name => insert.Parameters.Add(new SqliteParameter { ParameterName = "$" + name })).ToArray();
            for (var index = 0; index < entries.Count; index++)
            {
                (parameters[0].Value, parameters[1].Value, parameters[2].Value) = (index + 1L, 1_793_361_600_000_000L, entries[index].Kind);
                (parameters[3].Value, parameters[4].Value) = (entries[index].Version, entries[index].Payload.ToArray());
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        });
    }

    private static (double Milliseconds, long Allocated, long FileBytes) Journal(string folder, List<JournalEntry> entries)
    {
        var journal = SqliteJournal.Open(folder, TimeProvider.System, new());
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var milliseconds = Timing.Once(() => journal.AppendAsync(entries, CancellationToken.None).AsTask().GetAwaiter().GetResult());
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        journal.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return (milliseconds, allocated, new FileInfo(Directory.GetFiles(folder, "*.journal").Single()).Length);
    }

    /// <summary>What the same commands cost one append each, side by side, and what verifying them costs.</summary>
    private static void Apart(string folder)
    {
        var entries = Entries(Commands);
        var (times, verified) = (new double[Runs], new double[Runs]);
        for (var run = 0; run < Runs; run++)
        {
            var place = Path.Combine(folder, Name($"apart-{run}"));
            var journal = SqliteJournal.Open(place, TimeProvider.System, new() { QueueLimit = Commands });
            times[run] = Timing.Once(() => Task.WhenAll(entries.Select(entry => journal.AppendAsync([entry], CancellationToken.None).AsTask())).GetAwaiter().GetResult());
            journal.DisposeAsync().AsTask().GetAwaiter().GetResult();
            verified[run] = Timing.Once(() => JournalVerifier.Verify(place, null, CancellationToken.None));
        }

        Timing.Line($"{Commands,7} commands in as many appends side by side: {Timing.Median(times):0.0} ms; verified in {Timing.Median(verified):0.0} ms");
        var single = SqliteJournal.Open(Path.Combine(folder, "single"), TimeProvider.System, new());
        var one = Timing.Many(101, () => single.AppendAsync([entries[0]], CancellationToken.None).AsTask().GetAwaiter().GetResult());
        single.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Timing.Line($"      1 command: {Timing.Median(one):0.00} ms, the slowest of 101 {one.Max():0.00} ms");
        Timing.Line($"medians of {Runs}; reference: one prepared insert into a plain table in one transaction, write-ahead log, synchronous full, no hash, no head");
    }

    private static List<JournalEntry> Entries(int count) =>
    [
        .. Enumerable.Range(0, count).Select(index => new JournalEntry("command", 1, Encoding.UTF8.GetBytes(Name(
            $$"""{"action":"sleep","command":"0192-{{index:000000}}","deadline_utc":"2026-10-30T12:00:30Z","group":"hall-a","machine":"hall-a-{{index:00000}}","order":"shed-17","path":"firmware"}""")))),
    ];

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Name(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Milliseconds of a run, and bytes a command.</summary>
    private readonly record struct Figures(double Reference, double Ours, double Allocated, double FileBytes);
}
