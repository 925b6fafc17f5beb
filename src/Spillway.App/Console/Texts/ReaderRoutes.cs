using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Spillway.App.Api;

namespace Spillway.App.Console.Texts;

/// <summary>Where a reader chooses language, zone and look; open to all, since it changes nothing but the reader's own cookie.</summary>
internal static class ReaderRoutes
{
    /// <summary>The address; the choice stands in the query: <c>language</c>, <c>zone</c>, <c>look</c>, and <c>back</c>.</summary>
    public const string Address = "/reader";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Address, (HttpContext http, ConsoleTexts texts, DeskView desk) =>
    {
        var reader = ReaderCookie.Read(http.Request, texts, desk.Site.TimeZone);
        var query = http.Request.Query;
        reader = reader with
        {
            Language = Reader.Languages.Any(one => one.Code == query["language"]) ? query["language"].ToString() : reader.Language,
            Zone = query["zone"] == "utc" ? DateTimeZone.Utc : query["zone"] == "market" ? desk.Site.TimeZone : reader.Zone,
            IsDark = query["look"] == "dark" || (query["look"] != "light" && reader.IsDark),
        };
        ReaderCookie.Write(http.Response, reader);
        var back = query["back"].ToString();
        return Results.LocalRedirect(IsLocal(back) ? back : "/");
    }).AllowAnonymous();

    // '//elsewhere' and '/\elsewhere' are other hosts to a browser.
    private static bool IsLocal(string path) => path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\') && !path.Any(char.IsControl);
}
