using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;
using Spillway.App.Api.Contract;
using Spillway.Engine;

namespace Spillway.App.Api;

/// <summary>What opens one's own account, over the API: what its page in the console does. All of it is a session's, so a key or the data folder's
/// token has none of it; and signing in itself, a new passkey with it, is between a browser and the person.</summary>
internal static class OwnAccountRoutes
{
    private const string Account = ApiRoutes.Root + "/account";

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
    [
        ("GET", Account), ("POST", Account + "/prove"), ("POST", Account + "/password"), ("POST", Account + "/authenticator"), ("POST", Account + "/authenticator/confirm"),
        ("DELETE", Account + "/authenticator"), ("POST", Account + "/recovery-codes"), ("DELETE", Account + "/passkeys/{id}"), ("DELETE", Account + "/sessions"),
    ];

    /// <summary>Puts the addresses in.</summary>
    /// <param name="routes">Where.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(DeskAction.ManageOwnAccount, "GET", Account, static http => DoAsync(http, async (own, session) => Of(await own.ViewAsync(session, http.RequestAborted).ConfigureAwait(false))))
            .With(new("What opens the own account.", typeof(AccountAnswer)) { Refused = [StatusCodes.Status404NotFound] });
        routes.Map(DeskAction.ManageOwnAccount, "POST", Account + "/prove", ProveAsync)
            .With(new("Proves by the password who asks; it counts for 10 minutes.", typeof(EmptyAnswer), typeof(PasswordBody)) { Refused = [StatusCodes.Status404NotFound] });
        routes.Map(DeskAction.ManageOwnAccount, "POST", Account + "/password", static http => DoAsync(http, async (own, session) =>
        {
            await own.ChangePasswordAsync(session, await FieldAsync(http, "password").ConfigureAwait(false), http.RequestAborted).ConfigureAwait(false);
            return [];
        })).With(new("Sets another password; the other sessions end.", typeof(EmptyAnswer), typeof(PasswordBody)) { Refused = [StatusCodes.Status404NotFound] });
        routes.Map(DeskAction.ManageOwnAccount, "POST", Account + "/authenticator", static http => DoAsync(http, async (own, session) =>
            new() { ["secret_base32"] = await own.BeginAuthenticatorAsync(session, http.RequestAborted).ConfigureAwait(false) }))
            .With(new("Draws a secret for an authenticator; it counts once a code of it is given.", typeof(AuthenticatorAnswer)) { Refused = [StatusCodes.Status404NotFound] });
        routes.Map(DeskAction.ManageOwnAccount, "POST", Account + "/authenticator/confirm", static http => DoAsync(http, async (own, session) =>
            Codes(await own.ConfirmAuthenticatorAsync(session, await FieldAsync(http, "code").ConfigureAwait(false), http.RequestAborted).ConfigureAwait(false))))
            .With(new("Takes the authenticator by a code of it; the recovery codes are shown once.", typeof(RecoveryCodesAnswer), typeof(CodeBody)) { Refused = [StatusCodes.Status404NotFound] });
        routes.Map(DeskAction.ManageOwnAccount, "DELETE", Account + "/authenticator", static http => DoAsync(http, async (own, session) =>
        {
            await own.RemoveAuthenticatorAsync(session, http.RequestAborted).ConfigureAwait(false);
            return [];
        })).With(new("Takes the authenticator and its recovery codes away.", typeof(EmptyAnswer)) { Refused = [StatusCodes.Status404NotFound] });
        routes.Map(DeskAction.ManageOwnAccount, "POST", Account + "/recovery-codes", static http => DoAsync(http, async (own, session) =>
            Codes(await own.FreshRecoveryCodesAsync(session, http.RequestAborted).ConfigureAwait(false))))
            .With(new("Draws fresh recovery codes, which are shown once; those before are good no more.", typeof(RecoveryCodesAnswer)) { Refused = [StatusCodes.Status404NotFound] });
        routes.Map(DeskAction.ManageOwnAccount, "DELETE", Account + "/passkeys/{id}", static http => DoAsync(http, async (own, session) =>
        {
            await own.RemovePasskeyAsync(session, (string)http.Request.RouteValues["id"]!, http.RequestAborted).ConfigureAwait(false);
            return [];
        })).With(new("Takes a passkey away.", typeof(EmptyAnswer)));
        routes.Map(DeskAction.ManageOwnAccount, "DELETE", Account + "/sessions", static http => DoAsync(http, async (own, session) =>
            new() { ["ended"] = await own.EndSessionsAsync(session, null, http.RequestAborted).ConfigureAwait(false) }))
            .With(new("Ends all other sessions of the own account.", typeof(EndedCount)) { Refused = [StatusCodes.Status404NotFound] });
    }

    private static Task ProveAsync(HttpContext http) => DoAsync(http, async (_, session) =>
    {
        var password = await FieldAsync(http, "password").ConfigureAwait(false);
        var isRight = await http.RequestServices.GetRequiredService<SignInDesk>().ProveAsync(session, password, Caller.Of(http), http.RequestAborted).ConfigureAwait(false);
        return isRight ? [] : throw new RefusedException(AccountErrors.NotProven, "That is not the password.");
    });

    private static async Task DoAsync(HttpContext http, Func<OwnAccount, Session, Task<JsonObject>> work)
    {
        var sessions = http.RequestServices.GetRequiredService<SessionBook>();
        var session = (SessionSignIn.Number(http.User) is { } number ? sessions.Of(number) : null)
            ?? throw new RefusedException(AccountErrors.Unknown, "Whoever asks with a key or a token has no session of an account.");
        var done = await work(http.RequestServices.GetRequiredService<OwnAccount>(), session).ConfigureAwait(false);
        http.Response.Headers.CacheControl = "no-store";
        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, done).ConfigureAwait(false);
    }

    private static async Task<string> FieldAsync(HttpContext http, string name) => (await JsonBody.ReadAsync(http, name).ConfigureAwait(false)).Needed(name);

    private static JsonObject Codes(ImmutableArray<string> codes) => new() { ["recovery_codes"] = new JsonArray([.. codes.Select(static code => (JsonNode)code)]) };

    private static JsonObject Of(OwnAccountView view) => new()
    {
        ["has_password"] = view.HasPassword,
        ["has_authenticator"] = view.HasAuthenticator,
        ["recovery_codes_left"] = view.RecoveryCodes,
        ["is_proven"] = view.IsProven,
        ["passkeys"] = new JsonArray([.. view.Passkeys.Select(static one => (JsonNode)new JsonObject
        {
            ["id"] = one.Id,
            ["name"] = one.Name,
            ["made_at_utc"] = ApiJson.Instant(Instant.FromDateTimeOffset(one.MadeAt)),
        })]),
    };
}
