using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spillway.App.Accounts.Authority;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Api;
using Spillway.App.Api.Doors;

namespace Spillway.App.Accounts;

/// <summary>Knows who asks: the holder of the data folder's token, a signed-in browser, or whoever looks at a demonstration.</summary>
internal sealed class DeskSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, DeskRoom room, AuthorityDesk authority, Refusals refusals)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "desk";

    private const string Bearer = "Bearer ";
    private const string UnknownToken = "unknown-token";
    private static readonly AuthenticateResult _local = Is(Actor.Local);

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length > 0)
        {
            return Opened(header);
        }

        var session = SessionCookie.Of(Request) is null ? AuthenticateResult.NoResult() : await Context.AuthenticateAsync(SessionSignIn.SchemeName).ConfigureAwait(false);
        return session.Succeeded ? session
            : room.IsDemo && !DeskDoors.IsPublic(Context) && IsOfConsole ? Is(Actor.Demo)
            : AuthenticateResult.NoResult();
    }

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!ApiServer.IsApi(Request))
        {
            Response.Redirect("/sign-in?back=" + Uri.EscapeDataString(Request.Path + Request.QueryString));
            return;
        }

        // Whoever brings nothing is only told what to bring; what was brought and opens nothing is a try.
        if (Request.Headers.Authorization.Count > 0)
        {
            await refusals.RecordAsync(Actor.Nobody, UnknownToken, Caller.Of(Context).Address, Context.RequestAborted).ConfigureAwait(false);
        }

        Response.Headers.WWWAuthenticate = "Bearer";
        await ApiProblem.WriteAsync(Context, StatusCodes.Status401Unauthorized, ApiErrors.Unauthorised, "The request carries no token that this desk knows.", null).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var needs = Context.GetEndpoint()?.Metadata.GetMetadata<NeedsAttribute>();
        var what = needs is null ? Request.Path.ToString() : ActionRules.Of(needs.Action).Id;
        var who = ActorClaims.Of(Context.User) ?? Actor.Nobody;
        await refusals.RecordAsync(who, what, Caller.Of(Context).Address, Context.RequestAborted).ConfigureAwait(false);
        if (!ApiServer.IsApi(Request))
        {
            // A page opens by an action that shows something: no second factor is lacked for one.
            Response.Redirect("/not-allowed");
            return;
        }

        var (code, detail) = needs is not null && authority.Gate.LacksFactor(who with { Groups = [] }, needs.Action)
            ? (FactorErrors.NoSecondFactor, $"'{who.Name}' signed in by one factor, and this desk demands two for {what}.")
            : (AccountErrors.NotAllowed, $"'{Context.User.Identity?.Name}' may not {(needs is null ? "do this" : what)}.");
        await ApiProblem.WriteAsync(Context, StatusCodes.Status403Forbidden, code, detail, null).ConfigureAwait(false);
    }

    // A page of the console, and a file of the API that a page of the console links to: the browser says where a request comes from.
    private bool IsOfConsole => !ApiServer.IsApi(Request) || (HttpMethods.IsGet(Request.Method) && Request.Headers["Sec-Fetch-Site"] == "same-origin");

    private static AuthenticateResult Is(Actor actor) => AuthenticateResult.Success(new(ActorClaims.ToPrincipal(actor, SchemeName), SchemeName));

    private AuthenticateResult Opened(string header)
    {
        var secret = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : "";

        // The token is this machine's own: what opens everything is not for other machines to guess at.
        return !DeskDoors.IsPublic(Context) && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(room.Token)) ? _local
            : authority.Keys.Opened(secret, Context.Connection.RemoteIpAddress) is { } key ? Is(key.Actor)
            : AuthenticateResult.Fail("no token that this desk knows");
    }
}
