using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spillway.Devices.Wire.Relays;

/// <summary>Finds and puts values in a relay's messages.</summary>
public static class RelayJson
{
    /// <summary>The longest message that is looked into. Unit: bytes.</summary>
    public const int BytesAtMost = 64 * 1024;

    private const int DepthAtMost = 16;
    private const int ItemsAtMost = 1024;

    private static readonly JsonDocumentOptions _options = new() { MaxDepth = DepthAtMost };

    /// <summary>Reads a value.</summary>
    /// <param name="message">The message.</param>
    /// <param name="path">The way to the value, placeholders filled in; empty for the whole message.</param>
    /// <returns>The value as text; null where the message does not tell it.</returns>
    public static string? Find(ReadOnlyMemory<byte> message, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (message.Length > BytesAtMost)
        {
            return null;
        }

        if (path.Length == 0)
        {
            return Encoding.UTF8.GetString(message.Span).Trim();
        }

        try
        {
            using var document = JsonDocument.Parse(message, _options);
            return Walk(document.RootElement, path.Split('.')) switch
            {
                { ValueKind: JsonValueKind.String } text => text.GetString(),
                { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value => value.GetRawText(),
                _ => null,
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Anybody may write to a topic; what is not JSON, or holds broken text, tells nothing.
            return null;
        }
    }

    /// <summary>Makes a message that tells values.</summary>
    /// <param name="values">By way, placeholders filled in; one empty way stands for the whole message.</param>
    /// <returns>The message.</returns>
    public static byte[] Make(IEnumerable<(string Path, string Value)> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var root = new JsonObject();
        foreach (var (path, value) in values)
        {
            if (path.Length == 0)
            {
                return Encoding.UTF8.GetBytes(value);
            }

            Put(root, path.Split('.'), value);
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static JsonElement? Walk(JsonElement at, string[] path)
    {
        JsonElement? here = at;
        foreach (var step in path)
        {
            here = (here?.ValueKind, Pick(step)) switch
            {
                (JsonValueKind.Object, null) => here.Value.TryGetProperty(step, out var inner) ? inner : null,
                (JsonValueKind.Array, { } pick) => here.Value.EnumerateArray().Cast<JsonElement?>().FirstOrDefault(item => Matches(item!.Value, pick)),
                (JsonValueKind.Array, null) => Index(step) is { } index && index < here.Value.GetArrayLength() ? here.Value[index] : null,
                _ => null,
            };
        }

        return here;
    }

    private static bool Matches(JsonElement item, (string Name, string Value) pick) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(pick.Name, out var value) && value.ToString() == pick.Value;

    // [name=value]
    private static (string Name, string Value)? Pick(string step) =>
        step.StartsWith('[') && step.EndsWith(']') && step.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? (step[1..at], step[(at + 1)..^1]) : null;

    private static int? Index(string step) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < ItemsAtMost ? index : null;

    private static void Put(JsonNode at, string[] path, string value)
    {
        for (var step = 0; step < path.Length; step++)
        {
            var isLast = step == path.Length - 1;
            JsonNode Fresh() => isLast ? Leaf(value) : Pick(path[step + 1]) is not null || Index(path[step + 1]) is not null ? new JsonArray() : new JsonObject();
            at = at switch
            {
                JsonObject set => set[path[step]] is { } there && !isLast ? there : (set[path[step]] = Fresh()),
                JsonArray list => Pick(path[step]) is { } pick ? Picked(list, pick) : Placed(list, Index(path[step])!.Value, Fresh()),
                _ => at,
            };
        }
    }

    private static JsonObject Picked(JsonArray list, (string Name, string Value) pick)
    {
        var found = list.OfType<JsonObject>().FirstOrDefault(item => item[pick.Name]?.ToString() == pick.Value);
        if (found is null)
        {
            list.Add(found = new JsonObject { [pick.Name] = pick.Value });
        }

        return found;
    }

    private static JsonNode Placed(JsonArray list, int index, JsonNode node)
    {
        while (list.Count <= index)
        {
            list.Add("0");
        }

        list[index] = node;
        return node;
    }

    private static JsonValue Leaf(string value) =>
        value is "true" or "false" ? JsonValue.Create(value == "true")
        : decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : JsonValue.Create(value);
}
