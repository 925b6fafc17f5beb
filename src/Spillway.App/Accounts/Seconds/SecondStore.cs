using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using NodaTime;
using Spillway.App.People;

namespace Spillway.App.Accounts.Seconds;

/// <summary>Keeps in desk.db what was done at once and is still to be signed, and the last number given. What waits is not kept: nothing
/// was done.</summary>
internal sealed class SecondStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS second_last (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS second_owed (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL, action TEXT NOT NULL, by TEXT NOT NULL, by_id TEXT NOT NULL, asked_ms INTEGER NOT NULL,
            until_ms INTEGER NOT NULL, what TEXT NOT NULL, digest TEXT NOT NULL) STRICT;
        """;

    private readonly DeskStore _store;

    public SecondStore(DeskStore store)
    {
        _store = store;
        store.Ensure(Schema);
    }

    /// <summary>The last number given, and what is owed, oldest first.</summary>
    public (int Last, ImmutableList<SecondRequest> Owed) Load()
    {
        using var connection = _store.Open();
        var last = connection.Read(static reader => reader.GetInt32(0), "SELECT number FROM second_last WHERE id = 1");
        return (last.IsEmpty ? 0 : last[0], [.. connection.Read(Request, "SELECT id, action, by, by_id, asked_ms, until_ms, what, digest FROM second_owed ORDER BY number").OfType<SecondRequest>()]);
    }

    /// <summary>Keeps a number as the last, and what is owed under it.</summary>
    /// <param name="number">The number.</param>
    /// <param name="owed">What was done at once; null where it waits.</param>
    public void Keep(int number, SecondRequest? owed)
    {
        using var connection = _store.Open();
        using var transaction = connection.BeginTransaction();
        connection.Run("INSERT INTO second_last (id, number) VALUES (1, $number) ON CONFLICT (id) DO UPDATE SET number = $number", ("$number", number));
        if (owed is not null)
        {
            connection.Run(
                """
                INSERT INTO second_owed (number, id, action, by, by_id, asked_ms, until_ms, what, digest)
                VALUES ($number, $id, $action, $by, $byId, $asked, $until, $what, $digest)
                """,
                ("$number", number), ("$id", owed.Id), ("$action", ActionRules.Of(owed.Action).Id), ("$by", owed.By), ("$byId", owed.ById),
                ("$asked", owed.AskedAt.ToUnixTimeMilliseconds()), ("$until", owed.Until.ToUnixTimeMilliseconds()), ("$what", owed.What.ToJsonString()), ("$digest", owed.Digest));
        }

        transaction.Commit();
    }

    /// <summary>Something is owed no longer.</summary>
    /// <param name="id">What.</param>
    public void Remove(string id)
    {
        using var connection = _store.Open();
        connection.Run("DELETE FROM second_owed WHERE id = $id", ("$id", id));
    }

    // An action that another version knew is asked for by nobody any more.
    private static SecondRequest? Request(SqliteDataReader reader) => ActionRules.Find(reader.GetString(1)) is not { } action ? null : new(
        reader.GetString(0), action, reader.GetString(2), reader.GetString(3), Instant.FromUnixTimeMilliseconds(reader.GetInt64(4)),
        Instant.FromUnixTimeMilliseconds(reader.GetInt64(5)), JsonNode.Parse(reader.GetString(6))!.AsObject(), reader.GetString(7), SecondState.Done, null, null, null);
}
