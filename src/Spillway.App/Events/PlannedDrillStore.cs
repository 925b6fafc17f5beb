using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;
using Spillway.App.People;

namespace Spillway.App.Events;

/// <summary>Keeps planned drills in desk.db; what was begun or called off is not in it, the journal has it.</summary>
internal sealed class PlannedDrillStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS drill_planned (
            id INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, by_mw TEXT NOT NULL, within_seconds TEXT NOT NULL, for_seconds TEXT NOT NULL,
            note TEXT NOT NULL, planned_by TEXT NOT NULL, planned_ms INTEGER NOT NULL) STRICT;
        """;

    private readonly DeskStore _store;

    public PlannedDrillStore(DeskStore store)
    {
        _store = store;
        store.Ensure(Schema);
    }

    /// <summary>The number that the next plan will have.</summary>
    public long Next()
    {
        using var connection = _store.Open();
        using var command = connection.Command("SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'drill_planned'), 0) + 1");
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>All of them, the earliest first.</summary>
    public ImmutableArray<PlannedDrill> All()
    {
        using var connection = _store.Open();
        return connection.Read(Row, "SELECT id, at_ms, by_mw, within_seconds, for_seconds, note, planned_by, planned_ms FROM drill_planned ORDER BY at_ms, id");
    }

    public void Add(PlannedDrill one)
    {
        using var connection = _store.Open();
        connection.Run("""
            INSERT INTO drill_planned (id, at_ms, by_mw, within_seconds, for_seconds, note, planned_by, planned_ms)
            VALUES ($id, $at, $by_mw, $within, $for, $note, $by, $planned)
            """,
            ("$id", one.Id), ("$at", one.Wish.At.ToUnixTimeMilliseconds()), ("$by_mw", Text(one.Wish.ByMw)), ("$within", Text(one.Wish.WithinSeconds)), ("$for", Text(one.Wish.ForSeconds)),
            ("$note", one.Wish.Note), ("$by", one.PlannedBy), ("$planned", one.PlannedAt.ToUnixTimeMilliseconds()));
    }

    public void Remove(long id)
    {
        using var connection = _store.Open();
        connection.Run("DELETE FROM drill_planned WHERE id = $id", ("$id", id));
    }

    private static PlannedDrill Row(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        new(At(reader, 1), Figure(reader, 2), Figure(reader, 3), Figure(reader, 4), reader.GetString(5)),
        reader.GetString(6),
        At(reader, 7));

    private static Instant At(SqliteDataReader reader, int column) => Instant.FromUnixTimeMilliseconds(reader.GetInt64(column));

    private static decimal Figure(SqliteDataReader reader, int column) => decimal.Parse(reader.GetString(column), CultureInfo.InvariantCulture);

    private static string Text(decimal figure) => figure.ToString(CultureInfo.InvariantCulture);
}
