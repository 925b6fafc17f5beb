using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using NodaTime;
using Spillway.App.People;
using Spillway.Units;

namespace Spillway.App.Accounts.Keys;

/// <summary>The keys in the desk's store.</summary>
internal sealed class ApiKeyTable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS apikey_key (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, hash BLOB NOT NULL, actions TEXT NOT NULL, groups TEXT NOT NULL, ranges TEXT NOT NULL,
            made_by TEXT NOT NULL, made_at INTEGER NOT NULL, expires INTEGER NOT NULL, is_signed INTEGER NOT NULL, ended_at INTEGER) STRICT;
        """;

    private readonly DeskStore _store;

    public ApiKeyTable(DeskStore store)
    {
        _store = store;
        store.Ensure(Schema);

        // Once a key was kept before it was signed: one that nobody signed waits for a request that is gone.
        using var connection = store.Open();
        connection.Run("DELETE FROM apikey_key WHERE is_signed = 0");
    }

    public IEnumerable<ApiKey> Read()
    {
        using var connection = _store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, name, hash, actions, groups, ranges, made_by, made_at, expires, is_signed, ended_at FROM apikey_key";
        using var reader = command.ExecuteReader();
        var keys = new List<ApiKey>();
        while (reader.Read())
        {
            keys.Add(new(
                reader.GetString(0), reader.GetString(1), [.. (byte[])reader.GetValue(2)],
                [.. Words(reader.GetString(3)).Select(static word => ActionRules.Find(word)).OfType<DeskAction>()],
                [.. Words(reader.GetString(4)).Select(static word => new GroupId(word))], [.. Words(reader.GetString(5))], reader.GetString(6),
                Instant.FromUnixTimeMilliseconds(reader.GetInt64(7)), Instant.FromUnixTimeMilliseconds(reader.GetInt64(8)), reader.GetInt64(9) != 0,
                reader.IsDBNull(10) ? null : Instant.FromUnixTimeMilliseconds(reader.GetInt64(10))));
        }

        return keys;
    }

    public void Write(ApiKey key)
    {
        using var connection = _store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT OR REPLACE INTO apikey_key (id, name, hash, actions, groups, ranges, made_by, made_at, expires, is_signed, ended_at)
            VALUES ($id, $name, $hash, $actions, $groups, $ranges, $by, $at, $expires, $signed, $ended)
            """;
        Bind(command, key);
        command.ExecuteNonQuery();
    }

    private static void Bind(SqliteCommand command, ApiKey key)
    {
        command.Parameters.AddWithValue("$id", key.Id);
        command.Parameters.AddWithValue("$name", key.Name);
        command.Parameters.AddWithValue("$hash", key.Hash.ToArray());
        command.Parameters.AddWithValue("$actions", string.Join(' ', key.Actions.Select(static action => ActionRules.Of(action).Id)));
        command.Parameters.AddWithValue("$groups", string.Join(' ', key.Groups.Select(static group => group.Text)));
        command.Parameters.AddWithValue("$ranges", string.Join(' ', key.Ranges));
        command.Parameters.AddWithValue("$by", key.MadeBy);
        command.Parameters.AddWithValue("$at", key.MadeAt.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$expires", key.Expires.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$signed", key.IsSigned ? 1 : 0);
        command.Parameters.AddWithValue("$ended", key.EndedAt is { } at ? at.ToUnixTimeMilliseconds() : DBNull.Value);
    }

    private static ImmutableArray<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
