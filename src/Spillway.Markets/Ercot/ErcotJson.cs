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
        using var document = JsonFields.Parse(draft, bytes);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (root.TryGetProperty("fields", out _) && root.TryGetProperty("data", out _))
        {
            return Api(draft, root);
        }

        return _priceFeeds.Any(feed => root.TryGetProperty(feed, out _)) ? Prices(draft, root) : ErcotReadings.Read(draft, root);
    }

    private static string? Api(FileDraft draft, JsonElement root)
    {
        var section = draft.Section("data");
        var fields = JsonFields.List(draft, root, "fields", new("fields", 1));
        object?[] header = [.. fields.EnumerateArray().Select((field, index) => (object?)JsonFields.Text(draft, field, "name", new("fields", index + 1)))];
        var rows = JsonFields.List(draft, root, "data", new("data", 1)).EnumerateArray().Select((row, index) =>
        {
            JsonFields.Expect(draft, row, JsonValueKind.Array, new("data", index + 1));
            return new TableRow(draft, "data", section, index + 1, [.. row.EnumerateArray().Select(Cell)]);
        });
        var titled = rows.Prepend(new(draft, "fields", section, 1, header));
        return ErcotTables.Read(draft, titled, isExact: true) is { } form ? form + ", API JSON" : null;
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
        Feed(draft, root, "rtSppData", Product.RealTimePrice, Duration.FromMinutes(15));
        Feed(draft, root, "damSppData", Product.DayAheadPrice, Duration.FromHours(1));
        return "ERCOT dashboard, system-wide prices";
    }

    private static void Feed(FileDraft draft, JsonElement root, string feed, Product product, Duration length)
    {
        if (!root.TryGetProperty(feed, out _))
        {
            return;
        }

        var section = draft.Section(feed);
        var number = 0;
        foreach (var row in JsonFields.List(draft, root, feed, new(feed, 1)).EnumerateArray())
        {
            var place = new RowPlace(feed, ++number);
            var end = JsonFields.Epoch(draft, row, "interval", place);
            foreach (var cell in row.EnumerateObject())
            {
                if (Point(cell.Name) is { } point && Price(draft, cell, place) is { } price)
                {
                    draft.Named(point.Name, place);
                    var series = draft.Series(new("ercot", product, point));
                    series.Interval = length;
                    series.Add((end - length).ToUnixTimeSeconds(), price, section + number);
                }
            }
        }
    }

    private static decimal? Price(FileDraft draft, JsonProperty cell, RowPlace place)
    {
        if (cell.Value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return cell.Value.ValueKind == JsonValueKind.Number && NumberText.TryParse(cell.Value.GetRawText(), out var price)
            ? price
            : throw draft.Refuse(MarketFileErrors.NotANumber, place, $"property '{cell.Name}' is {cell.Value.GetRawText()}, no price");
    }

    // hbHubAvg and lzWest are how the feed writes HB_HUBAVG and LZ_WEST.
    private static SettlementPoint? Point(string name) =>
        name.Length > 2 && name[..2] is "hb" or "lz"
            ? SettlementPoint.FromColumn(string.Create(CultureInfo.InvariantCulture, $"{name[..2].ToUpperInvariant()}_{name[2..].ToUpperInvariant()}"))
            : null;
}
