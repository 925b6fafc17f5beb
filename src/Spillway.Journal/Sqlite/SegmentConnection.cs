using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Spillway.Journal.Sqlite;

/// <summary>Opens the file of a month.</summary>
internal static class SegmentConnection
{
    private const int BusyMilliseconds = 10_000;

    /// <summary>For the one writer: in write-ahead mode, each commit on the disk before it returns.</summary>
    public static SqliteConnection ToWrite(string path, int limitMegabytes)
    {
        return DisposedUnless.Made(Open(path, SqliteOpenMode.ReadWriteCreate), connection =>
        {
            Run(connection, "PRAGMA journal_mode=WAL");
            Run(connection, "PRAGMA synchronous=FULL");
            Run(connection, FormattableString.Invariant($"PRAGMA max_page_count={limitMegabytes * 1_000_000L / PageBytes(connection)}"));
            return connection;
        });
    }

    /// <summary>For readers, beside the writer or without one.</summary>
    public static SqliteConnection ToRead(string path)
    {
        try
        {
            return Probed(path, SqliteOpenMode.ReadOnly);
        }
        catch (SqliteException cause) when (cause.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY && HasBytes(path + "-journal"))
        {
            // A writer was killed while it made or closed the file, and left a step that SQLite takes back before anybody may read.
            Probed(path, SqliteOpenMode.ReadWrite).Dispose();
            return Probed(path, SqliteOpenMode.ReadOnly);
        }
        catch (SqliteException cause) when (cause.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY && !HasBytes(path + "-wal"))
        {
            // In a folder that may not be written SQLite cannot make its index of the write-ahead log; without a log none is needed.
            return Probed(new Uri(Path.GetFullPath(path)).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly);
        }
    }

    /// <summary>Moves what stands in the write-ahead log into the file, so that the file is all there is and readers leave no trace beside it.</summary>
    /// <returns>False where a reader has it open, or the disk does not let it: everything is kept in the log as well.</returns>
    public static bool TryLeaveTheLog(SqliteConnection connection)
    {
        try
        {
            Run(connection, "PRAGMA busy_timeout=0");
            Run(connection, "PRAGMA journal_mode=DELETE");
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var statement = new SqliteStatement(connection, sql);
        statement.Run();
    }

    public static long Number(SqliteConnection connection, string sql)
    {
        using var statement = new SqliteStatement(connection, sql);
        return statement.Step() ? statement.Long(0) : 0;
    }

    /// <summary>Opens it and reads from it once, which is when SQLite finds out whether it can.</summary>
    private static SqliteConnection Probed(string path, SqliteOpenMode mode)
    {
        return DisposedUnless.Made(Open(path, mode), connection =>
        {
            Run(connection, "SELECT count(*) FROM sqlite_master");
            return connection;
        });
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var closed = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        return DisposedUnless.Made(closed, connection =>
        {
            connection.Open();
            Run(connection, FormattableString.Invariant($"PRAGMA busy_timeout={BusyMilliseconds}"));
            Run(connection, "PRAGMA trusted_schema=OFF");
            Run(connection, "PRAGMA cell_size_check=ON");
            return connection;
        });
    }

    private static long PageBytes(SqliteConnection connection) => Number(connection, "PRAGMA page_size");

    private static bool HasBytes(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };
}
