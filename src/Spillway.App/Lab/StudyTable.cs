using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;
using Spillway.App.People;

namespace Spillway.App.Lab;

/// <summary>The studies in the desk's store.</summary>
internal sealed class StudyTable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS lab_study (
          id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, first_day TEXT NOT NULL, end_day TEXT NOT NULL, policies TEXT NOT NULL, sweeps TEXT NOT NULL,
          by TEXT NOT NULL, asked INTEGER NOT NULL, state INTEGER NOT NULL, started INTEGER, ended INTEGER, fault TEXT, site_digest TEXT NOT NULL, result TEXT) STRICT;
        """;

    private const string Columns = "id, name, first_day, end_day, policies, sweeps, by, asked, state, started, ended, fault, site_digest, knows";

    // A store of an earlier version has no such column.
    private const string AddKnows = "ALTER TABLE lab_study ADD COLUMN knows TEXT NOT NULL DEFAULT ''";
    private readonly DeskStore _store;

    public StudyTable(DeskStore store)
    {
        _store = store;
        store.Ensure(Schema);
        using var connection = store.Open();
        using var there = connection.CreateCommand();
        there.CommandText = "SELECT count(*) FROM pragma_table_info('lab_study') WHERE name = 'knows'";
        if (Convert.ToInt64(there.ExecuteScalar(), CultureInfo.InvariantCulture) == 0)
        {
            store.Ensure(AddKnows);
        }
    }

    /// <summary>The newest studies, newest first.</summary>
    public ImmutableArray<Study> All(int most) => Read($"SELECT {Columns} FROM lab_study ORDER BY id DESC LIMIT $value", most);

    public Study? Find(long id) => Read($"SELECT {Columns} FROM lab_study WHERE id = $value", id).FirstOrDefault();

    public long Add(StudyRequest request, string by, Instant asked)
    {
        using var connection = _store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO lab_study (name, first_day, end_day, policies, sweeps, by, asked, state, site_digest, knows)
            VALUES ($name, $from, $to, $policies, $sweeps, $by, $asked, 0, '', $knows) RETURNING id
            """;
        command.Parameters.AddWithValue("$name", request.Name);
        command.Parameters.AddWithValue("$from", LocalDatePattern.Iso.Format(request.From));
        command.Parameters.AddWithValue("$to", LocalDatePattern.Iso.Format(request.To));
        command.Parameters.AddWithValue("$policies", request.Policies);
        command.Parameters.AddWithValue("$sweeps", string.Join('\n', request.Sweeps));
        command.Parameters.AddWithValue("$knows", string.Join('\n', request.Knows.Select(StudyWords.Of)));
        command.Parameters.AddWithValue("$by", by);
        command.Parameters.AddWithValue("$asked", asked.ToUnixTimeMilliseconds());
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Keep(Study study, string? result)
    {
        using var connection = _store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE lab_study SET state = $state, started = $started, ended = $ended, fault = $fault, site_digest = $digest, result = coalesce($result, result) WHERE id = $id";
        command.Parameters.AddWithValue("$id", study.Id);
        command.Parameters.AddWithValue("$state", (int)study.State);
        command.Parameters.AddWithValue("$started", Number(study.StartedAt));
        command.Parameters.AddWithValue("$ended", Number(study.EndedAt));
        command.Parameters.AddWithValue("$fault", (object?)study.Fault ?? DBNull.Value);
        command.Parameters.AddWithValue("$digest", study.SiteDigest);
        command.Parameters.AddWithValue("$result", (object?)result ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    public JsonObject? Result(long id)
    {
        using var connection = _store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT result FROM lab_study WHERE id = $id";
        command.Parameters.AddWithValue("$id", id);
        return command.ExecuteScalar() is string text ? JsonNode.Parse(text) as JsonObject : null;
    }

    /// <summary>Ends what a desk that is gone left open.</summary>
    public void EndLeft(Instant now, string because)
    {
        foreach (var left in Read($"SELECT {Columns} FROM lab_study WHERE state <= $value", (long)StudyState.Running))
        {
            Keep(left with { State = StudyState.Failed, EndedAt = now, Fault = because }, null);
        }
    }

    /// <summary>Forgets all but the newest.</summary>
    /// <returns>The ids forgotten.</returns>
    public ImmutableArray<long> Forget(int most)
    {
        using var connection = _store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM lab_study WHERE state > 1 AND id NOT IN (SELECT id FROM lab_study ORDER BY id DESC LIMIT $most) RETURNING id";
        command.Parameters.AddWithValue("$most", most);
        using var reader = command.ExecuteReader();
        var ids = ImmutableArray.CreateBuilder<long>();
        while (reader.Read())
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids.ToImmutable();
    }

    private ImmutableArray<Study> Read(string query, long value)
    {
        using var connection = _store.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The query is one of the constants above.
        command.CommandText = query;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$value", value);
        using var reader = command.ExecuteReader();
        var studies = ImmutableArray.CreateBuilder<Study>();
        while (reader.Read())
        {
            studies.Add(Row(reader));
        }

        return studies.ToImmutable();
    }

    private static Study Row(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        new(
            reader.GetString(1),
            LocalDatePattern.Iso.Parse(reader.GetString(2)).Value,
            LocalDatePattern.Iso.Parse(reader.GetString(3)).Value,
            reader.GetString(4),
            [.. reader.GetString(5).Split('\n', StringSplitOptions.RemoveEmptyEntries)])
        {
            Knows = [.. reader.GetString(13).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(StudyWords.Kind)],
        },
        reader.GetString(6),
        Instant.FromUnixTimeMilliseconds(reader.GetInt64(7)),
        (StudyState)reader.GetInt32(8),
        At(reader, 9),
        At(reader, 10),
        reader.IsDBNull(11) ? null : reader.GetString(11),
        null,
        reader.GetString(12));

    private static Instant? At(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : Instant.FromUnixTimeMilliseconds(reader.GetInt64(column));

    private static object Number(Instant? at) => at is { } known ? known.ToUnixTimeMilliseconds() : DBNull.Value;
}
