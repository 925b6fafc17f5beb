using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Api;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.App.Accounts.Authority;

/// <summary>The addresses of roles and keys.</summary>
/// <param name="authority">Roles and keys.</param>
internal sealed class AuthorityRoutes(AuthorityDesk authority) : IDeskPart
{
    private const string KeysAt = ApiRoutes.Root + "/keys";
    private const string RolesAt = ApiRoutes.Root + "/roles";
    private const int DefaultDays = 90;

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
        [("GET", KeysAt), ("POST", KeysAt), ("DELETE", KeysAt + "/{id}"), ("GET", RolesAt), ("PUT", RolesAt + "/{name}"), ("GET", ApiRoutes.Root + "/me")];

    /// <inheritdoc/>
    public void Register(IServiceCollection services) => services.AddSingleton(authority);

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(DeskAction.SeeAccounts, "GET", KeysAt, http => ApiJson.WriteAsync(
            http, StatusCodes.Status200OK, new JsonObject { ["keys"] = new JsonArray([.. authority.Keys.All.Select(static key => (JsonNode)AuthorityDesk.Of(key))]) }));
        routes.Map(DeskAction.ManageKeys, "POST", KeysAt, MakeKeyAsync);
        routes.Map(DeskAction.ManageKeys, "DELETE", KeysAt + "/{id}", async http => await ApiJson.WriteAsync(
            http, StatusCodes.Status200OK,
            AuthorityDesk.Of(await authority.Keys.EndAsync(http.Actor(), (string)http.Request.RouteValues["id"]!, http.RequestAborted).ConfigureAwait(false))).ConfigureAwait(false));
        routes.Map(DeskAction.SeeAccounts, "GET", RolesAt, http => ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["roles"] = new JsonArray(
            [
                .. Roles.All.Select(static role => (JsonNode)AuthorityDesk.Of(role, ActionRules.All.Where(rule => rule.Value.Roles.Contains(role)).Select(static rule => rule.Key))),
                .. authority.Roles.All.Select(static role => (JsonNode)AuthorityDesk.Of(role.Key, role.Value)),
            ]),
        }));
        routes.Map(DeskAction.ManageRoles, "PUT", RolesAt + "/{name}", PutRoleAsync);
        routes.Map(DeskAction.SeeDesk, "GET", ApiRoutes.Root + "/me", MeAsync);
    }

    private Task MeAsync(HttpContext http)
    {
        var who = http.Actor();
        return ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["id"] = who.Id,
            ["name"] = who.Name,
            ["roles"] = new JsonArray([.. who.Roles.Select(static role => (JsonNode)role)]),
            ["groups"] = new JsonArray([.. who.Groups.Select(static group => (JsonNode)group.Text)]),
            ["actions"] = new JsonArray([.. ActionRules.All.Where(rule => authority.Gate.Allows(who with { Groups = [] }, rule.Key)).Select(static rule => (JsonNode)rule.Value.Id)]),
        });
    }

    private async Task MakeKeyAsync(HttpContext http)
    {
        var body = await BodyAsync(http).ConfigureAwait(false);
        var days = body["days"] is JsonValue value && value.TryGetValue<int>(out var given) ? given : DefaultDays;
        var (key, secret, request) = await authority.MakeKeyAsync(
            http.Actor(),
            new((string?)body["name"] ?? "", Actions(body), [.. Texts(body, "groups").Select(static group => new GroupId(group))], Texts(body, "ranges"), Duration.FromDays(days)),
            http.RequestAborted).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status201Created, new JsonObject
        {
            ["key"] = AuthorityDesk.Of(key),
            ["secret"] = secret,
            ["text"] = "The secret is not shown again. It opens nothing before another person has signed the request.",
            ["second"] = SecondRoutes.Of(request),
        }).ConfigureAwait(false);
    }

    private async Task PutRoleAsync(HttpContext http)
    {
        var body = await BodyAsync(http).ConfigureAwait(false);
        var request = await authority.PutRoleAsync(http.Actor(), (string)http.Request.RouteValues["name"]!, [.. Actions(body)], http.RequestAborted).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status202Accepted, new JsonObject { ["second"] = SecondRoutes.Of(request) }).ConfigureAwait(false);
    }

    private static ImmutableArray<DeskAction> Actions(JsonObject body) =>
        [.. Texts(body, "actions").Select(static word => ActionRules.Find(word) ?? throw new RefusedException(ApiErrors.BadField, $"actions: '{word}' is no action."))];

    private static ImmutableArray<string> Texts(JsonObject body, string name) => body[name] switch
    {
        null => [],
        JsonArray array when array.All(static one => one is JsonValue value && value.GetValueKind() == JsonValueKind.String) => [.. array.Select(static one => (string)one!)],
        _ => throw new RefusedException(ApiErrors.BadField, $"{name} is no list of texts."),
    };

    private static async Task<JsonObject> BodyAsync(HttpContext http)
    {
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted).ConfigureAwait(false) as JsonObject
                ?? throw new RefusedException(ApiErrors.BadBody, "The body is no JSON object.");
        }
        catch (JsonException cause)
        {
            throw new RefusedException(ApiErrors.BadBody, $"The body is no JSON: {cause.Message}", cause);
        }
    }
}
