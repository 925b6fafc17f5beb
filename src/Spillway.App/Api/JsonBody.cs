using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;

namespace Spillway.App.Api;

/// <summary>Reads the fields of a small JSON body, of an address and of a query; each refusal names the field.</summary>
internal sealed class JsonBody
{
    private const int MostLetters = 20_000;
    private const int MostItems = 1000;
    private const int MostDepth = 8;

    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = MostDepth, AllowDuplicateProperties = false };

    // What lies further off has no shift, no day and no interval around it that a calendar could name.
    private static readonly Instant _earliest = Instant.FromUtc(1970, 1, 1, 0, 0);
    private static readonly Instant _latest = Instant.FromUtc(2200, 1, 1, 0, 0);

    private readonly JsonElement _root;

    private JsonBody(JsonElement root) => _root = root;

    /// <summary>Reads the body; an empty one has no fields.</summary>
    /// <param name="http">The request.</param>
    /// <param name="fields">The fields that it may have; none for any.</param>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadBody"/>: no JSON object, a field twice, or deeper than 8; or
    /// <see cref="ApiErrors.BadField"/> for a field that is not known.</exception>
    public static async Task<JsonBody> ReadAsync(HttpContext http, params string[] fields)
    {
        var body = await ParseAsync(http).ConfigureAwait(false);
        return fields.Length > 0 && body._root.EnumerateObject().Select(static field => field.Name).FirstOrDefault(name => !fields.Contains(name)) is { } unknown
            ? throw new RefusedException(ApiErrors.BadField, $"'{unknown}' is not a field here; there are {string.Join(", ", fields)}.")
            : body;
    }

    /// <summary>The body as an object, for what has a reader of its own.</summary>
    public JsonElement Root => _root;

    /// <summary>A text; null where it is not there.</summary>
    /// <param name="name">The field.</param>
    /// <param name="most">How many letters it may have.</param>
    public string? Text(string name, int most = MostLetters) => Find(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.String && field.GetString() is { } text && text.Length <= most ? text
        : throw Bad(name, field, $"a text of at most {most} letters");

    /// <summary>A text that must be there.</summary>
    /// <param name="name">The field.</param>
    /// <param name="most">How many letters it may have.</param>
    public string Needed(string name, int most = MostLetters) => Text(name, most) ?? throw new RefusedException(ApiErrors.BadField, $"{name} is missing.");

    /// <summary>A number; null where it is not there.</summary>
    public decimal? Figure(string name) => Find(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.Number && field.TryGetDecimal(out var figure) ? figure
        : throw Bad(name, field, "a number");

    /// <summary>A whole number; null where it is not there.</summary>
    public long? Number(string name) => Find(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.Number && field.TryGetInt64(out var number) && Math.Abs(number) <= int.MaxValue ? number
        : throw Bad(name, field, "a whole number");

    /// <summary>Yes or no; null where it is not there.</summary>
    public bool? Flag(string name) => Find(name) is not { } field ? null
        : field.ValueKind is JsonValueKind.True or JsonValueKind.False ? field.GetBoolean()
        : throw Bad(name, field, "true or false");

    /// <summary>A list of whole numbers, at most 1,000; empty where it is not there.</summary>
    public ImmutableArray<long> Numbers(string name) => Find(name) is not { } field ? []
        : field.ValueKind == JsonValueKind.Array && field.GetArrayLength() <= MostItems && field.EnumerateArray().All(static one => one.ValueKind == JsonValueKind.Number && one.TryGetInt64(out _))
            ? [.. field.EnumerateArray().Select(static one => one.GetInt64())]
            : throw Bad(name, field, $"a list of at most {MostItems} whole numbers");

    /// <summary>A list of texts, at most 1,000; empty where it is not there.</summary>
    public ImmutableArray<string> Texts(string name) => Find(name) is not { } field ? []
        : field.ValueKind == JsonValueKind.Array && field.GetArrayLength() <= MostItems && field.EnumerateArray().All(static one => one.ValueKind == JsonValueKind.String)
            ? [.. field.EnumerateArray().Select(static one => one.GetString()!)]
            : throw Bad(name, field, $"a list of at most {MostItems} texts");

    /// <summary>A number in the address.</summary>
    public static long Number(HttpContext http, string name)
    {
        var text = (string)http.Request.RouteValues[name]!;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new RefusedException(ApiErrors.BadField, $"{name}: '{text}' is no number.");
    }

    /// <summary>A field of the query; null where it is not there.</summary>
    public static string? Query(HttpContext http, string name) => http.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Yes or no in the query; null where it is not there.</summary>
    public static bool? QueryFlag(HttpContext http, string name) => Query(http, name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var text => throw new RefusedException(ApiErrors.BadField, $"{name}: '{text}' is neither true nor false."),
    };

    /// <summary>A whole number in the query; null where it is not there.</summary>
    public static long? QueryNumber(HttpContext http, string name) => Query(http, name) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new RefusedException(ApiErrors.BadField, $"{name}: '{text}' is no whole number.");

    /// <summary>An instant in the query; null where it is not there.</summary>
    public static Instant? QueryInstant(HttpContext http, string name) => Query(http, name) is not { } text ? null
        : InstantPattern.ExtendedIso.Parse(text) is { Success: true } at ? at.Value >= _earliest && at.Value < _latest ? at.Value
            : throw new RefusedException(ApiErrors.BadField, $"{name}: '{text}' lies outside of the years 1970 to 2199.")
        : throw new RefusedException(ApiErrors.BadField, $"{name}: '{text}' is no instant such as 2026-07-01T05:00:00Z.");

    private static async Task<JsonBody> ParseAsync(HttpContext http)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, http.RequestAborted).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes.ToArray(), _strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(document.RootElement.Clone())
                : throw new RefusedException(ApiErrors.BadBody, "The body is no JSON object.");
        }
        catch (JsonException fault)
        {
            throw new RefusedException(ApiErrors.BadBody, fault.Message.ReplaceLineEndings(" "), fault);
        }
    }

    private JsonElement? Find(string name) => _root.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;

    private static RefusedException Bad(string name, JsonElement field, string wanted) =>
        new(ApiErrors.BadField, $"{name}: {(field.ToString() is { Length: <= 100 } text ? text : "it")} is not {wanted}.");
}
