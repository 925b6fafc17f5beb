using Microsoft.Data.Sqlite;

namespace Spillway.Journal.Sqlite;

/// <summary>What a month's file says of itself, and where its records end.</summary>
/// <param name="Start">With what it began.</param>
/// <param name="IsSealed">Whether it is closed for good.</param>
/// <param name="CommitFirstNumber">The first record of the last commit; 0 where an older version did not keep it.</param>
/// <param name="Last">The last record and its stored hash; null where it holds none.</param>
internal sealed record SegmentState(SegmentStart Start, bool IsSealed, long CommitFirstNumber, ChainEnd? Last)
{
    public long LastNumber => Last?.Number ?? Start.FirstNumber - 1;

    public JournalHash LastHash => Last?.Hash ?? Start.Previous;

    /// <summary>Reads it, all as of one instant.</summary>
    /// <returns>The state; null where the file does not say it.</returns>
    public static SegmentState? TryRead(SqliteConnection connection, int version)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        var commit = version >= 2 ? "commit_first_number" : "0";
        using var statement = new SqliteStatement(connection, $"SELECT first_number, previous, epoch, holder, is_sealed, {commit} FROM segment");
        if (!statement.Step() || statement.Bytes(1).Length != JournalHash.Bytes)
        {
            return null;
        }

        var start = new SegmentStart(statement.Long(0), new(statement.Bytes(1)), statement.Long(2), statement.Text(3));
        return new(start, statement.Long(4) != 0, statement.Long(5), TryLast(connection));
    }

    private static ChainEnd? TryLast(SqliteConnection connection)
    {
        using var last = new SqliteStatement(connection, "SELECT number, at_unix_us, hash FROM records ORDER BY number DESC LIMIT 1");
        return !last.Step() ? null : new(last.Long(0), last.Long(1), last.Bytes(2) is { Length: JournalHash.Bytes } hash ? new(hash) : default);
    }
}
