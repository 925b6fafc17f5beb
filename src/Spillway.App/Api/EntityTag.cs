using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;
using Spillway.Engine;

namespace Spillway.App.Api;

/// <summary>Names what an answer says, so that who has it is not sent it again (<c>If-None-Match</c>), and so that a change is made only to
/// what was seen (<c>If-Match</c>).</summary>
internal static class EntityTag
{
    private const int TagBytes = 12;

    /// <summary>The tag of what the desk does: it stays until the next pass, the next record and the next price. Weak: the clock in the
    /// answer goes on meanwhile.</summary>
    /// <param name="desk">The desk.</param>
    public static EntityTagHeaderValue OfState(DeskView desk)
    {
        var state = desk.State();
        var (_, start, fault) = desk.Price();
        return new(string.Create(
            CultureInfo.InvariantCulture, $"\"{state.At.ToUnixTimeTicks():x}-{state.Orders.Length}-{desk.Head().Number:x}-{start?.ToUnixTimeSeconds() ?? 0:x}{(fault is null ? "" : "f")}\""), isWeak: true);
    }

    /// <summary>The tag of something small, made from what it says.</summary>
    /// <param name="content">The answer.</param>
    public static EntityTagHeaderValue Of(JsonNode content) =>
        new($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ApiJson.Text(content))).AsSpan(0, TagBytes))}\"");

    /// <summary>Answers with JSON under its tag, or with 304 where the reader has it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="content">Makes the answer.</param>
    public static Task WriteAsync(HttpContext http, EntityTagHeaderValue tag, Func<JsonNode> content) =>
        IsKnown(http, tag) ? Task.CompletedTask : ApiJson.WriteAsync(http, StatusCodes.Status200OK, content());

    /// <summary>Answers with bytes under their tag, or with 304 where the reader has it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="content">Makes the answer.</param>
    public static Task WriteAsync(HttpContext http, EntityTagHeaderValue tag, Func<ReadOnlyMemory<byte>> content) =>
        IsKnown(http, tag) ? Task.CompletedTask : ApiJson.WriteAsync(http, content());

    /// <summary>Answers with something small under the tag of what it says.</summary>
    /// <param name="http">The request.</param>
    /// <param name="content">The answer.</param>
    public static Task WriteAsync(HttpContext http, JsonNode content) => WriteAsync(http, Of(content), () => content);

    /// <summary>What a change is to be made to.</summary>
    /// <param name="http">The request.</param>
    /// <param name="what">What it is, for the refusal.</param>
    /// <param name="now">Makes its tag as it is now.</param>
    /// <returns>Throws where it is no longer what was seen; to be asked again when the change is made.</returns>
    public static Action Expected(HttpContext http, string what, Func<EntityTagHeaderValue> now)
    {
        var seen = Matched(http);
        return () =>
        {
            var tag = now();
            if (seen.Count > 0 && !seen.Any(known => known.Compare(tag, useStrongComparison: true)))
            {
                throw new RefusedException(ApiErrors.Changed, $"{what} changed since they were read: their tag is {tag}.");
            }
        };
    }

    /// <summary>The tags of <c>If-Match</c>; none where it is not sent or is <c>*</c>.</summary>
    /// <param name="http">The request.</param>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>: what cannot be read is not taken for nothing.</exception>
    public static IReadOnlyList<EntityTagHeaderValue> Matched(HttpContext http)
    {
        var tags = Sent(http).IfMatch;
        if (http.Request.Headers.IfMatch.Count > 0 && (tags.Count == 0 || tags.Any(static one => one.IsWeak)))
        {
            throw new RefusedException(ApiErrors.BadField, "If-Match: it holds no tag such as \"0123456789abcdef01234567\", with its quotation marks.");
        }

        return tags.Any(static one => one.Equals(EntityTagHeaderValue.Any)) ? [] : [.. tags];
    }

    private static bool IsKnown(HttpContext http, EntityTagHeaderValue tag)
    {
        http.Response.Headers.ETag = tag.ToString();
        if (http.Request.Headers.IfNoneMatch.Count == 0
            || !Sent(http).IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
        {
            return false;
        }

        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    private static RequestHeaders Sent(HttpContext http) => http.Request.GetTypedHeaders();
}
