using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Spillway.Devices.Wire.Cgminer;

/// <summary>A request in cgminer's language, as both ends see it.</summary>
/// <param name="Commands">The commands in the caller's order; more than one where they are joined with <c>+</c>.</param>
/// <param name="Parameter">What follows the command, several values in one text with commas; null where there is none.</param>
/// <param name="Form">How it is written, and so how it is answered.</param>
/// <param name="IsNewApi">Whether the maker's newer shape of an answer is wanted.</param>
public sealed record CgminerRequest(ImmutableArray<string> Commands, string? Parameter, CgminerForm Form, bool IsNewApi)
{
    /// <summary>A device reads a request in one piece and cuts what is longer. Unit: bytes.</summary>
    public const int MostBytes = 4095;

    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether the answer has one section a command: a stray <c>+</c> is enough.</summary>
    public bool IsJoined { get; init; }

    /// <summary>A request in JSON.</summary>
    /// <param name="command">The command; several joined with <c>+</c>.</param>
    /// <param name="parameter">Its values in one text with commas; null for none.</param>
    /// <returns>The bytes for the wire.</returns>
    public static byte[] Json(string command, string? parameter = null) => Encoding.UTF8.GetBytes(parameter is null
        ? $$"""{"command":{{Quoted(command)}}}"""
        : $$"""{"command":{{Quoted(command)}},"parameter":{{Quoted(parameter)}}}""");

    /// <summary>A request for the newer shape of the answer, which one maker's firmware from 2020 on knows.</summary>
    /// <param name="command">The command.</param>
    /// <returns>The bytes for the wire.</returns>
    public static byte[] NewApi(string command) => Encoding.UTF8.GetBytes($$"""{"command":{{Quoted(command)}},"new_api":true}""");

    /// <summary>A request in the plain text dialect, which needs no end.</summary>
    /// <param name="command">The command.</param>
    /// <param name="parameter">Its values; null for none.</param>
    /// <returns>The bytes for the wire.</returns>
    public static byte[] Text(string command, string? parameter = null) => Encoding.UTF8.GetBytes(parameter is null ? command : $"{command}|{parameter}");

    /// <summary>Reads a request as a device does.</summary>
    /// <param name="bytes">What came in one piece; a newline or NUL at its end does not count.</param>
    /// <param name="request">The request.</param>
    /// <returns>What is wrong with it.</returns>
    public static CgminerRequestFault TryParse(ReadOnlySpan<byte> bytes, out CgminerRequest request)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimEnd('\0', '\n', '\r', ' ');
        return text.StartsWith('{') ? FromJson(text, out request) : FromText(text, out request);
    }

    private static CgminerRequestFault FromText(string text, out CgminerRequest request)
    {
        var at = text.IndexOf('|', StringComparison.Ordinal);
        request = Of(at < 0 ? text : text[..at], at < 0 ? null : text[(at + 1)..], CgminerForm.Text, isNewApi: false);
        return CgminerRequestFault.None;
    }

    private static CgminerRequestFault FromJson(string text, out CgminerRequest request)
    {
        request = Of("", null, CgminerForm.Json, isNewApi: false);
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (!root.TryGetProperty("command", out var command) || command.ValueKind != JsonValueKind.String)
            {
                return CgminerRequestFault.NoCommand;
            }

            var isNew = root.TryGetProperty("new_api", out var flag) && flag.ValueKind == JsonValueKind.True;
            request = Of(command.GetString()!, root.TryGetProperty("parameter", out var parameter) ? Value(parameter) : null, CgminerForm.Json, isNew);
            return CgminerRequestFault.None;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair in a string is refused on reading it, later than the rest.
            return CgminerRequestFault.NotJson;
        }
    }

    private static string? Value(JsonElement parameter) => parameter.ValueKind switch
    {
        JsonValueKind.String => parameter.GetString(),
        JsonValueKind.Number => parameter.GetRawText(),
        _ => null,
    };

    private static CgminerRequest Of(string command, string? parameter, CgminerForm form, bool isNewApi)
    {
        var isJoined = command.Contains('+', StringComparison.Ordinal);
        ImmutableArray<string> commands = isJoined
            ? [.. command.Split('+', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)]
            : [command];
        return new(commands, isJoined ? null : parameter, form, isNewApi) { IsJoined = isJoined };
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, _plain);
}
