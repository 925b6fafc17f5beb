using Microsoft.AspNetCore.Http;

namespace Spillway.App.Api.Doors;

/// <summary>A cookie of this host alone: by https its name begins so that a browser takes it from this host alone and over TLS alone; in clear
/// on loopback a browser would not take such a name at all.</summary>
/// <param name="accessor">Tells the request.</param>
/// <param name="name">The name in clear.</param>
/// <param name="sameSite">From where the browser brings it.</param>
internal sealed class HostCookie(IHttpContextAccessor accessor, string name, SameSiteMode sameSite) : CookieBuilder
{
    private const string Prefix = "__Host-";

    /// <summary>Asked for anew with every request. It cannot be set.</summary>
    public override string? Name
    {
        get => accessor.HttpContext is { } http ? NameOf(http.Request, name) : name;
        set => throw new NotSupportedException($"The cookie's name is {name}.");
    }

    /// <inheritdoc/>
    public override string? Path => "/";

    /// <inheritdoc/>
    public override bool HttpOnly => true;

    /// <inheritdoc/>
    public override bool IsEssential => true;

    /// <inheritdoc/>
    public override SameSiteMode SameSite => sameSite;

    /// <inheritdoc/>
    public override CookieSecurePolicy SecurePolicy => CookieSecurePolicy.SameAsRequest;

    /// <summary>What a cookie is called at the door that a request came by.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The name in clear.</param>
    public static string NameOf(HttpRequest request, string name) => (request.IsHttps ? Prefix : "") + name;
}
