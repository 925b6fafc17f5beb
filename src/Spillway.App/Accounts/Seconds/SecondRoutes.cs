using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Api;
using Spillway.Engine;

namespace Spillway.App.Accounts.Seconds;

/// <summary>The addresses of what needs two people.</summary>
/// <param name="seconds">Where it waits.</param>
internal sealed class SecondRoutes(SecondDesk seconds) : IDeskPart
{
    private const string Root = ApiRoutes.Root + "/seconds";

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
        [("GET", Root), ("POST", Root + "/{id}/sign"), ("POST", Root + "/{id}/decline"), ("POST", Root + "/{id}/break-glass")];

    /// <inheritdoc/>
    public void Register(IServiceCollection services)
    {
        // The desk of seconds is the server's own.
    }

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(DeskAction.SeeDesk, "GET", Root, http => ApiJson.WriteAsync(
            http, StatusCodes.Status200OK, new JsonObject { ["seconds"] = new JsonArray([.. seconds.All().Select(static one => (JsonNode)Of(one))]) }));
        routes.Map(DeskAction.SignSecond, "POST", Root + "/{id}/sign", async http =>
            await AnswerAsync(http, await seconds.SignAsync(http.Actor(), Id(http), await TextAsync(http, "digest").ConfigureAwait(false), http.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false));
        routes.Map(DeskAction.SeeDesk, "POST", Root + "/{id}/decline", async http =>
            await AnswerAsync(http, await seconds.DeclineAsync(http.Actor(), Id(http), await TextAsync(http, "because").ConfigureAwait(false), http.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false));
        routes.Map(DeskAction.BreakGlass, "POST", Root + "/{id}/break-glass", async http =>
            await AnswerAsync(http, await seconds.BreakGlassAsync(http.Actor(), Id(http), await TextAsync(http, "because").ConfigureAwait(false), http.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false));
    }

    /// <summary>A request as JSON.</summary>
    /// <param name="request">The request.</param>
    public static JsonObject Of(SecondRequest request) => new()
    {
        ["id"] = request.Id,
        ["action"] = ActionRules.Of(request.Action).Id,
        ["by"] = request.By,
        ["asked_utc"] = ApiJson.Instant(request.AskedAt),
        ["until_utc"] = ApiJson.Instant(request.Until),
        ["state"] = request.State switch
        {
            SecondState.Waiting => "waiting",
            SecondState.Done => "done-unsigned",
            SecondState.Agreed => "signed",
            SecondState.Declined => "declined",
            SecondState.Expired => "expired",
            _ => "broke-glass",
        },
        ["what"] = request.What.DeepClone(),
        ["digest"] = request.Digest,
        ["ended_by"] = request.EndedBy,
        ["ended_utc"] = request.EndedAt is { } at ? ApiJson.Instant(at) : null,
        ["because"] = request.Because,
    };

    private static Task AnswerAsync(HttpContext http, SecondRequest request) => ApiJson.WriteAsync(http, StatusCodes.Status200OK, Of(request));

    private static string Id(HttpContext http) => (string)http.Request.RouteValues["id"]!;

    private static async Task<string> TextAsync(HttpContext http, string name)
    {
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted).ConfigureAwait(false) is JsonObject body
                && body[name] is JsonValue value && value.TryGetValue<string>(out var text)
                ? text
                : throw new RefusedException(ApiErrors.BadField, $"{name} is missing or no text.");
        }
        catch (JsonException cause)
        {
            throw new RefusedException(ApiErrors.BadBody, $"The body is no JSON: {cause.Message}", cause);
        }
    }
}
