using Microsoft.Data.Sqlite;

namespace Spillway.App.People;

/// <summary>The one SQLite file for what people keep beside the journal: alarms' states, shift log, notifications, studies. Each area
/// makes its own tables with its own prefix. The journal is the evidence; this is what pages read quickly.</summary>
/// <param name="dataFolder">The data folder.</param>
public sealed class DeskStore(string dataFolder)
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "desk.db";

    private const int BusySeconds = 10;

    private readonly string _connection = new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(dataFolder, FileName),
        DefaultTimeout = BusySeconds,
        Pooling = true,
    }.ToString();

    /// <summary>Opens a connection; the caller closes it.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Makes tables that are not there.</summary>
    /// <param name="schema">Statements of the form <c>CREATE TABLE IF NOT EXISTS …</c>.</param>
    public void Ensure(string schema)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The schema is a constant of the area that asks.
        command.CommandText = schema;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
