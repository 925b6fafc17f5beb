using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spillway.Engine;

namespace Spillway.App.Api;

/// <summary>What somebody saw of something before changing it: a change is made to that and to nothing else.</summary>
public sealed class SeenTag
{
    private readonly ImmutableArray<string> _tags;

    private SeenTag(ImmutableArray<string> tags) => _tags = tags;

    /// <summary>Whatever it is by now.</summary>
    public static SeenTag Any { get; } = new([]);

    /// <summary>One state.</summary>
    /// <param name="tag">The tag that stood in what was read.</param>
    public static SeenTag Of(string tag) => new([tag]);

    /// <summary>The tag of what something says.</summary>
    /// <param name="content">All of it that a change may change.</param>
    public static string TagOf(JsonNode content) => EntityTag.Of(content).Tag.ToString().Trim('"');

    /// <summary>What a request says that it saw, by its header <c>If-Match</c>.</summary>
    /// <param name="http">The request.</param>
    /// <returns><see cref="Any"/> where it says nothing, or <c>*</c>.</returns>
    /// <exception cref="RefusedException"><see cref="ApiErrors.BadField"/>: the header holds no tag.</exception>
    internal static SeenTag In(HttpContext http) => EntityTag.Matched(http) is { Count: > 0 } tags ? new([.. tags.Select(static one => one.Tag.ToString().Trim('"'))]) : Any;

    /// <summary>Refuses a change of what is no longer what was seen.</summary>
    /// <param name="what">What it is, for the refusal.</param>
    /// <param name="now">Its tag as it is now.</param>
    /// <exception cref="RefusedException"><see cref="ApiErrors.Changed"/>.</exception>
    public void Demand(string what, string now)
    {
        if (!_tags.IsEmpty && !_tags.Contains(now))
        {
            throw new RefusedException(ApiErrors.Changed, $"{what} changed since it was read: its tag is \"{now}\".");
        }
    }
}
