using DuckDB.NET.Data;

namespace Spillway.Tests.Markets;

/// <summary>Parquet files written from a SQL query.</summary>
internal static class BuiltParquet
{
    public const string Wide = "SELECT * FROM (VALUES (TIMESTAMP '2023-01-01 06:00:00', 21.1::DOUBLE, NULL::DOUBLE), (TIMESTAMP '2023-01-01 06:15:00', 22.25, -3)) AS t(interval_start_utc, LZ_WEST, HB_NORTH)";
    public const string Long = "SELECT * FROM (VALUES ('2023-01-01T06:00:00Z', 'LZ_WEST', 21.10::DECIMAL(9,2), 'LZ'), ('2023-01-01T06:00:00Z', 'LZ_WEST', 21.15, 'LZEW'), ('2023-01-01T06:15:00Z', 'LZ_WEST', 22, 'LZ')) AS t(interval_start_utc, settlement_point, price, settlement_point_type)";
    public const string Gridstatus = "SELECT * FROM (VALUES (TIMESTAMPTZ '2023-01-01 06:00:00+00', 'LZ_WEST', 'Load Zone', 21.15::DOUBLE), (TIMESTAMPTZ '2023-01-01 06:00:00+00', 'LZ_WEST', 'Load Zone', 21.1), (TIMESTAMPTZ '2023-01-01 06:15:00+00', 'LZ_WEST', 'Load Zone', 7)) AS t(\"Interval Start\", Location, \"Location Type\", SPP)";

    public static byte[] Of(TestFolder folder, string query)
    {
        var path = Path.Combine(folder.Root, "built.parquet");
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SET TimeZone='UTC'; COPY ({query}) TO '{path}' (FORMAT PARQUET)";
        command.ExecuteNonQuery();
        return File.ReadAllBytes(path);
    }
}
