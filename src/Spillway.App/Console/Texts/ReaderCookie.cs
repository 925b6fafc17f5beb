using Microsoft.AspNetCore.Http;
using NodaTime;
using Spillway.App.Api.Doors;

namespace Spillway.App.Console.Texts;

/// <summary>Keeps what a reader chose in a cookie: language, zone, look. It holds nothing about the person.</summary>
public static class ReaderCookie
{
    /// <summary>The cookie's name in clear.</summary>
    public const string Name = "spillway-reader";

    private static readonly TimeSpan _kept = TimeSpan.FromDays(400);

    /// <summary>What a request's reader chose; what was not chosen is taken from the browser's languages and the market's zone.</summary>
    /// <param name="request">The request.</param>
    /// <param name="texts">The languages.</param>
    /// <param name="market">The market's zone.</param>
    public static Reader Read(HttpRequest request, ConsoleTexts texts, DateTimeZone market)
    {
        ArgumentNullException.ThrowIfNull(request);
        var parts = (request.Cookies[HostCookie.NameOf(request, Name)] ?? "").Split('|');
        var language = Reader.Languages.Any(one => one.Code == parts[0]) ? parts[0]
            : request.Headers.AcceptLanguage.ToString().StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh-CN" : "en";
        return new(texts, language, parts.Contains("utc") ? DateTimeZone.Utc : market, !parts.Contains("light"));
    }

    /// <summary>Writes a reader's choice.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="reader">The choice.</param>
    public static void Write(HttpResponse response, Reader reader)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(reader);
        var text = string.Join('|', reader.Language, reader.Zone == DateTimeZone.Utc ? "utc" : "market", reader.IsDark ? "dark" : "light");
        response.Cookies.Append(HostCookie.NameOf(response.HttpContext.Request, Name), text, new() { MaxAge = _kept, HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = response.HttpContext.Request.IsHttps, Path = "/", IsEssential = true });
    }
}
