using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using NodaTime;
using Spillway.App.People;
using Spillway.Engine;

namespace Spillway.App.Setup;

/// <summary>The versions of the site file, numbered, as files in the data folder; what each was for stands in the desk's store.</summary>
internal sealed class SiteVersions
{
    /// <summary>The folder in the data folder.</summary>
    public const string FolderName = "site-versions";

    /// <summary>How many versions are kept; the oldest go first.</summary>
    public const int Most = 200;

    private const string Schema =
        "CREATE TABLE IF NOT EXISTS setup_version (number INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL, note TEXT NOT NULL) STRICT;";

    private readonly DeskStore _store;
    private readonly string _folder;

    public SiteVersions(DeskStore store, string dataFolder)
    {
        _store = store;
        _folder = Path.Combine(dataFolder, FolderName);
        store.Ensure(Schema);
        Directory.CreateDirectory(_folder);
    }

    /// <summary>Those that are kept, newest first.</summary>
    public ImmutableArray<SiteVersion> All()
    {
        using var connection = _store.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number, digest, at, by, note FROM setup_version ORDER BY number DESC";
        using var reader = command.ExecuteReader();
        var versions = ImmutableArray.CreateBuilder<SiteVersion>();
        while (reader.Read())
        {
            versions.Add(new(reader.GetInt32(0), reader.GetString(1), Instant.FromUnixTimeMilliseconds(reader.GetInt64(2)), reader.GetString(3), reader.GetString(4)));
        }

        return versions.ToImmutable();
    }

    /// <summary>The text of a version.</summary>
    /// <param name="number">Its number.</param>
    /// <exception cref="RefusedException"><see cref="SetupErrors.NoVersion"/>.</exception>
    public string Text(int number) => All().Any(one => one.Number == number) && File.Exists(At(number))
        ? File.ReadAllText(At(number), Encoding.UTF8)
        : throw new RefusedException(SetupErrors.NoVersion, $"There is no version {number} of the site file.");

    /// <summary>Keeps a text as the newest version.</summary>
    public SiteVersion Keep(string text, string digest, Instant at, string by, string note)
    {
        using var connection = _store.Open();
        using var transaction = connection.BeginTransaction();
        var number = Insert(connection, digest, at, by, note);
        File.WriteAllText(At(number), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        transaction.Commit();
        Forget(connection, number - Most);
        return new(number, digest, at, by, note);
    }

    private static int Insert(SqliteConnection connection, string digest, Instant at, string by, string note)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO setup_version (digest, at, by, note) VALUES ($digest, $at, $by, $note) RETURNING number";
        command.Parameters.AddWithValue("$digest", digest);
        command.Parameters.AddWithValue("$at", at.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$by", by);
        command.Parameters.AddWithValue("$note", note);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private void Forget(SqliteConnection connection, int last)
    {
        if (last < 1)
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM setup_version WHERE number <= $last";
        command.Parameters.AddWithValue("$last", last);
        command.ExecuteNonQuery();
        File.Delete(At(last));
    }

    private string At(int number) => Path.Combine(_folder, number.ToString("000000", CultureInfo.InvariantCulture) + ".yaml");
}
