using System.Globalization;
using System.Text.Json;
using NodaTime;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Markets.Ercot;

/// <summary>Reads the public API's array JSON and the dashboard feeds.</summary>
internal static class ErcotJson
{
    private static readonly string[] _priceFeeds = ["rtSppData", "damSppData"];

    /// <summary>Reads a document.</summary>
    /// <returns>The form; null where it is none of the known ones.</returns>
    public static string? Read(FileDraft draft, byte[] bytes)
    {
        using var document = Parse(draft, bytes);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (root.TryGetProperty("fields", out var fields) && root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array)
        {
            return Api(draft, fields, data);
        }

        return _priceFeeds.Any(feed => root.TryGetProperty(feed, out _)) ? Prices(draft, root) : ErcotReadings.Read(draft, root);
    }

    private static JsonDocument Parse(FileDraft draft, byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException cause)
        {
            throw new Engine.RefusedException(MarketFileErrors.Truncated, $"{draft.File}, line {cause.LineNumber + 1}: {cause.Message}", cause);
        }
    }

    private static string? Api(FileDraft draft, JsonElement fields, JsonElement data)
    {
        object?[] header = [.. fields.EnumerateArray().Select(field => (object?)field.GetProperty("name").GetString())];
        var section = draft.Section("data");
        var rows = data.EnumerateArray().Select((row, index) => new TableRow(
            draft, "data", section, index + 2, [.. row.EnumerateArray().Select(Cell)]));
        return ErcotTables.Read(draft, rows.Prepend(new(draft, "data", section, 1, header))) is { } form ? form + ", API JSON" : null;
    }

    private static object? Cell(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => cell.GetString(),
        JsonValueKind.True => "Y",
        JsonValueKind.False => "N",
        _ => cell.GetRawText(),
    };

    // The feed stamps an interval by its end: quarter hours by epoch, day-ahead hours by the hour that ends.
    private static string Prices(FileDraft draft, JsonElement root)
    {
        if (root.TryGetProperty("rtSppData", out var realTime))
        {
            Feed(draft, realTime, Product.RealTimePrice, Duration.FromMinutes(15));
        }

        if (root.TryGetProperty("damSppData", out var dayAhead))
        {
            Feed(draft, dayAhead, Product.DayAheadPrice, Duration.FromHours(1));
        }

        return "ERCOT dashboard, system-wide prices";
    }

    private static void Feed(FileDraft draft, JsonElement rows, Product product, Duration length)
    {
        var section = draft.Section(product == Product.RealTimePrice ? "rtSppData" : "damSppData");
        var number = 0;
        foreach (var row in rows.EnumerateArray())
        {
            number++;
            var end = Instant.FromUnixTimeMilliseconds(row.GetProperty("interval").GetInt64());
            foreach (var cell in row.EnumerateObject())
            {
                if (Point(cell.Name) is { } point && cell.Value.ValueKind == JsonValueKind.Number)
                {
                    var series = draft.Series(new("ercot", product, point));
                    series.Interval = length;
                    series.Add((end - length).ToUnixTimeSeconds(), cell.Value.GetDecimal(), section + number);
                }
            }
        }
    }

    // hbHubAvg and lzWest are how the feed writes HB_HUBAVG and LZ_WEST.
    private static SettlementPoint? Point(string name) =>
        name.Length > 2 && name[..2] is "hb" or "lz"
            ? SettlementPoint.FromColumn(string.Create(CultureInfo.InvariantCulture, $"{name[..2].ToUpperInvariant()}_{name[2..].ToUpperInvariant()}"))
            : null;
}
