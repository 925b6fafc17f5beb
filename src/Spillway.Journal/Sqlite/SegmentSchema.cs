using Microsoft.Data.Sqlite;
using Spillway.Engine;

namespace Spillway.Journal.Sqlite;

/// <summary>The tables of a month's file, and the way from an older version to this one.</summary>
/// <remarks>The table of records never changes: a file that was sealed is never written again and must stay readable.</remarks>
internal static class SegmentSchema
{
    /// <summary>The version this program writes.</summary>
    public const int Version = 2;

    /// <summary>Marks the file as a journal: the letters SPWJ.</summary>
    public const int ApplicationId = 0x5350574a;

    private const string Create = """
        CREATE TABLE records (
          number INTEGER PRIMARY KEY, at_unix_us INTEGER NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL,
          payload BLOB NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
        CREATE TABLE segment (
          first_number INTEGER NOT NULL, previous BLOB NOT NULL, epoch INTEGER NOT NULL, holder TEXT NOT NULL,
          is_sealed INTEGER NOT NULL, commit_first_number INTEGER NOT NULL) STRICT;
        """;

    // From version n to n + 1 at index n - 1. Version 1 did not keep where the last commit began: 0 says that it is not known.
    private static readonly string[] _upgrades = ["ALTER TABLE segment ADD COLUMN commit_first_number INTEGER NOT NULL DEFAULT 0"];

    /// <summary>Whether the file was begun and its tables were never made: its writer was killed in between.</summary>
    public static bool IsUnborn(SqliteConnection connection) =>
        SegmentConnection.Number(connection, "SELECT count(*) FROM sqlite_master") == 0;

    /// <summary>Makes the tables and their one row about the month itself, all or nothing.</summary>
    public static void Make(SqliteConnection connection, SegmentStart start)
    {
        using var transaction = connection.BeginTransaction();
        using var create = connection.CreateCommand();
        create.CommandText = FormattableString.Invariant($"{Create}\nPRAGMA application_id={ApplicationId};\nPRAGMA user_version={Version};");
        create.ExecuteNonQuery();
        using (var insert = new SqliteStatement(connection, "INSERT INTO segment VALUES (?1, ?2, ?3, ?4, 0, ?1)"))
        {
            insert.Bind(1, start.FirstNumber).Bind(2, start.Previous).Bind(3, start.Epoch).Bind(4, start.Holder).Run();
        }

        transaction.Commit();
    }

    /// <summary>Brings an older file to this version.</summary>
    public static void Upgrade(SqliteConnection connection, string path)
    {
        var version = VersionOf(connection, path);
        if (version == Version)
        {
            return;
        }

        using var transaction = connection.BeginTransaction();
        using var upgrade = connection.CreateCommand();
        upgrade.CommandText = FormattableString.Invariant($"{string.Join(";\n", _upgrades[(version - 1)..])};\nPRAGMA user_version={Version};");
        upgrade.ExecuteNonQuery();
        transaction.Commit();
    }

    /// <summary>The version of a file, which is one that this program can read.</summary>
    public static int VersionOf(SqliteConnection connection, string path)
    {
        if (SegmentConnection.Number(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw new RefusedException(JournalErrors.Damaged, $"The file '{path}' is not a journal.");
        }

        var version = SegmentConnection.Number(connection, "PRAGMA user_version");
        return version switch
        {
            > Version => throw new RefusedException(JournalErrors.Newer, FormattableString.Invariant($"The file '{path}' is a journal of version {version}; this program knows versions up to {Version}.")),
            < 1 => throw new RefusedException(JournalErrors.Damaged, FormattableString.Invariant($"The file '{path}' is a journal of version {version}, which there never was.")),
            _ => (int)version,
        };
    }
}
