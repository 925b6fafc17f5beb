using System.Data;
using DuckDB.NET.Data;

namespace Spillway.Markets.Archive;

/// <summary>DuckDB over the archive's Parquet files: in memory, with nothing loaded from anywhere.</summary>
internal static class DuckDb
{
    private const string Closed = "SET autoinstall_known_extensions=false; SET autoload_known_extensions=false;";

    public static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Closed;
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Runs a query over one Parquet file, which its text calls <c>{file}</c>.</summary>
    public static void Read(DuckDBConnection connection, string sql, string file, Action<IDataReader> row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql.Replace("{file}", $"read_parquet({Text(file)})", StringComparison.Ordinal);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            row(reader);
        }
    }

    public static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
