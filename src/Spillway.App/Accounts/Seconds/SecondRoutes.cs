using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Api;
using Spillway.App.Api.Contract;

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
            http, StatusCodes.Status200OK, new JsonObject { ["seconds"] = new JsonArray([.. seconds.All().Select(static one => (JsonNode)Of(one))]) })).With(new("What waits for a second person, and what became of it.", typeof(SecondList)));
        routes.Map(DeskAction.SignSecond, "POST", Root + "/{id}/sign", async http =>
            await AnswerAsync(http, await seconds.SignAsync(http.Actor(), Id(http), await TextAsync(http, "digest").ConfigureAwait(false), http.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false)).With(new("Signs as the second person; what waits is done.", typeof(SecondAnswer), typeof(SignBody)) { Refused = [StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed, StatusCodes.Status503ServiceUnavailable] });
        routes.Map(DeskAction.SeeDesk, "POST", Root + "/{id}/decline", async http =>
            await AnswerAsync(http, await seconds.DeclineAsync(http.Actor(), Id(http), await TextAsync(http, "because").ConfigureAwait(false), http.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false)).With(new("Says no, or takes it back.", typeof(SecondAnswer), typeof(BecauseBody)) { Refused = [StatusCodes.Status409Conflict] });
        routes.Map(DeskAction.BreakGlass, "POST", Root + "/{id}/break-glass", async http =>
            await AnswerAsync(http, await seconds.BreakGlassAsync(http.Actor(), Id(http), await TextAsync(http, "because").ConfigureAwait(false), http.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false)).With(new("Does alone what waits, with a reason and an alarm.", typeof(SecondAnswer), typeof(BecauseBody)) { Refused = [StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed, StatusCodes.Status503ServiceUnavailable] });
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

    private static async Task<string> TextAsync(HttpContext http, string name) =>
        (await JsonBody.ReadAsync(http, name).ConfigureAwait(false)).Needed(name);
}
