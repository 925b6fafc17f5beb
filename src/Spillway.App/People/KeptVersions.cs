using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using NodaTime;
using Spillway.App.Setup;
using Spillway.Engine;

namespace Spillway.App.People;

/// <summary>What people set beside the site file, as it was before each change, so that it can be put back: rules of notifications, roles,
/// the roles and groups of accounts. No secret is among it. Any thread.</summary>
public sealed class KeptVersions
{
    /// <summary>Rules of notifications.</summary>
    public const string Rules = "notification-rule";

    /// <summary>The roles and groups of accounts.</summary>
    public const string People = "person";

    /// <summary>Roles that were made here.</summary>
    public const string Roles = "role";

    private const int MostOfOne = 50;
    private const int MostOfAll = 10_000;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS kept_version (area TEXT NOT NULL, subject TEXT NOT NULL, number INTEGER NOT NULL, record INTEGER NOT NULL, at_ms INTEGER NOT NULL,
            who TEXT NOT NULL, content TEXT, PRIMARY KEY (area, subject, number)) STRICT;
        """;

    private const string Columns = "subject, number, record, at_ms, who, content";

    private readonly DeskStore _store;
    private readonly TimeProvider _wall;

    /// <summary>Opens them.</summary>
    /// <param name="store">Where they are kept.</param>
    /// <param name="wall">The wall clock.</param>
    public KeptVersions(DeskStore store, TimeProvider wall)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, _wall) = (store, wall);
        store.Ensure(Schema);
    }

    /// <summary>The versions of something, newest first; the newest is what it is now. The newest 50 are kept.</summary>
    /// <param name="area">What kind of thing.</param>
    /// <param name="subject">Which.</param>
    public ImmutableArray<KeptVersion> Of(string area, string subject)
    {
        using var connection = _store.Open();
        return connection.Read(Read, $"SELECT {Columns} FROM kept_version WHERE area = $area AND subject = $subject ORDER BY number DESC", ("$area", area), ("$subject", subject));
    }

    /// <summary>What was removed and not put back since, newest first: as it was last, and its removal.</summary>
    /// <param name="area">What kind of thing.</param>
    public ImmutableArray<(KeptVersion Last, KeptVersion Removal)> Removed(string area)
    {
        using var connection = _store.Open();
        var rows = connection.Read(Read, $"SELECT {Columns} FROM kept_version WHERE area = $area ORDER BY number", ("$area", area));
        return
        [
            .. rows.GroupBy(static one => one.Subject).Where(static group => group.Last().Content is null && group.Count() > 1)
                .Select(static group => (group.Last(static one => one.Content is not null), group.Last())).OrderByDescending(static pair => pair.Item2.At),
        ];
    }

    /// <summary>What a version said.</summary>
    /// <param name="area">What kind of thing.</param>
    /// <param name="subject">Which.</param>
    /// <param name="number">Which version.</param>
    /// <exception cref="RefusedException"><see cref="SetupErrors.NoVersion"/>: it is not kept, or is a removal.</exception>
    public JsonObject Content(string area, string subject, long number) => Of(area, subject).FirstOrDefault(one => one.Number == number)?.Content
        ?? throw new RefusedException(SetupErrors.NoVersion, $"Version {number} of {subject} is not kept, or says that it was removed.");

    /// <summary>Keeps what something is from now on; before its first change what it was is kept too.</summary>
    /// <param name="area">What kind of thing.</param>
    /// <param name="subject">Which.</param>
    /// <param name="before">What it said; null where it was not there.</param>
    /// <param name="after">What it says; null where it is removed.</param>
    /// <param name="deed">The journal's record, and who.</param>
    public void Keep(string area, string subject, JsonObject? before, JsonObject? after, (long Record, string By) deed)
    {
        using var connection = _store.Open();
        using var transaction = connection.BeginTransaction();
        if (before is not null && (long)Scalar(connection, "SELECT COUNT(*) FROM kept_version WHERE area = $area AND subject = $subject", area, subject)! == 0)
        {
            Add(connection, (area, subject), before, (0, ""));
        }

        Add(connection, (area, subject), after, deed);
        connection.Run(
            "DELETE FROM kept_version WHERE area = $area AND subject = $subject AND number <= (SELECT MAX(number) FROM kept_version WHERE area = $area AND subject = $subject) - $most",
            ("$area", area), ("$subject", subject), ("$most", MostOfOne));
        connection.Run("DELETE FROM kept_version WHERE rowid <= (SELECT MAX(rowid) FROM kept_version) - $most", ("$most", MostOfAll));
        transaction.Commit();
    }

    private void Add(SqliteConnection connection, (string Area, string Subject) of, JsonObject? content, (long Record, string By) deed) => connection.Run(
        """
        INSERT INTO kept_version (area, subject, number, record, at_ms, who, content)
        SELECT $area, $subject, COALESCE(MAX(number), 0) + 1, $record, $at, $who, $content FROM kept_version WHERE area = $area AND subject = $subject
        """,
        ("$area", of.Area), ("$subject", of.Subject), ("$record", deed.Record), ("$at", _wall.GetUtcNow().ToUnixTimeMilliseconds()), ("$who", deed.By), ("$content", content?.ToJsonString()));

    private static object? Scalar(SqliteConnection connection, string text, string area, string subject)
    {
        using var command = connection.Command(text, ("$area", area), ("$subject", subject));
        return command.ExecuteScalar();
    }

    private static KeptVersion Read(SqliteDataReader reader) => new(
        reader.GetString(0), reader.GetInt32(1), reader.GetInt64(2), Instant.FromUnixTimeMilliseconds(reader.GetInt64(3)), reader.GetString(4),
        reader.IsDBNull(5) ? null : JsonNode.Parse(reader.GetString(5))!.AsObject());
}
