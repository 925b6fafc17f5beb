using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spillway.Engine;

namespace Spillway.App.Api;

/// <summary>Reads small bodies: one JSON object, no field twice, not deep.</summary>
internal static class ApiBody
{
    private const int MostDepth = 8;

    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = MostDepth, AllowDuplicateProperties = false };

    /// <summary>The body of a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="fields">The fields that it may have.</param>
    /// <returns>The object.</returns>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadBody"/>, or <see cref="ApiErrors.BadField"/> for a field that is not known.</exception>
    public static async Task<JsonObject> ReadAsync(HttpContext http, params string[] fields)
    {
        var body = await ParseAsync(http).ConfigureAwait(false);
        return body.Select(static field => field.Key).FirstOrDefault(name => !fields.Contains(name)) is { } unknown
            ? throw new RefusedException(ApiErrors.BadField, $"'{unknown}' is not a field here; there are {string.Join(", ", fields)}.")
            : body;
    }

    /// <summary>A text in it.</summary>
    /// <param name="body">The object.</param>
    /// <param name="name">The field.</param>
    /// <returns>The text; null where there is none.</returns>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>: it is something else.</exception>
    public static string? Text(JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw new RefusedException(ApiErrors.BadField, $"{name} is no text."),
    };

    /// <summary>Texts in it.</summary>
    /// <param name="body">The object.</param>
    /// <param name="name">The field.</param>
    /// <returns>The texts; none where the field is not there.</returns>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>: it is something else.</exception>
    public static IReadOnlyList<string> Texts(JsonObject body, string name) => body[name] switch
    {
        null => [],
        JsonArray array when array.All(static one => one is JsonValue value && value.GetValueKind() == JsonValueKind.String) => [.. array.Select(static one => (string)one!)],
        _ => throw new RefusedException(ApiErrors.BadField, $"{name} is no list of texts."),
    };

    /// <summary>A whole number in it.</summary>
    /// <param name="body">The object.</param>
    /// <param name="name">The field.</param>
    /// <returns>The number; null where there is none.</returns>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>: it is something else.</exception>
    public static int? Whole(JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) => number,
        _ => throw new RefusedException(ApiErrors.BadField, $"{name} is no whole number."),
    };

    private static async Task<JsonObject> ParseAsync(HttpContext http)
    {
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body, null, _strict, http.RequestAborted).ConfigureAwait(false) as JsonObject
                ?? throw new RefusedException(ApiErrors.BadBody, "The body is no JSON object.");
        }
        catch (JsonException cause)
        {
            throw new RefusedException(ApiErrors.BadBody, $"The body is no JSON that is read here: {cause.Message}", cause);
        }
    }
}
