using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Spillway.App.Accounts;
using Spillway.App.Api.Contract;

namespace Spillway.App.Api;

/// <summary>Puts addresses in, each with its action.</summary>
internal static class RoutesOfActions
{
    // What every address may answer; what more it does follows from what it reads, and its note says the rest.
    private static readonly int[] _refusals =
        [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status429TooManyRequests];

    /// <summary>Puts an address in.</summary>
    /// <param name="routes">Where.</param>
    /// <param name="action">Which action it is.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="pattern">The address.</param>
    /// <param name="handler">What answers.</param>
    /// <returns>The address, for more of its metadata.</returns>
    public static IEndpointConventionBuilder Map(this IEndpointRouteBuilder routes, DeskAction action, string method, string pattern, RequestDelegate handler) =>
        routes.MapMethods(pattern, [method], handler).WithMetadata(new NeedsAttribute(action), handler.Method);

    /// <summary>Says what an address does, for the API's description.</summary>
    /// <param name="route">The address.</param>
    /// <param name="note">What it does.</param>
    public static void With(this IEndpointConventionBuilder route, ApiNote note)
    {
        route.WithMetadata(note, note.IsJson ? new ProducesResponseTypeMetadata(note.Done, note.Answer ?? typeof(System.Text.Json.Nodes.JsonObject), ["application/json"]) : new ProducesResponseTypeMetadata(note.Done, typeof(void)));
        foreach (var (status, answer) in note.Else)
        {
            route.WithMetadata(new ProducesResponseTypeMetadata(status, answer, ["application/json"]));
        }

        if (note.Tag.HasFlag(ApiTag.Known))
        {
            route.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified, typeof(void)));
        }

        // Which address has a place for a name is known only once it is put together.
        route.Add(endpoint =>
        {
            foreach (var refusal in Refusals(note, ((RouteEndpointBuilder)endpoint).RoutePattern.Parameters.Count > 0).Distinct())
            {
                endpoint.Metadata.Add(new ProducesResponseTypeMetadata(refusal, typeof(ProblemAnswer), ["application/problem+json"]));
            }
        });

        // Whoever must send a body says that it is JSON: what a form of a page elsewhere can send never gets here.
        if (note.Body is { } body && !note.IsBodyOptional)
        {
            route.WithMetadata(new AcceptsMetadata(["application/json"], body, isOptional: false));
        }
    }

    private static IEnumerable<int> Refusals(ApiNote note, bool hasPlace) =>
    [
        .. _refusals,
        .. note.HasBody ? (int[])[StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge] : [],
        .. note.Body is not null && !note.IsBodyOptional ? (int[])[StatusCodes.Status415UnsupportedMediaType] : [],
        .. hasPlace ? (int[])[StatusCodes.Status404NotFound] : [],
        .. note.Tag.HasFlag(ApiTag.Expected) ? (int[])[StatusCodes.Status412PreconditionFailed] : [],
        .. note.Refused,
    ];

    /// <summary>Who asks.</summary>
    /// <param name="http">The request, behind the gate.</param>
    public static Actor Actor(this HttpContext http) =>
        ActorClaims.Of(http.User) ?? throw new InvalidOperationException($"{http.Request.Path} was reached by nobody.");
}
