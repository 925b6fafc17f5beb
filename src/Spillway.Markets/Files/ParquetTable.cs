using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;
using Spillway.Engine;
using Spillway.Markets.Synthetic;

namespace Spillway.Markets.Files;

/// <summary>Reads Parquet files with tidy columns, and those that the gridstatus library writes.</summary>
internal static class ParquetTable
{
    private const string Closed = "SET autoinstall_known_extensions=false; SET autoload_known_extensions=false; SET TimeZone='UTC'; ";
    private const long SecondsPerHour = 3600;
    private static readonly string[] _gridstatus = ["Interval Start", "Location", "Location Type", "SPP"];

    /// <summary>Reads a file.</summary>
    /// <returns>The form; null where its columns are none of the known ones.</returns>
    public static string? Read(FileDraft draft, string file)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        var columns = Columns(draft, connection, file);
        if (_gridstatus.All(columns.Contains))
        {
            draft.AllowsPairs = true;
            Each(draft, connection, Select(_gridstatus, file), Gridstatus(draft));
            return "Parquet, gridstatus";
        }

        if (!columns.Contains("interval_start_utc"))
        {
            return null;
        }

        var isLong = columns.Contains("settlement_point") && columns.Contains("price");
        var hasType = columns.Contains("settlement_point_type");
        List<string> order = isLong
            ? ["interval_start_utc", "settlement_point", "price", .. hasType ? new[] { "settlement_point_type" } : []]
            : ["interval_start_utc", .. columns.Where(column => column != "interval_start_utc")];
        var isHourly = LeastStep(connection, file) >= SecondsPerHour;
        draft.AllowsPairs = isLong && !hasType;
        Each(draft, connection, Select(order, file), isLong ? Long(draft, hasType, isHourly) : Wide(draft, order, isHourly));
        return isLong ? "tidy Parquet, long" : "tidy Parquet, wide";
    }

    private static List<string> Columns(FileDraft draft, DuckDBConnection connection, string file)
    {
        var columns = new List<string>();
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"{Closed} SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet({Quoted(file)}))";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                columns.Add(reader.GetString(0));
            }
        }
        catch (DuckDBException cause)
        {
            throw new RefusedException(MarketFileErrors.Truncated, $"{draft.File}: {cause.Message}", cause);
        }

        return columns;
    }

    private static string Select(IEnumerable<string> columns, string file)
    {
        var cells = columns.Select(column => $"\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\"").ToList();
        // The first column is the start, whatever its type: timestamps of either kind and texts become epoch seconds.
        cells[0] = $"epoch(CAST({cells[0]} AS TIMESTAMPTZ))::BIGINT";
        return $"{Closed} SELECT {string.Join(", ", cells)} FROM read_parquet({Quoted(file)})";
    }

    private static long LeastStep(DuckDBConnection connection, string file)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"{Closed} SELECT min(step)::BIGINT FROM (SELECT start - lag(start) OVER (ORDER BY start) AS step FROM "
            + $"(SELECT DISTINCT epoch(CAST(interval_start_utc AS TIMESTAMPTZ)) AS start FROM read_parquet({Quoted(file)})))";
        return command.ExecuteScalar() is long step ? step : 0;
    }

    private static void Each(FileDraft draft, DuckDBConnection connection, string sql, Action<DuckDBDataReader, int> take)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            for (var row = 1; reader.Read(); row++)
            {
                if (reader.IsDBNull(0))
                {
                    throw draft.Refuse(MarketFileErrors.NotATime, new("", row, 0), "the interval's start is missing");
                }

                take(reader, row);
            }
        }
        catch (DuckDBException cause)
        {
            throw new RefusedException(MarketFileErrors.Truncated, $"{draft.File}: {cause.Message}", cause);
        }
    }

    private static Action<DuckDBDataReader, int> Gridstatus(FileDraft draft) => (reader, row) =>
    {
        if (Figure(draft, reader, 3, row) is { } price)
        {
            var point = PointTypeNames.Point(draft, reader.GetString(1), reader.GetString(2), new("", row, 2));
            draft.Series(PointKinds.Price(point, isHourly: false)).Add(reader.GetInt64(0), price, row);
        }
    };

    private static Action<DuckDBDataReader, int> Long(FileDraft draft, bool hasType, bool isHourly) => (reader, row) =>
    {
        if (Figure(draft, reader, 2, row) is { } price)
        {
            var name = reader.GetString(1);
            var key = hasType
                ? PointKinds.Price(PointTypeNames.Point(draft, name, reader.GetString(3), new("", row, 3)), isHourly)
                : PointKinds.Of(name, isHourly);
            draft.Series(key).Add(reader.GetInt64(0), price, row);
        }
    };

    private static Action<DuckDBDataReader, int> Wide(FileDraft draft, List<string> columns, bool isHourly)
    {
        var label = SyntheticLabel.MarketOf(columns);
        var series = columns.Select((column, index) => index == 0 ? null : draft.Series(PointKinds.Of(column, isHourly, label))).ToArray();
        return (reader, row) =>
        {
            for (var column = 1; column < series.Length; column++)
            {
                if (Figure(draft, reader, column, row) is { } value)
                {
                    series[column]!.Add(reader.GetInt64(0), value, row);
                }
            }
        };
    }

    private static decimal? Figure(FileDraft draft, DuckDBDataReader reader, int column, int row)
    {
        if (reader.IsDBNull(column))
        {
            return null;
        }

        var cell = reader.GetValue(column);
        var value = 0m;
        var isRead = cell switch
        {
            decimal exact => (value = exact) == exact,
            double number => NumberText.TryParse(number, out value),
            float number => NumberText.TryParse((double)(decimal)number, out value),
            string text => NumberText.TryParse(text, out value),
            BigInteger whole => decimal.TryParse(whole.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out value),
            IConvertible whole => NumberText.TryParse(whole.ToString(CultureInfo.InvariantCulture), out value),
            _ => false,
        };
        return isRead
            ? value
            : throw draft.Refuse(MarketFileErrors.NotANumber, new("", row, column), $"'{cell}' is not a number");
    }

    private static string Quoted(string file) => $"'{file.Replace("'", "''", StringComparison.Ordinal)}'";
}
