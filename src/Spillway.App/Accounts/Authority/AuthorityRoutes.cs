using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Spillway.App.Accounts.Keys;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
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
        [("GET", KeysAt), ("POST", KeysAt), ("DELETE", KeysAt + "/{id}"), ("GET", RolesAt), ("PUT", RolesAt + "/{name}"), ("GET", RolesAt + "/{name}/versions"), ("POST", RolesAt + "/{name}/restore"), ("GET", ApiRoutes.Root + "/me")];

    /// <inheritdoc/>
    public void Register(IServiceCollection services) => services.AddSingleton(authority);

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(DeskAction.SeeAccounts, "GET", KeysAt, http => ApiJson.WriteAsync(
            http, StatusCodes.Status200OK, new JsonObject { ["keys"] = new JsonArray([.. authority.Keys.All.Select(static key => (JsonNode)AuthorityDesk.Of(key))]) })).With(new("The keys of programs.", typeof(KeyList)));
        routes.Map(DeskAction.ManageKeys, "POST", KeysAt, MakeKeyAsync).With(new("Makes a key, which another person has to sign.", typeof(NewKeyAnswer), typeof(KeyBody)) { Done = StatusCodes.Status201Created });
        routes.Map(DeskAction.ManageKeys, "DELETE", KeysAt + "/{id}", async http => await ApiJson.WriteAsync(
            http, StatusCodes.Status200OK,
            AuthorityDesk.Of(await authority.EndKeyAsync(http.Actor(), (string)http.Request.RouteValues["id"]!, http.RequestAborted).ConfigureAwait(false))).ConfigureAwait(false)).With(new("Revokes a key at once.", typeof(KeyAnswer)));
        routes.Map(DeskAction.SeeAccounts, "GET", RolesAt, http => EntityTag.WriteAsync(http, AllRoles())).With(new("The roles and what they may do.", typeof(RoleList)) { Tag = ApiTag.Known });
        routes.Map(DeskAction.ManageRoles, "PUT", RolesAt + "/{name}", PutRoleAsync).With(new("Makes a role or changes one, once another person signs.", typeof(WaitingAnswer), typeof(RoleBody)) { Done = StatusCodes.Status202Accepted, Tag = ApiTag.Expected });
        routes.Map(DeskAction.SeeAccounts, "GET", RolesAt + "/{name}/versions", http => ApiJson.WriteAsync(
            http, StatusCodes.Status200OK, VersionJson.Of(authority.RoleVersions(http.Actor(), Name(http))))).With(new("What a role was before.", typeof(VersionList)));
        routes.Map(DeskAction.ManageRoles, "POST", RolesAt + "/{name}/restore", async http =>
        {
            var request = await authority.RestoreRoleAsync(http.Actor(), Name(http), await VersionJson.NumberAsync(http).ConfigureAwait(false), http.RequestAborted).ConfigureAwait(false);
            await ApiJson.WriteAsync(http, StatusCodes.Status202Accepted, new JsonObject { ["second"] = SecondRoutes.Of(request) }).ConfigureAwait(false);
        }).With(new("Puts a role back as a version of it, once another person signs.", typeof(WaitingAnswer), typeof(RestoreBody)) { Done = StatusCodes.Status202Accepted });
        routes.Map(DeskAction.SeeDesk, "GET", ApiRoutes.Root + "/me", MeAsync).With(new("Who asks, and what it may do.", typeof(MeAnswer)));
    }

    private static string Name(HttpContext http) => (string)http.Request.RouteValues["name"]!;

    private JsonObject AllRoles() => new()
    {
        ["roles"] = new JsonArray(
        [
            .. Roles.All.Select(static role => (JsonNode)AuthorityDesk.Of(role, ActionRules.All.Where(rule => rule.Value.Roles.Contains(role)).Select(static rule => rule.Key))),
            .. authority.Roles.All.Select(static role => (JsonNode)AuthorityDesk.Of(role.Key, role.Value)),
        ]),
    };

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
        var body = await JsonBody.ReadAsync(http, "name", "actions", "groups", "ranges", "days").ConfigureAwait(false);
        var length = ApiKeys.LengthOf(body.Number("days") ?? DefaultDays);
        var (key, secret, request) = await authority.MakeKeyAsync(
            http.Actor(),
            new(body.Text("name") ?? "", Actions(body), [.. body.Texts("groups").Select(static group => new GroupId(group))], body.Texts("ranges"), length),
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
        var body = await JsonBody.ReadAsync(http, "actions").ConfigureAwait(false);
        var asSeen = EntityTag.Expected(http, "The roles", () => EntityTag.Of(AllRoles()));
        asSeen();
        var request = await authority.PutRoleAsync(http.Actor(), Name(http), [.. Actions(body)], asSeen, http.RequestAborted).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status202Accepted, new JsonObject { ["second"] = SecondRoutes.Of(request) }).ConfigureAwait(false);
    }

    private static ImmutableArray<DeskAction> Actions(JsonBody body) =>
        [.. body.Texts("actions").Select(static word => ActionRules.Find(word) ?? throw new RefusedException(ApiErrors.BadField, $"actions: '{word}' is no action."))];
}
