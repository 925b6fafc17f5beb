using System.Globalization;
using Microsoft.AspNetCore.Http;
using Spillway.App.Api.Doors;

namespace Spillway.App.Accounts.Sessions;

/// <summary>The cookie of a session: nothing but its secret, gone with the browser's own session, unreadable to scripts.</summary>
internal static class SessionCookie
{
    private const int SecretLetters = 64;

    /// <summary>The secret that a request brings; null where it brings none.</summary>
    /// <param name="request">The request.</param>
    public static string? Of(HttpRequest request) =>
        request.Cookies.TryGetValue(Name(request.HttpContext), out var secret) && secret is { Length: SecretLetters } ? secret : null;

    /// <summary>Gives a browser its secret.</summary>
    /// <param name="http">The request that is answered.</param>
    /// <param name="secret">The secret.</param>
    public static void Write(HttpContext http, string secret) => http.Response.Cookies.Append(Name(http), secret, Options(http));

    /// <summary>Takes it away.</summary>
    /// <param name="http">The request that is answered.</param>
    public static void Remove(HttpContext http) => http.Response.Cookies.Delete(Name(http), Options(http));

    // Browsers do not part cookies by port: two desks on one machine keep theirs under their own names.
    private static string Name(HttpContext http) => HostCookie.NameOf(http.Request, string.Create(CultureInfo.InvariantCulture, $"spillway-session-{http.Connection.LocalPort}"));

    private static CookieOptions Options(HttpContext http) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/", IsEssential = true };
}
