using System.Globalization;
using System.Text.Json.Nodes;

namespace Spillway.App.Cli;

/// <summary>The desk's state as text: 80 columns, no colour.</summary>
internal static class StatusScreen
{
    /// <summary>Columns of the widest line.</summary>
    public const int Width = 80;

    /// <summary>Rows of a list in a picture that stands still: a screen is not endless. What is left out is counted.</summary>
    public const int RowsOfScreen = 12;

    private const int MostRungs = 8;
    private const int Indent = 4;
    private const int NameWidth = 12;

    /// <summary>The lines.</summary>
    /// <param name="status">The API's status.</param>
    /// <param name="width">Columns of a line; what is longer goes on in the next.</param>
    /// <param name="rows">Groups, orders and alarms at most.</param>
    /// <returns>One entry a line.</returns>
    public static IReadOnlyList<string> Lines(JsonObject status, int width, int rows = int.MaxValue)
    {
        var lines = new List<string>();
        Heading(lines, status, width);
        Fields(lines, width, Text($"now {Mw(status, "power_mw")} MW ({(string?)status["power_from"]})"), Text($"wanted {Mw(status, "wanted_mw")} MW"), Text($"limit {Mw(status, "ceiling_mw")} MW") + By(status));
        Fields(lines, width, Price(status), (string?)status["price_fault"] ?? "");
        lines.Add("");
        Groups(lines, status, (width, rows));
        Orders(lines, status, (width, rows));
        Alarms(lines, status, (width, rows));
        lines.Add("");
        Wrap(lines, width, Ladder(status));
        Headroom(lines, status, width);
        BaselineLines.Add(status, line => Wrap(lines, width, line));
        Wrap(lines, width, Fleet(status));
        Responses(lines, status, (width, rows));
        return lines;
    }

    // Only where they were asked for.
    private static void Responses(List<string> lines, JsonObject status, (int Width, int Rows) of)
    {
        if (status["responses"] is not JsonArray groups)
        {
            return;
        }

        lines.Add("");
        Wrap(lines, of.Width, "MW off within, of the whole group (measured in so many events and drills)");
        lines.Add("group        measured       MW     1 s     5 s    15 s    60 s   600 s");
        foreach (var group in groups.OfType<JsonObject>().Take(of.Rows))
        {
            var curve = Items(group, "curve").Select(static point => Text($"{OrderScreen.Number(point, "mw"),7:0.000}")).ToList();
            Wrap(lines, of.Width, Text($"{Cut((string?)group["group"], NameWidth),-NameWidth} {Whole(group, "measured"),8} {Mw(group, "full_mw"),8} ")
                + (curve.Count > 0 ? string.Join(' ', curve) : Text($"nothing yet; taken to follow within {OrderScreen.Number(group, "stated_seconds"):0.#} s")));
        }

        More(lines, groups.Count, of.Rows, "groups");
    }

    private static void Heading(List<string> lines, JsonObject status, int width)
    {
        var left = $"{(string?)status["name"]} ({(string?)status["mode"]})";
        var right = (string?)status["at_utc"] ?? "";
        if (left.Length + 1 + right.Length <= width)
        {
            lines.Add(left + new string(' ', width - left.Length - right.Length) + right);
            return;
        }

        Wrap(lines, width, left);
        Wrap(lines, width, right);
    }

    private static string Price(JsonObject status)
    {
        var (name, price) = status.FirstOrDefault(field => field.Key.StartsWith("price_", StringComparison.Ordinal) && field.Key.EndsWith("_per_mwh", StringComparison.Ordinal));
        var currency = name is null ? "" : name.Split('_')[1].ToUpperInvariant();
        var shown = price is JsonValue value ? Text($"{value.GetValue<decimal>():0.00} {currency}/MWh of {(string?)status["price_start_utc"]}") : "not known yet";
        return $"price {shown}";
    }

    private static string By(JsonObject status) => (string?)status["ceiling_by"] is { } order ? $" by {order}" : "";

    private static void Groups(List<string> lines, JsonObject status, (int Width, int Rows) of)
    {
        Wrap(lines, of.Width, "group        running start asleep  cut lost       MW  worth wanted  because");
        foreach (var group in Items(status, "groups").Take(of.Rows))
        {
            var worth = group.FirstOrDefault(field => field.Key.StartsWith("value_", StringComparison.Ordinal)).Value is JsonValue value ? Text($"{value.GetValue<decimal>():0.0}") : "–";
            var figures = Text($"{Cut((string?)group["group"], NameWidth),-NameWidth} {Whole(group, "running"),7} {Whole(group, "starting"),5} {Whole(group, "asleep"),6} {Whole(group, "unpowered"),4} {Whole(group, "lost") + Whole(group, "unknown"),4} {Mw(group, "power_mw"),8} {worth,6} {Whole(group, "wanted"),6}");
            var because = Because(group);
            if (figures.Length + 2 + because.Length <= of.Width)
            {
                lines.Add($"{figures}  {because}");
                continue;
            }

            Wrap(lines, of.Width, figures);
            Wrap(lines, of.Width, new string(' ', Indent) + because);
        }

        More(lines, Items(status, "groups").Count(), of.Rows, "groups");
    }

    // Every mode but the usual one is told.
    private static string Because(JsonObject group) =>
        (string?)group["because"] + ((string?)group["wanted_mode"] is { } mode and not ("normal" or "off") ? $", mode {mode}" : "");

    private static void Orders(List<string> lines, JsonObject status, (int Width, int Rows) of)
    {
        var orders = Items(status, "orders").ToList();
        lines.Add("");
        lines.Add(orders.Count == 0 ? "no orders" : "orders");
        foreach (var order in orders.Take(of.Rows))
        {
            var level = order["level_mw"] is JsonValue ? $" {Mw(order, "level_mw")} MW" : "";
            var where = (string?)order["group"] ?? (string?)order["feed"];
            var until = (string?)order["until_utc"] is { } end ? $" until {end}" : "";
            Wrap(lines, of.Width, $"  {(string?)order["id"]}: {(string?)order["kind"]}{(where is null ? "" : " " + where)}{level}, {(string?)order["rank"]}{until}: {(string?)order["reason"]}");
        }

        More(lines, orders.Count, of.Rows, "orders");
    }

    private static void Alarms(List<string> lines, JsonObject status, (int Width, int Rows) of)
    {
        var alarms = Items(status, "alarms").ToList();
        lines.Add("");
        lines.Add(alarms.Count == 0 ? "no alarms" : "ALARMS");
        foreach (var alarm in alarms.Take(of.Rows))
        {
            Wrap(lines, of.Width, $"  {(string?)alarm["subject"]}: {(string?)alarm["text"]}");
        }

        More(lines, alarms.Count, of.Rows, "alarms");
    }

    // Where there are very many steps, the last one says what can be off at all.
    private static string Ladder(JsonObject status)
    {
        var rungs = Items(status, "ladder").Select(rung => Text($"{OrderScreen.Number(rung, "mw"):0.0##} MW in {OrderScreen.Number(rung, "within_seconds"):0.#} s")).ToList();
        var shown = rungs.Count <= MostRungs ? rungs : [.. rungs.Take(MostRungs - 1), $"{rungs.Count - MostRungs} steps more", rungs[^1]];
        return "can take off: " + (shown.Count == 0 ? "nothing" : string.Join(", ", shown));
    }

    private static void Headroom(List<string> lines, JsonObject status, int width)
    {
        if (status["headroom"] is not JsonObject headroom || headroom["up"] is not JsonObject up)
        {
            lines.Add("held: not known");
            return;
        }

        var holders = Items(headroom, "holders")
            .Where(static one => (string?)one["kind"] is "ancillary-up" or "emergency-response" or "held-on")
            .Select(one => Text($"{OrderScreen.Number(one, "mw"):0.000} MW by {(string?)one["holder"]}")).ToList();
        var missing = OrderScreen.Number(up, "missing_mw") is > 0m and var less ? Text($"MISSING {less:0.000} MW") : "";
        Fields(lines, width, "held: " + (holders.Count == 0 ? "nothing" : string.Join(", ", holders)), Text($"free to sell {OrderScreen.Number(up, "free_mw"):0.000} MW"), missing);
    }

    private static string Fleet(JsonObject status) => status["fleet"] is JsonObject fleet
        ? Text($"{Whole(fleet, "machines")} machines, {Whole(fleet, "answering")} answer, {Whole(fleet, "silent")} silent, {Whole(fleet, "hostile")} hostile, {Whole(fleet, "unplaced")} without address")
        : "";

    private static void More(List<string> lines, int count, int rows, string what)
    {
        if (count > rows)
        {
            lines.Add($"  and {count - rows} more {what}");
        }
    }

    // Beside one another while they fit.
    private static void Fields(List<string> lines, int width, params ReadOnlySpan<string> fields)
    {
        const string Between = "   ";
        var line = "";
        foreach (var field in fields)
        {
            if (line.Length > 0 && field.Length > 0 && line.Length + Between.Length + field.Length > width)
            {
                Wrap(lines, width, line);
                line = new string(' ', Indent) + field;
            }
            else
            {
                line += (line.Length > 0 && field.Length > 0 ? Between : "") + field;
            }
        }

        Wrap(lines, width, line);
    }

    private static void Wrap(List<string> lines, int width, string line)
    {
        if (line.Length <= width)
        {
            lines.Add(line);
        }
        else
        {
            lines.AddRange(WrappedText.Lines(line, Indent, width));
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
