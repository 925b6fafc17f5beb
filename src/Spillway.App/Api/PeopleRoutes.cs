using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;
using Spillway.App.Api.Contract;
using Spillway.Engine;

namespace Spillway.App.Api;

/// <summary>Accounts of others, and where the own one is signed in, over the API.</summary>
internal static class PeopleRoutes
{
    private const string People = ApiRoutes.Root + "/people";
    private const string Account = ApiRoutes.Root + "/account";

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
    [
        ("GET", People), ("POST", People), ("PUT", People + "/{id}"), ("GET", People + "/{id}/versions"), ("POST", People + "/{id}/restore"), ("POST", People + "/{id}/lock"), ("POST", People + "/{id}/unlock"),
        ("POST", People + "/{id}/reset"), ("DELETE", People + "/{id}/sessions"), ("GET", Account + "/sessions"), ("DELETE", Account + "/sessions/{id}"),
        .. OwnAccountRoutes.All,
    ];

    /// <summary>Puts the addresses in.</summary>
    /// <param name="routes">Where.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(DeskAction.SeeAccounts, "GET", People, ListAsync).With(new("Everybody who has an account, by name.", typeof(PersonList)));
        routes.Map(DeskAction.ManageUsers, "POST", People, InviteAsync).With(new("Invites somebody; the code is shown once.", typeof(InvitationAnswer), typeof(PersonBody)) { Done = StatusCodes.Status201Created, Else = [(StatusCodes.Status202Accepted, typeof(InvitationAnswer))] });
        routes.Map(DeskAction.ManageUsers, "PUT", People + "/{id}", static http => ChangedAsync(http, async (book, id) =>
            await book.ChangeAsync(http.Actor(), id, await BodyAsync(http).ConfigureAwait(false), SeenTag.In(http), http.RequestAborted).ConfigureAwait(false)))
            .With(new("Gives an account other roles, groups and address; its sessions end. With a role that needs it, once another person signs.", typeof(PersonAnswer), typeof(PersonBody)) { Else = [(StatusCodes.Status202Accepted, typeof(PersonAnswer))], Tag = ApiTag.Expected });
        routes.Map(DeskAction.SeeAccounts, "GET", People + "/{id}/versions", VersionsAsync).With(new("What the roles and groups of an account were before.", typeof(VersionList)));
        routes.Map(DeskAction.ManageUsers, "POST", People + "/{id}/restore", static http => ChangedAsync(http, async (book, id) =>
            await book.RestoreAsync(http.Actor(), id, await VersionJson.NumberAsync(http).ConfigureAwait(false), SeenTag.In(http), http.RequestAborted).ConfigureAwait(false)))
            .With(new("Gives an account the roles and groups of a version back.", typeof(PersonAnswer), typeof(RestoreBody)) { Else = [(StatusCodes.Status202Accepted, typeof(PersonAnswer))], Tag = ApiTag.Expected });
        routes.Map(DeskAction.ManageUsers, "POST", People + "/{id}/lock", static http => DoAsync(http, Plain(http, static (book, by, id, end) => book.LockAsync(by, id, end))))
            .With(new("Locks an account; its sessions end.", typeof(PersonAnswer)));
        routes.Map(DeskAction.ManageUsers, "POST", People + "/{id}/unlock", static http => DoAsync(http, Plain(http, static (book, by, id, end) => book.UnlockAsync(by, id, end))))
            .With(new("Unlocks an account, also from a lock-out.", typeof(PersonAnswer)));
        routes.Map(DeskAction.ManageUsers, "POST", People + "/{id}/reset", static http => DoAsync(http, async (book, id) => await book.ResetAsync(http.Actor(), id, http.RequestAborted).ConfigureAwait(false)))
            .With(new("Takes password, authenticator and passkeys away and invites anew.", typeof(InvitationAnswer)));
        routes.Map(DeskAction.ManageUsers, "DELETE", People + "/{id}/sessions", static http => DoAsync(http, Plain(http, static (book, by, id, end) => book.EndSessionsAsync(by, id, end))))
            .With(new("Ends all sessions of an account.", typeof(PersonAnswer)));
        routes.Map(DeskAction.ManageOwnAccount, "GET", Account + "/sessions", OwnAsync).With(new("Where the own account is signed in.", typeof(SessionList)));
        routes.Map(DeskAction.ManageOwnAccount, "DELETE", Account + "/sessions/{id}", EndOwnAsync).With(new("Ends one of the own sessions.", typeof(EndedAnswer)));
        OwnAccountRoutes.Map(routes);
    }

    private static async Task ListAsync(HttpContext http)
    {
        var people = await Book(http).ListAsync(http.Actor(), http.RequestAborted).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["people"] = new JsonArray([.. people.Select(static one => (JsonNode)new JsonObject
            {
                ["id"] = one.Id,
                ["name"] = one.Name,
                ["email"] = one.Email,
                ["roles"] = Texts(one.Roles),
                ["groups"] = Texts(one.Groups),
                ["standing"] = Word(one.Standing),
                ["has_second_factor"] = one.HasSecond,
                ["signed_in_at_utc"] = one.SignedInAt is { } at ? At(at) : null,
                ["sessions"] = one.Sessions,
                ["tag"] = one.Tag,
            })]),
        }).ConfigureAwait(false);
    }

    private static async Task VersionsAsync(HttpContext http)
    {
        var id = (string)http.Request.RouteValues["id"]!;
        var versions = Book(http).Versions(http.Actor(), id);
        if (versions.IsEmpty && !(await Book(http).ListAsync(http.Actor(), http.RequestAborted).ConfigureAwait(false)).Any(one => one.Id == id))
        {
            throw new RefusedException(AccountErrors.Unknown, $"account '{id}'");
        }

        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, VersionJson.Of(versions)).ConfigureAwait(false);
    }

    private static async Task InviteAsync(HttpContext http)
    {
        var (id, code, second) = await Book(http).InviteAsync(http.Actor(), await BodyAsync(http).ConfigureAwait(false), http.RequestAborted).ConfigureAwait(false);
        var answer = Invitation(id, code);
        answer["second"] = second is null ? null : SecondRoutes.Of(second);
        await ApiJson.WriteAsync(http, second is null ? StatusCodes.Status201Created : StatusCodes.Status202Accepted, answer).ConfigureAwait(false);
    }

    private static async Task ChangedAsync(HttpContext http, Func<PeopleBook, string, Task<SecondRequest?>> work)
    {
        var id = (string)http.Request.RouteValues["id"]!;
        var second = await work(Book(http), id).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, second is null ? StatusCodes.Status200OK : StatusCodes.Status202Accepted, new JsonObject
        {
            ["id"] = id,
            ["second"] = second is null ? null : SecondRoutes.Of(second),
        }).ConfigureAwait(false);
    }

    private static async Task DoAsync(HttpContext http, Func<PeopleBook, string, Task<string?>> work)
    {
        var id = (string)http.Request.RouteValues["id"]!;
        var code = await work(Book(http), id).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, code is null ? new JsonObject { ["id"] = id } : Invitation(id, code)).ConfigureAwait(false);
    }

    private static Func<PeopleBook, string, Task<string?>> Plain(HttpContext http, Func<PeopleBook, Actor, string, CancellationToken, Task> work) => async (book, id) =>
    {
        await work(book, http.Actor(), id, http.RequestAborted).ConfigureAwait(false);
        return null;
    };

    private static Task OwnAsync(HttpContext http)
    {
        var sessions = http.RequestServices.GetRequiredService<SessionBook>();
        var own = SessionSignIn.Number(http.User);
        var mine = sessions.All.Where(one => one.Who.Id == http.Actor().Id);
        return ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["sessions"] = new JsonArray([.. mine.Select(one => (JsonNode)new JsonObject
            {
                ["id"] = one.Id,
                ["is_this"] = one.Id == own,
                ["way"] = one.Way,
                ["address"] = one.Address,
                ["browser"] = one.Agent,
                ["began_at_utc"] = At(one.BeganAt),
                ["seen_at_utc"] = At(one.SeenAt),
            })]),
        });
    }

    private static async Task EndOwnAsync(HttpContext http)
    {
        var sessions = http.RequestServices.GetRequiredService<SessionBook>();
        var id = (string)http.Request.RouteValues["id"]!;
        var ended = SessionSignIn.Number(http.User) is { } own && sessions.Of(own) is { } session
            ? await http.RequestServices.GetRequiredService<OwnAccount>().EndSessionsAsync(session, id, http.RequestAborted).ConfigureAwait(false) : 0;
        await (ended > 0 ? ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject { ["ended"] = id })
            : throw new RefusedException(AccountErrors.Unknown, $"session '{id}' of one's own")).ConfigureAwait(false);
    }

    private static PeopleBook Book(HttpContext http) => http.RequestServices.GetRequiredService<PeopleBook>();

    private static JsonObject Invitation(string id, string code) => new()
    {
        ["id"] = id,
        ["code"] = code,
        ["good_for_hours"] = (int)PeopleBook.InvitationGood.TotalHours,
        ["page"] = "/invitation",
    };

    private static async Task<PersonChange> BodyAsync(HttpContext http)
    {
        var body = await JsonBody.ReadAsync(http, "name", "email", "roles", "groups").ConfigureAwait(false);
        return new(body.Text("name") ?? "", body.Text("email"), body.Texts("roles"), body.Texts("groups"));
    }

    private static JsonArray Texts(IReadOnlyList<string> texts) => new([.. texts.Select(static one => (JsonNode)one)]);

    private static string At(DateTimeOffset at) => ApiJson.Instant(Instant.FromDateTimeOffset(at));

    private static string Word(PersonStanding standing) => standing switch
    {
        PersonStanding.LockedOut => "locked-out",
        _ => standing.ToString().ToLower(CultureInfo.InvariantCulture),
    };
}
