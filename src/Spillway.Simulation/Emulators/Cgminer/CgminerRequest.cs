using System.Collections.Immutable;
using System.Text.Json;

namespace Spillway.Simulation.Emulators.Cgminer;

/// <summary>A request of cgminer's language: <c>{"command":"summary"}</c>, or the plain words <c>summary</c> and
/// <c>switchpool|1</c>.</summary>
/// <param name="IsJson">Whether the answer is to be JSON.</param>
/// <param name="Commands">The commands, more than one where they were joined by <c>+</c>; empty where none was understood.</param>
/// <param name="Parameter">Its parameter; empty where it has none.</param>
/// <param name="IsJoined">Whether a <c>+</c> stood in it: then even one command is answered in the joined form.</param>
/// <param name="Root">The JSON object; undefined for plain words.</param>
public sealed record CgminerRequest(bool IsJson, ImmutableArray<string> Commands, string Parameter, bool IsJoined, JsonElement Root)
{
    /// <summary>Reads a request.</summary>
    /// <param name="text">What was sent.</param>
    /// <returns>The request; with no command where JSON is broken or names none.</returns>
    public static CgminerRequest Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim('\0', ' ', '\r', '\n', '\t');
        return trimmed.StartsWith('{') ? ParseJson(trimmed) : ParseWords(trimmed);
    }

    private static CgminerRequest ParseWords(string text)
    {
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        return Of(false, bar < 0 ? text : text[..bar], bar < 0 ? "" : text[(bar + 1)..], default);
    }

    private static CgminerRequest ParseJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement.Clone();
            var command = root.TryGetProperty("command", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : "";
            var parameter = root.TryGetProperty("parameter", out var given) && given.ValueKind is JsonValueKind.String or JsonValueKind.Number ? given.ToString() : "";
            return Of(true, command, parameter, root);
        }
        catch (JsonException)
        {
            return new(true, [], "", false, default);
        }
    }

    private static CgminerRequest Of(bool isJson, string command, string parameter, JsonElement root) =>
        new(isJson, [.. command.Split('+', StringSplitOptions.RemoveEmptyEntries).Distinct()], parameter, command.Contains('+', StringComparison.Ordinal), root);
}
