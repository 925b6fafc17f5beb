using System.Globalization;
using System.Text.Json.Nodes;

namespace Spillway.App.Cli;

/// <summary>The desk's state as text: 80 columns, no colour.</summary>
internal static class StatusScreen
{
    /// <summary>Columns of the widest line.</summary>
    public const int Width = 80;

    private const int MostRows = 12;
    private const int MostRungs = 3;
    private const int MostAlarmLines = 6;
    private const string Indent = "    ";

    /// <summary>The lines.</summary>
    /// <param name="status">The API's status.</param>
    /// <param name="width">Columns of a line; longer ones are cut.</param>
    /// <returns>One entry a line.</returns>
    public static IReadOnlyList<string> Lines(JsonObject status, int width)
    {
        var lines = new List<string>
        {
            Heading(status, width),
            Text($"now {Mw(status, "power_mw")} MW ({(string?)status["power_from"]})   wanted {Mw(status, "wanted_mw")} MW   limit {Mw(status, "ceiling_mw")} MW") + By(status),
            Price(status),
            "",
        };
        Groups(lines, status);
        Orders(lines, status);
        Alarms(lines, status, width);
        lines.Add("");
        lines.Add(Ladder(status));
        lines.Add(Headroom(status));
        lines.Add(Fleet(status));
        return [.. lines.Select(line => line.Length <= width ? line : line[..(width - 1)] + "…")];
    }

    private static string Heading(JsonObject status, int width)
    {
        var left = $"{(string?)status["name"]} ({(string?)status["mode"]})";
        var right = (string?)status["at_utc"] ?? "";
        return left + new string(' ', Math.Max(1, width - left.Length - right.Length)) + right;
    }

    private static string Price(JsonObject status)
    {
        var (name, price) = status.FirstOrDefault(field => field.Key.StartsWith("price_", StringComparison.Ordinal) && field.Key.EndsWith("_per_mwh", StringComparison.Ordinal));
        var currency = name is null ? "" : name.Split('_')[1].ToUpperInvariant();
        var shown = price is JsonValue value ? Text($"{value.GetValue<decimal>():0.00} {currency}/MWh of {(string?)status["price_start_utc"]}") : "not known yet";
        return $"price {shown}" + (status["price_fault"] is JsonValue fault ? $"   {fault}" : "");
    }

    private static string By(JsonObject status) => (string?)status["ceiling_by"] is { } order ? $" by {order}" : "";

    private static void Groups(List<string> lines, JsonObject status)
    {
        lines.Add("group        running start asleep  cut lost       MW  worth wanted  because");
        foreach (var group in Items(status, "groups").Take(MostRows))
        {
            var worth = group.FirstOrDefault(field => field.Key.StartsWith("value_", StringComparison.Ordinal)).Value is JsonValue value ? Text($"{value.GetValue<decimal>():0.0}") : "–";
            lines.Add(Text($"{Cut((string?)group["group"], 12),-12} {Whole(group, "running"),7} {Whole(group, "starting"),5} {Whole(group, "asleep"),6} {Whole(group, "unpowered"),4} {Whole(group, "lost") + Whole(group, "unknown"),4} {Mw(group, "power_mw"),8} {worth,6} {Whole(group, "wanted"),6}  {(string?)group["because"]}"));
        }

        More(lines, Items(status, "groups").Count(), "groups");
    }

    private static void Orders(List<string> lines, JsonObject status)
    {
        var orders = Items(status, "orders").ToList();
        lines.Add("");
        lines.Add(orders.Count == 0 ? "no orders" : "orders");
        foreach (var order in orders.Take(MostRows))
        {
            var level = order["level_mw"] is JsonValue ? $" {Mw(order, "level_mw")} MW" : "";
            var where = (string?)order["group"] ?? (string?)order["feed"];
            var until = (string?)order["until_utc"] is { } end ? $" until {end}" : "";
            lines.Add($"  {(string?)order["id"]}: {(string?)order["kind"]}{(where is null ? "" : " " + where)}{level}, {(string?)order["rank"]}{until}: {(string?)order["reason"]}");
        }

        More(lines, orders.Count, "orders");
    }

    private static void Alarms(List<string> lines, JsonObject status, int width)
    {
        var alarms = Items(status, "alarms").ToList();
        lines.Add("");
        lines.Add(alarms.Count == 0 ? "no alarms" : "ALARMS");
        foreach (var alarm in alarms.Take(MostRows))
        {
            lines.AddRange(Wrapped($"  {(string?)alarm["subject"]}: {(string?)alarm["text"]}", width));
        }

        More(lines, alarms.Count, "alarms");
    }

    // An alarm's figures and machines are read whole: what does not fit goes on in the next line, at most so many.
    private static IEnumerable<string> Wrapped(string line, int width)
    {
        for (var count = 1; line.Length > width && count < MostAlarmLines && line.LastIndexOf(' ', width) is var end && end > Indent.Length; count++)
        {
            yield return line[..end];
            line = Indent + line[(end + 1)..];
        }

        yield return line;
    }

    private static string Ladder(JsonObject status)
    {
        var rungs = Items(status, "ladder").Take(MostRungs).Select(rung => Text($"{OrderScreen.Number(rung, "mw"):0.0##} MW in {OrderScreen.Number(rung, "within_seconds"):0.#} s")).ToList();
        return "can take off: " + (rungs.Count == 0 ? "nothing" : string.Join(", ", rungs));
    }

    private static string Headroom(JsonObject status)
    {
        if (status["headroom"] is not JsonObject headroom || headroom["up"] is not JsonObject up)
        {
            return "held: not known";
        }

        var holders = Items(headroom, "holders")
            .Where(static one => (string?)one["kind"] is "ancillary-up" or "emergency-response" or "held-on")
            .Select(one => Text($"{OrderScreen.Number(one, "mw"):0.000} MW by {(string?)one["holder"]}")).ToList();
        var missing = OrderScreen.Number(up, "missing_mw") is > 0m and var less ? Text($"   MISSING {less:0.000} MW") : "";
        return "held: " + (holders.Count == 0 ? "nothing" : string.Join(", ", holders)) + Text($"   free to sell {OrderScreen.Number(up, "free_mw"):0.000} MW") + missing;
    }

    private static string Fleet(JsonObject status) => status["fleet"] is JsonObject fleet
        ? Text($"{Whole(fleet, "machines")} machines, {Whole(fleet, "answering")} answer, {Whole(fleet, "silent")} silent, {Whole(fleet, "hostile")} hostile, {Whole(fleet, "unplaced")} without address")
        : "";

    private static void More(List<string> lines, int count, string what)
    {
        if (count > MostRows)
        {
            lines.Add($"  and {count - MostRows} more {what}");
        }
    }

    private static IEnumerable<JsonObject> Items(JsonObject status, string list) => (status[list] as JsonArray ?? []).OfType<JsonObject>();

    private static string Mw(JsonObject json, string name) => Text($"{OrderScreen.Number(json, name):0.000}");

    private static int Whole(JsonObject json, string name) => json[name] is JsonValue value ? (int)value.GetValue<decimal>() : 0;

    // Names of one row of halls or containers differ at their end: the middle gives way.
    private static string Cut(string? text, int length)
    {
        if (text is null || text.Length <= length)
        {
            return text ?? "";
        }

        var end = (length - 1) / 2;
        return $"{text[..(length - 1 - end)]}…{text[^end..]}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
