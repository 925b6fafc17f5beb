using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spillway.App.Api;

namespace Spillway.App.Accounts.Sessions;

/// <summary>Knows a signed-in browser by its cookie. The session is looked up on every request.</summary>
internal sealed class SessionSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, SessionBook sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "session";

    /// <summary>The claim that holds the session's number.</summary>
    public const string NumberClaim = "spillway:session";

    /// <summary>The session's number of a principal; null for whoever came without one.</summary>
    /// <param name="principal">The principal.</param>
    public static string? Number(ClaimsPrincipal principal) => principal.FindFirstValue(NumberClaim);

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Of(Request) is not { } secret || sessions.Find(secret) is not { } session || !IsOwn(Request))
        {
            return AuthenticateResult.NoResult();
        }

        await sessions.SeenAsync(session.Id, Context.RequestAborted).ConfigureAwait(false);
        var principal = ActorClaims.ToPrincipal(session.Who, SchemeName);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new(NumberClaim, session.Id));
        return AuthenticateResult.Success(new(principal, SchemeName));
    }

    // To a browser, every port of this machine is the same site: another program's page would bring the cookie along. Pages have their
    // antiforgery token; what changes something through the API, and the line of an open page, must come from this desk's own pages.
    private static bool IsOwn(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) && request.Headers.Upgrade.Count == 0) || HttpMethods.IsHead(request.Method) || !(ApiServer.IsApi(request) || request.Headers.Upgrade.Count > 0)
        || (request.Headers.Origin.ToString() is { Length: > 0 } origin
            ? string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            : request.Headers["Sec-Fetch-Site"] == "same-origin");
}
