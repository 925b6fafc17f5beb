using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;
using Spillway.App.People;

namespace Spillway.App.ShiftLog;

/// <summary>Keeps the shift log in desk.db, with an index of its words.</summary>
internal sealed class ShiftStore
{
    // Words shorter than the index's pieces are looked for one entry after the other; so are all in what the index has found.
    private const int LeastIndexed = 3;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS shift_note (
            number INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, kind TEXT NOT NULL, shift TEXT NOT NULL, start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL,
            at_ms INTEGER NOT NULL, edited_ms INTEGER, by TEXT NOT NULL, by_id TEXT NOT NULL, text TEXT NOT NULL, links TEXT NOT NULL, note_to INTEGER, pinned INTEGER NOT NULL, record INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS shift_note_shift ON shift_note (shift);
        CREATE INDEX IF NOT EXISTS shift_note_to ON shift_note (note_to);
        CREATE TABLE IF NOT EXISTS shift_version (number INTEGER NOT NULL, version INTEGER NOT NULL, at_ms INTEGER NOT NULL, text TEXT NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (number, version));
        CREATE TABLE IF NOT EXISTS shift_read (number INTEGER NOT NULL, by_id TEXT NOT NULL, by TEXT NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (number, by_id));
        CREATE VIRTUAL TABLE IF NOT EXISTS shift_words USING fts5 (text, by, tokenize = 'trigram');
        CREATE TABLE IF NOT EXISTS shift_setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS shift_energy (shift TEXT PRIMARY KEY, mwh TEXT NOT NULL, seconds REAL NOT NULL);
        CREATE TABLE IF NOT EXISTS shift_order (at_ms INTEGER NOT NULL, name TEXT NOT NULL, is_end INTEGER NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, mw TEXT, reason TEXT NOT NULL, PRIMARY KEY (at_ms, name, is_end));
        """;

    private const string Columns = "SELECT number, version, kind, shift, start_ms, end_ms, at_ms, edited_ms, by, by_id, text, links, note_to, pinned, record FROM shift_note ";

    private readonly DeskStore _store;

    public ShiftStore(DeskStore store)
    {
        _store = store;
        store.Ensure(Schema);
    }

    /// <summary>The number that the next entry will have.</summary>
    public long Next()
    {
        using var connection = _store.Open();
        using var command = connection.Command("SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'shift_note'), 0) + 1");
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Keeps a new entry or a new version of one.</summary>
    public void Save(ShiftNote note)
    {
        using var connection = _store.Open();
        using var transaction = connection.BeginTransaction();
        connection.Run("""
            INSERT INTO shift_note (number, version, kind, shift, start_ms, end_ms, at_ms, edited_ms, by, by_id, text, links, note_to, pinned, record)
            VALUES ($number, $version, $kind, $shift, $start, $end, $at, $edited, $by, $by_id, $text, $links, $to, $pinned, $record)
            ON CONFLICT (number) DO UPDATE SET version = $version, edited_ms = $edited, text = $text, links = $links, pinned = $pinned, record = $record
            """,
            ("$number", note.Number), ("$version", note.Version), ("$kind", note.Kind.ToString()), ("$shift", note.Shift.Key), ("$start", Ms(note.Shift.Start)), ("$end", Ms(note.Shift.End)),
            ("$at", Ms(note.At)), ("$edited", note.EditedAt is { } edited ? Ms(edited) : null), ("$by", note.By), ("$by_id", note.ById), ("$text", note.Text),
            ("$links", string.Join(' ', note.Links.Select(static one => one.Text))), ("$to", note.To), ("$pinned", note.IsPinned), ("$record", note.Record));
        connection.Run("INSERT OR IGNORE INTO shift_version (number, version, at_ms, text, record) VALUES ($number, $version, $at, $text, $record)",
            ("$number", note.Number), ("$version", note.Version), ("$at", Ms(note.EditedAt ?? note.At)), ("$text", note.Text), ("$record", note.Record));
        connection.Run("DELETE FROM shift_words WHERE rowid = $number", ("$number", note.Number));
        connection.Run("INSERT INTO shift_words (rowid, text, by) VALUES ($number, $text, $by)", ("$number", note.Number), ("$text", note.Text), ("$by", note.By));
        transaction.Commit();
    }

    /// <summary>Keeps that somebody has read an entry; the first time counts.</summary>
    public void SaveRead(long number, NoteRead read)
    {
        using var connection = _store.Open();
        connection.Run("INSERT OR IGNORE INTO shift_read (number, by_id, by, at_ms) VALUES ($number, $id, $by, $at)",
            ("$number", number), ("$id", read.ById), ("$by", read.By), ("$at", Ms(read.At)));
    }

    /// <summary>Entries, newest first, with who has read them.</summary>
    public ImmutableArray<ShiftNote> Search(NoteSearch search)
    {
        var words = search.Words;
        using var connection = _store.Open();
        connection.CreateFunction("has_words", (string text, string by) => words.All(word => Has(text, word) || Has(by, word)), isDeterministic: true);
        var notes = connection.Read(Note, Columns + """
            WHERE ($indexed IS NULL OR number IN (SELECT rowid FROM shift_words WHERE shift_words MATCH $indexed)) AND has_words(text, by)
              AND ($number IS NULL OR number = $number OR note_to = $number) AND ($shift IS NULL OR shift = $shift)
              AND ($pinned = 0 OR pinned = 1) AND ($before IS NULL OR number < $before)
            ORDER BY number DESC LIMIT $most
            """,
            ("$indexed", Indexed(words)), ("$number", search.Number), ("$shift", search.Shift),
            ("$pinned", search.IsPinned), ("$before", search.Before), ("$most", Math.Clamp(search.Most, 1, NoteSearch.MostEntries + 1)));
        return [.. notes.Select(note => note with { Reads = Reads(connection, note.Number) })];
    }

    /// <summary>All versions of an entry, oldest first.</summary>
    public ImmutableArray<NoteVersion> Versions(long number)
    {
        using var connection = _store.Open();
        return connection.Read(
            static reader => new NoteVersion(reader.GetInt32(0), At(reader.GetInt64(1)), reader.GetString(2), reader.GetInt64(3)),
            "SELECT version, at_ms, text, record FROM shift_version WHERE number = $number ORDER BY version", ("$number", number));
    }

    /// <summary>A setting; null where it was never made.</summary>
    public string? Setting(string name)
    {
        using var connection = _store.Open();
        using var command = connection.Command("SELECT value FROM shift_setting WHERE name = $name", ("$name", name));
        return command.ExecuteScalar() as string;
    }

    /// <summary>Keeps a setting.</summary>
    public void SaveSetting(string name, string value)
    {
        using var connection = _store.Open();
        connection.Run("INSERT INTO shift_setting (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = $value", ("$name", name), ("$value", value));
    }

    /// <summary>What was drawn in a shift.</summary>
    public ShiftEnergy Energy(string shift)
    {
        using var connection = _store.Open();
        using var command = connection.Command("SELECT mwh, seconds FROM shift_energy WHERE shift = $shift", ("$shift", shift));
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new(new(decimal.Parse(reader.GetString(0), CultureInfo.InvariantCulture)), Duration.FromSeconds(reader.GetDouble(1)))
            : ShiftEnergy.None;
    }

    /// <summary>Keeps what was drawn in a shift, and what orders came and ended.</summary>
    public void Save((string Shift, ShiftEnergy Energy)? energy, IReadOnlyCollection<ShiftEvent> events)
    {
        using var connection = _store.Open();
        using var transaction = connection.BeginTransaction();
        if (energy is { } drawn)
        {
            connection.Run("INSERT INTO shift_energy (shift, mwh, seconds) VALUES ($shift, $mwh, $seconds) ON CONFLICT (shift) DO UPDATE SET mwh = $mwh, seconds = $seconds",
                ("$shift", drawn.Shift), ("$mwh", drawn.Energy.Energy.Value.ToString(CultureInfo.InvariantCulture)), ("$seconds", drawn.Energy.Seen.TotalSeconds));
        }

        foreach (var one in events)
        {
            connection.Run("INSERT OR IGNORE INTO shift_order (at_ms, name, is_end, kind, source, mw, reason) VALUES ($at, $name, $end, $kind, $source, $mw, $reason)",
                ("$at", Ms(one.At)), ("$name", one.Order), ("$end", one.IsEnd), ("$kind", one.Kind), ("$source", one.Source), ("$mw", one.Mw?.ToString(CultureInfo.InvariantCulture)), ("$reason", one.Reason));
        }

        transaction.Commit();
    }

    /// <summary>Orders that came and ended in a time, newest first.</summary>
    public ImmutableArray<ShiftEvent> Events(Instant from, Instant to)
    {
        using var connection = _store.Open();
        return connection.Read(
            static reader => new ShiftEvent(
                At(reader.GetInt64(0)), reader.GetString(1), reader.GetBoolean(2), reader.GetString(3), reader.GetString(4),
                reader.IsDBNull(5) ? null : decimal.Parse(reader.GetString(5), CultureInfo.InvariantCulture), reader.GetString(6)),
            "SELECT at_ms, name, is_end, kind, source, mw, reason FROM shift_order WHERE at_ms >= $from AND at_ms < $to ORDER BY at_ms DESC LIMIT $most",
            ("$from", Ms(from)), ("$to", Ms(to)), ("$most", ShiftReport.MostEvents));
    }

    private static ImmutableArray<NoteRead> Reads(SqliteConnection connection, long number)
    {
        return connection.Read(
            static reader => new NoteRead(reader.GetString(0), reader.GetString(1), At(reader.GetInt64(2))),
            "SELECT by, by_id, at_ms FROM shift_read WHERE number = $number ORDER BY at_ms", ("$number", number));
    }

    private static ShiftNote Note(SqliteDataReader reader) => new(
        reader.GetInt64(0), Enum.Parse<NoteKind>(reader.GetString(2)), new(reader.GetString(3), At(reader.GetInt64(4)), At(reader.GetInt64(5))),
        At(reader.GetInt64(6)), reader.GetString(8), reader.GetString(9))
    {
        Version = reader.GetInt32(1),
        EditedAt = reader.IsDBNull(7) ? null : At(reader.GetInt64(7)),
        Text = reader.GetString(10),
        Links = NoteLink.Parse(reader.GetString(11)),
        To = reader.IsDBNull(12) ? null : reader.GetInt64(12),
        IsPinned = reader.GetBoolean(13),
        Record = reader.GetInt64(14),
    };

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    // Each word in quotes: what somebody types is text and no query.
    private static string? Indexed(ImmutableArray<string> words) =>
        words.Where(static word => word.EnumerateRunes().Count() >= LeastIndexed).Select(static word => "\"" + word.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"").ToList() is { Count: > 0 } quoted
            ? string.Join(" AND ", quoted)
            : null;

    private static long Ms(Instant at) => at.ToUnixTimeMilliseconds();

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
