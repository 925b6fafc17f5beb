using Microsoft.AspNetCore.Http;

namespace Spillway.App.Api;

/// <summary>What every answer tells the browser: take scripts from this desk's own files alone, send it nowhere, show it in no other page.
/// </summary>
internal static class SecurityHeaders
{
    // Style attributes are how the components place themselves; a style can steal nothing that a script could.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    /// <summary>Puts them on.</summary>
    /// <param name="http">The request.</param>
    public static void PutOn(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (!http.Request.Path.StartsWithSegments("/_content") && !http.Request.Path.StartsWithSegments("/_framework"))
        {
            headers.CacheControl = "no-store";
        }
    }
}
