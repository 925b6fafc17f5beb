using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spillway.App.People;

namespace Spillway.App.Api;

/// <summary>Kept versions in answers, and which of them a request wants back.</summary>
internal static class VersionJson
{
    /// <summary>All versions of something.</summary>
    /// <param name="versions">Newest first.</param>
    public static JsonObject Of(ImmutableArray<KeptVersion> versions) => new() { ["versions"] = new JsonArray([.. versions.Select(static one => (JsonNode)one.ToJson())]) };

    /// <summary>The version that a request wants back, by its field <c>version</c>.</summary>
    /// <param name="http">The request.</param>
    public static async Task<long> NumberAsync(HttpContext http)
    {
        var body = await JsonBody.ReadAsync(http, "version").ConfigureAwait(false);
        return body.Number("version") ?? throw new Engine.RefusedException(ApiErrors.BadField, "version: a number is needed.");
    }
}
