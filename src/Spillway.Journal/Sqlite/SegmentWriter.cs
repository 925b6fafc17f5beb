using Microsoft.Data.Sqlite;
using SQLitePCL;
using Spillway.Engine;

namespace Spillway.Journal.Sqlite;

/// <summary>The file of the current month in the hands of its one writer.</summary>
internal sealed class SegmentWriter : IDisposable
{
    // The desk waits meanwhile, and its breakers' watchdogs with it.
    private const int BusyMilliseconds = 1_000;

    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _mark;
    private readonly SqliteStatement _commit;

    private SegmentWriter(SqliteConnection connection, SegmentName name, long epoch)
    {
        (_connection, Name, Epoch) = (connection, name, epoch);
        SegmentConnection.Run(connection, FormattableString.Invariant($"PRAGMA busy_timeout={BusyMilliseconds}"));
        _begin = new(connection, "BEGIN IMMEDIATE");
        _insert = new(connection, "INSERT INTO records VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        _mark = new(connection, "UPDATE segment SET commit_first_number = ?1 WHERE epoch = ?2 AND is_sealed = 0");
        _commit = new(connection, "COMMIT");
    }

    public SegmentName Name { get; }

    public long Epoch { get; }

    /// <summary>Whether it holds a record.</summary>
    public bool HasRecords { get; set; }

    /// <summary>Begins a month.</summary>
    public static SegmentWriter Make(string path, SegmentName name, SegmentStart start, int limitMegabytes)
    {
        var connection = SegmentConnection.ToWrite(path, limitMegabytes);
        try
        {
            SegmentSchema.Make(connection, start);
            return new(connection, name, start.Epoch);
        }
        catch
        {
            // Nothing was made: the next attempt begins with no file at all, and may come in another month.
            connection.Dispose();
            JournalFolder.Forget(path);
            throw;
        }
    }

    /// <summary>Takes over a month that is open: from here on the writer before cannot commit.</summary>
    public static SegmentWriter TakeOver(SqliteConnection connection, SegmentName name, string holder)
    {
        using var take = new SqliteStatement(connection, "UPDATE segment SET epoch = epoch + 1, holder = ?1");
        take.Bind(1, holder).Run();
        return new(connection, name, SegmentConnection.Number(connection, "SELECT epoch FROM segment"));
    }

    /// <summary>Goes on with a month that this writer had open before a failure; refused where another writer has taken the journal.</summary>
    public static SegmentWriter Resume(SqliteConnection connection, SegmentName name, long epoch)
    {
        var writer = new SegmentWriter(connection, name, epoch);
        return SegmentConnection.Number(connection, "SELECT epoch FROM segment") == epoch ? writer : throw writer.Fenced();
    }

    /// <summary>Has all that stands in the write-ahead log written again, into the file, and on the disk: of a log whose writing failed
    /// nobody knows whether the disk has what memory shows.</summary>
    public void MoveLogIntoFile()
    {
        using var move = new SqliteStatement(_connection, "PRAGMA wal_checkpoint(FULL)");
        if (move.Step() && move.Long(0) != 0)
        {
            throw new SqliteException("A reader keeps the write-ahead log from being written into the file.", raw.SQLITE_BUSY);
        }
    }

    /// <summary>Begins a commit of records from a number on; refused where another writer has taken the journal.</summary>
    public void Begin(long firstNumber)
    {
        _begin.Run();
        if (_mark.Bind(1, firstNumber).Bind(2, Epoch).Run() == 0)
        {
            throw Fenced();
        }
    }

    public void Insert(in RawRecord record, JournalHash previous, JournalHash hash) => _insert
        .Bind(1, record.Number).Bind(2, record.AtUnixMicroseconds).Bind(3, record.Kind).Bind(4, record.Version)
        .Bind(5, record.Payload).Bind(6, previous).Bind(7, hash).Run();

    /// <summary>Makes the inserted records last.</summary>
    public void Commit()
    {
        _commit.Run();
        HasRecords = true;
    }

    /// <summary>Takes back what was inserted since the beginning; SQLite may have done so already.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            SegmentConnection.Run(_connection, "ROLLBACK");
        }
    }

    /// <summary>Closes the month for good.</summary>
    public void Seal()
    {
        using var seal = new SqliteStatement(_connection, "UPDATE segment SET is_sealed = 1 WHERE epoch = ?1");
        if (seal.Bind(1, Epoch).Run() == 0)
        {
            throw Fenced();
        }
    }

    public void Dispose()
    {
        _begin.Dispose();
        _insert.Dispose();
        _mark.Dispose();
        _commit.Dispose();
        SegmentConnection.TryLeaveTheLog(_connection);
        _connection.Dispose();
    }

    private RefusedException Fenced()
    {
        using var statement = new SqliteStatement(_connection, "SELECT holder FROM segment");
        var holder = statement.Step() ? statement.Text(0) : "another process";
        return new(JournalErrors.Fenced, $"The journal '{_connection.DataSource}' was taken over by {holder}.");
    }
}
