using System.Collections.Frozen;
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
    private const string Start = "interval_start_utc";
    private static readonly string[] _gridstatus = ["Interval Start", "Location", "Location Type", "SPP"];

    private static readonly FrozenSet<string> _numbers = new[]
    {
        "DOUBLE", "FLOAT", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "\"NULL\"",
    }.ToFrozenSet();

    /// <summary>Reads a file.</summary>
    /// <returns>The form; null where its columns are none of the known ones.</returns>
    public static string? Read(FileDraft draft, string file)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        try
        {
            return Read(draft, connection, file);
        }
        catch (DuckDBException cause)
        {
            throw new RefusedException(MarketFileErrors.Truncated, $"{draft.File}: {cause.Message}", cause);
        }
    }

    private static string? Read(FileDraft draft, DuckDBConnection connection, string file)
    {
        var types = Columns(connection, file);
        if (_gridstatus.All(types.ContainsKey))
        {
            draft.AllowsPairs = true;
            CheckTypes(draft, types, _gridstatus, texts: 3);
            Each(draft, connection, Select(_gridstatus, file), Gridstatus(draft));
            return "Parquet, gridstatus";
        }

        if (!types.ContainsKey(Start))
        {
            return null;
        }

        var isLong = types.ContainsKey("settlement_point") && types.ContainsKey("price");
        var hasType = types.ContainsKey("settlement_point_type");
        List<string> order = isLong
            ? [Start, "settlement_point", .. hasType ? new[] { "settlement_point_type" } : [], "price"]
            : [Start, .. types.Keys.Where(column => column != Start).Order(StringComparer.Ordinal)];
        CheckTypes(draft, types, order, texts: isLong ? order.Count - 1 : 1);
        var isHourly = LeastStep(connection, file) >= SecondsPerHour;
        draft.AllowsPairs = isLong && !hasType;
        Each(draft, connection, Select(order, file), isLong ? Long(draft, hasType, isHourly) : Wide(draft, order, isHourly));
        return isLong ? "tidy Parquet, long" : "tidy Parquet, wide";
    }

    private static Dictionary<string, string> Columns(DuckDBConnection connection, string file)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        using var command = connection.CreateCommand();
        command.CommandText = $"{Closed} SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet({Quoted(file)}))";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            columns.Add(reader.GetString(0), reader.GetString(1));
        }

        return columns;
    }

    // The start, then names, then figures; texts are read like those of a CSV file.
    private static void CheckTypes(FileDraft draft, Dictionary<string, string> types, IReadOnlyList<string> columns, int texts)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            var type = types[columns[index]];
            var isRight = type == "VARCHAR" || (index == 0 && type.StartsWith("TIMESTAMP", StringComparison.Ordinal))
                || (index >= texts && (_numbers.Contains(type) || (type.StartsWith("DECIMAL(", StringComparison.Ordinal) && type.EndsWith(')'))));
            if (!isRight)
            {
                throw new RefusedException(
                    MarketFileErrors.WrongColumnType, $"{draft.File}, column '{columns[index]}': its type is {type}.");
            }
        }
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

    private static string Name(FileDraft draft, DuckDBDataReader reader, int column, int row) =>
        reader.IsDBNull(column) ? draft.Named("", new("", row, column)) : draft.Named(reader.GetString(column), new("", row, column));

    private static Action<DuckDBDataReader, int> Gridstatus(FileDraft draft) => (reader, row) =>
    {
        if (Figure(draft, reader, 3, row) is { } price)
        {
            var type = reader.IsDBNull(2) ? "" : reader.GetString(2);
            var point = PointTypeNames.Point(draft, Name(draft, reader, 1, row), type, new("", row, 2));
            draft.Series(PointKinds.Price(point, isHourly: false)).Add(reader.GetInt64(0), price, row);
        }
    };

    private static Action<DuckDBDataReader, int> Long(FileDraft draft, bool hasType, bool isHourly) => (reader, row) =>
    {
        if (Figure(draft, reader, hasType ? 3 : 2, row) is { } price)
        {
            var name = Name(draft, reader, 1, row);
            var key = hasType
                ? PointKinds.Price(PointTypeNames.Point(draft, name, reader.IsDBNull(2) ? "" : reader.GetString(2), new("", row, 2)), isHourly)
                : PointKinds.Of(name, isHourly);
            draft.Series(key).Add(reader.GetInt64(0), price, row);
        }
    };

    private static Action<DuckDBDataReader, int> Wide(FileDraft draft, List<string> columns, bool isHourly)
    {
        var label = SyntheticLabel.MarketOf(columns);
        var series = columns.Select((column, index) => index == 0 ? null : draft.Series(PointKinds.Of(draft.Named(column, new("", 1, index)), isHourly, label))).ToArray();
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
            float number => NumberText.TryParse(number.ToString("R", CultureInfo.InvariantCulture), out value),
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
