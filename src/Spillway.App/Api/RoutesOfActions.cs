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
    // What every address may answer; docs/reference/api.md says which answer more.
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
        const int Done = StatusCodes.Status200OK;
        route.WithMetadata(note, new ProducesResponseTypeMetadata(Done, note.Answer ?? typeof(System.Text.Json.Nodes.JsonObject), ["application/json"]));
        foreach (var refusal in _refusals)
        {
            route.WithMetadata(new ProducesResponseTypeMetadata(refusal, typeof(ProblemAnswer), ["application/problem+json"]));
        }

        if (note.Body is { } body)
        {
            route.WithMetadata(new AcceptsMetadata(["application/json"], body, isOptional: false));
        }
    }

    /// <summary>Who asks.</summary>
    /// <param name="http">The request, behind the gate.</param>
    public static Actor Actor(this HttpContext http) =>
        ActorClaims.Of(http.User) ?? throw new InvalidOperationException($"{http.Request.Path} was reached by nobody.");
}
