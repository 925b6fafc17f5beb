using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;
using Spillway.App.People;

namespace Spillway.App.Alarms;

/// <summary>Keeps the list and its history in desk.db. The journal is the evidence; without this file the list begins again with what
/// stands, unacknowledged.</summary>
internal sealed class AlarmStore
{
    private const int MostRaised = 20_000;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS alarm_list (id INTEGER PRIMARY KEY CHECK (id = 1), list BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS alarm_history (
            line INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, change TEXT NOT NULL, number INTEGER, code TEXT NOT NULL,
            subject TEXT NOT NULL, by TEXT NOT NULL, note TEXT, record INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS alarm_history_at ON alarm_history (change, at_ms);
        CREATE INDEX IF NOT EXISTS alarm_history_number ON alarm_history (number);
        """;

    private readonly DeskStore _store;

    public AlarmStore(DeskStore store)
    {
        _store = store;
        store.Ensure(Schema);
    }

    /// <summary>The list as it was kept last.</summary>
    public AlarmList Load()
    {
        using var connection = _store.Open();
        using var command = connection.Command("SELECT list FROM alarm_list WHERE id = 1");
        return command.ExecuteScalar() is byte[] bytes ? AlarmCodec.Read(bytes) : AlarmList.Empty;
    }

    /// <summary>Keeps a list and what led to it, both or neither.</summary>
    public void Save(AlarmList list, ImmutableArray<AlarmChange> changes, long record)
    {
        using var connection = _store.Open();
        using var transaction = connection.BeginTransaction();
        connection.Run("INSERT INTO alarm_list (id, list) VALUES (1, $list) ON CONFLICT (id) DO UPDATE SET list = $list", ("$list", AlarmCodec.Write(list)));
        foreach (var change in changes)
        {
            Insert(connection, change, record);
        }

        transaction.Commit();
    }

    /// <summary>Lines of the history, newest first.</summary>
    public ImmutableArray<AlarmHistoryLine> Search(AlarmSearch search)
    {
        using var connection = _store.Open();
        return connection.Read(
            static reader => new AlarmHistoryLine(
                reader.GetInt64(0), Instant.FromUnixTimeMilliseconds(reader.GetInt64(1)), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetInt64(3),
                reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.IsDBNull(7) ? null : reader.GetString(7), reader.GetInt64(8)),
            """
            SELECT line, at_ms, change, number, code, subject, by, note, record FROM alarm_history
            WHERE ($text IS NULL OR code LIKE $text ESCAPE '\' OR subject LIKE $text ESCAPE '\' OR by LIKE $text ESCAPE '\' OR note LIKE $text ESCAPE '\')
              AND ($number IS NULL OR number = $number) AND ($change IS NULL OR change = $change)
              AND ($from IS NULL OR at_ms >= $from) AND ($to IS NULL OR at_ms < $to) AND ($before IS NULL OR line < $before)
            ORDER BY line DESC LIMIT $most
            """,
            ("$text", Like(search.Text)), ("$number", search.Number), ("$change", search.Change), ("$from", search.From?.ToUnixTimeMilliseconds()),
            ("$to", search.To?.ToUnixTimeMilliseconds()), ("$before", search.Before), ("$most", Math.Clamp(search.Most, 1, AlarmSearch.MostLines + 1)));
    }

    /// <summary>When alarms rose in a time, oldest first; the newest 20,000 at most.</summary>
    public ImmutableArray<Instant> Raised(Instant from, Instant to)
    {
        using var connection = _store.Open();
        var raised = connection.Read(
            static reader => Instant.FromUnixTimeMilliseconds(reader.GetInt64(0)),
            "SELECT at_ms FROM alarm_history WHERE change = 'raised' AND at_ms > $from AND at_ms <= $to ORDER BY at_ms DESC LIMIT $most",
            ("$from", from.ToUnixTimeMilliseconds()), ("$to", to.ToUnixTimeMilliseconds()), ("$most", MostRaised));
        return [.. raised.Reverse()];
    }

    private static void Insert(SqliteConnection connection, AlarmChange change, long record) => connection.Run(
        "INSERT INTO alarm_history (at_ms, change, number, code, subject, by, note, record) VALUES ($at, $change, $number, $code, $subject, $by, $note, $record)",
        ("$at", change.At.ToUnixTimeMilliseconds()), ("$change", AlarmWords.Of(change.Kind)), ("$number", change.Entry?.Number), ("$code", change.Entry?.Code ?? ""),
        ("$subject", change.Entry?.Subject ?? change.Tag?.Subject ?? ""), ("$by", change.By), ("$note", change.Note), ("$record", record));

    private static string? Like(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : string.Create(CultureInfo.InvariantCulture, $"%{text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%");
}
