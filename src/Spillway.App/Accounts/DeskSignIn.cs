using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Api;

namespace Spillway.App.Accounts;

/// <summary>Knows who asks: the holder of the data folder's token, a signed-in browser, or whoever looks at a demonstration.</summary>
internal sealed class DeskSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, DeskRoom room)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "desk";

    private const string Bearer = "Bearer ";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length > 0)
        {
            return IsOpenedBy(header) ? Is(Actor.Local) : AuthenticateResult.Fail("no token that this desk knows");
        }

        var session = SessionCookie.Of(Request) is null ? AuthenticateResult.NoResult() : await Context.AuthenticateAsync(SessionSignIn.SchemeName).ConfigureAwait(false);
        return session.Succeeded ? session
            : room.IsDemo && !ApiServer.IsApi(Request) ? Is(Actor.Demo)
            : AuthenticateResult.NoResult();
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!ApiServer.IsApi(Request))
        {
            Response.Redirect("/sign-in?back=" + Uri.EscapeDataString(Request.Path + Request.QueryString));
            return Task.CompletedTask;
        }

        Response.Headers.WWWAuthenticate = "Bearer";
        return ApiProblem.WriteAsync(Context, StatusCodes.Status401Unauthorized, ApiErrors.Unauthorised, "The request carries no token that this desk knows.", null);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (!ApiServer.IsApi(Request))
        {
            Response.Redirect("/not-allowed");
            return Task.CompletedTask;
        }

        var needs = Context.GetEndpoint()?.Metadata.GetMetadata<NeedsAttribute>();
        var detail = $"'{Context.User.Identity?.Name}' may not {(needs is null ? "do this" : ActionRules.Of(needs.Action).Id)}.";
        return ApiProblem.WriteAsync(Context, StatusCodes.Status403Forbidden, AccountErrors.NotAllowed, detail, null);
    }

    private static AuthenticateResult Is(Actor actor) => AuthenticateResult.Success(new(ActorClaims.ToPrincipal(actor, SchemeName), SchemeName));

    private bool IsOpenedBy(string header) =>
        header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Bearer.Length..].Trim()), Encoding.UTF8.GetBytes(room.Token));
}
