using Microsoft.Data.Sqlite;

namespace Spillway.Journal.Sqlite;

/// <summary>The rows of a month's file in the order of their numbers. What a row gives is good until the next one is read.</summary>
internal sealed class SegmentRows : IDisposable
{
    private readonly SqliteStatement _statement;
    private readonly string _leftOut;

    public SegmentRows(SqliteConnection connection)
        : this(connection, "")
    {
    }

    /// <summary>The rows without those of one kind; empty for all.</summary>
    public SegmentRows(SqliteConnection connection, string leftOut)
    {
        var other = leftOut.Length == 0 ? "" : " AND kind <> ?4";
        _statement = new(
            connection, $"SELECT number, at_unix_us, kind, version, payload, previous, hash FROM records WHERE number > ?1 AND number <= ?2{other} ORDER BY number LIMIT ?3");
        _leftOut = leftOut;
    }

    public long Number => _statement.Long(0);

    public long AtUnixMicroseconds => _statement.Long(1);

    public RawRecord Record => new(Number, AtUnixMicroseconds, _statement.Text(2), Version, _statement.Bytes(4));

    /// <summary>Whether the hashes have the length of a hash and the version fits; a row where they do not was never written by this program.</summary>
    public bool IsShaped =>
        _statement.Bytes(5).Length == JournalHash.Bytes && _statement.Bytes(6).Length == JournalHash.Bytes && Version == _statement.Long(3);

    public JournalHash Previous => HashOf(5);

    public JournalHash Hash => HashOf(6);

    private int Version => (int)Math.Clamp(_statement.Long(3), int.MinValue, int.MaxValue);

    /// <summary>Begins a reading of at most some rows.</summary>
    public void Begin(long after, long upTo, int most)
    {
        _statement.Reset();
        _statement.Bind(1, after).Bind(2, upTo).Bind(3, most);
        if (_leftOut.Length > 0)
        {
            _statement.Bind(4, _leftOut);
        }
    }

    public bool Next() => _statement.Step();

    public void Dispose() => _statement.Dispose();

    private JournalHash HashOf(int column) => _statement.Bytes(column) is { Length: JournalHash.Bytes } bytes ? new(bytes) : default;
}
