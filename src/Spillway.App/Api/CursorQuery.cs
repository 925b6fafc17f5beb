using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;

namespace Spillway.App.Api;

/// <summary>Reads what lists are asked with: <c>limit</c>, a cursor, instants.</summary>
internal static class CursorQuery
{
    /// <summary>How many are wanted.</summary>
    /// <param name="http">The request.</param>
    /// <param name="usual">How many where nothing is said.</param>
    /// <param name="most">The most.</param>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>.</exception>
    public static int Limit(HttpContext http, int usual, int most) => (int)(Whole(http, "limit", 1, most) ?? usual);

    /// <summary>How many are wanted, also under the name that the limit had before.</summary>
    /// <param name="http">The request.</param>
    /// <param name="older">The older name.</param>
    /// <param name="usual">How many where nothing is said.</param>
    /// <param name="most">The most.</param>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>.</exception>
    public static int Limit(HttpContext http, string older, int usual, int most) => (int)(Whole(http, "limit", 1, most) ?? Whole(http, older, 1, most) ?? usual);

    /// <summary>A whole number; null where it is not given.</summary>
    /// <param name="http">The request.</param>
    /// <param name="name">The field.</param>
    /// <param name="least">The least.</param>
    /// <param name="most">The most.</param>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>.</exception>
    public static long? Whole(HttpContext http, string name, long least, long most)
    {
        var text = http.Request.Query[name].ToString();
        return text.Length == 0 ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : throw new RefusedException(ApiErrors.BadField, $"{name}: '{text}' is no whole number from {least} to {most}.");
    }

    /// <summary>An instant; null where it is not given.</summary>
    /// <param name="http">The request.</param>
    /// <param name="name">The field.</param>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>.</exception>
    public static Instant? At(HttpContext http, string name)
    {
        var text = http.Request.Query[name].ToString();
        return text.Length == 0 ? null
            : InstantPattern.ExtendedIso.Parse(text) is { Success: true } parsed ? parsed.Value
            : throw new RefusedException(ApiErrors.BadField, $"{name}: '{text}' is no instant such as 2026-08-17T12:00:00Z.");
    }

    /// <summary>Says which version an answer is, and whether the client has it already.</summary>
    /// <param name="http">The request.</param>
    /// <param name="version">Names the version: letters, digits, dashes.</param>
    /// <returns>Whether the answer is 304 and has no body.</returns>
    public static bool IsKnown(HttpContext http, string version)
    {
        var tag = $"\"{version}\"";
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch.All(known => known != tag))
        {
            return false;
        }

        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
