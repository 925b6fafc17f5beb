using System.Text.Json.Nodes;
using Spillway.App.Accounts;
using Spillway.App.Api;

namespace Spillway.App.Setup;

/// <summary>Reviews and versions of the site file as JSON.</summary>
internal static class SiteJson
{
    public static JsonObject Of(SiteReview review) => new()
    {
        ["ok"] = review.Fault is null,
        ["fault"] = review.Fault is not { } fault ? null : new JsonObject
        {
            ["code"] = fault.Code.Id, ["title"] = fault.Code.Title, ["text"] = fault.Text, ["line"] = fault.Line, ["column"] = fault.Column, ["remedy"] = fault.Code.Remedy,
        },
        ["old_sha256"] = review.OldDigest,
        ["new_sha256"] = review.NewDigest,
        ["diff"] = review.Diff,
        ["settings"] = new JsonArray([.. review.Settings.Select(static one => (JsonNode)new JsonObject
        {
            ["key"] = one.Key, ["unit"] = one.Unit, ["before"] = one.Before, ["after"] = one.After, ["action"] = ActionRules.Of(one.Needs).Id,
        })]),
        ["actions"] = new JsonArray([.. review.Needs.Select(static one => (JsonNode)ActionRules.Of(one).Id)]),
        ["needs_second"] = review.NeedsSecond is not null,
    };

    /// <summary>What takes effect only at the next start; null where nothing does.</summary>
    public static JsonObject? Of(PendingSite? pending) => pending is null ? null : new()
    {
        ["ok"] = pending.IsReadable,
        ["settings"] = new JsonArray([.. pending.Settings.Select(static one => (JsonNode)new JsonObject
        {
            ["key"] = one.Key, ["unit"] = one.Unit, ["running"] = one.Before, ["file"] = one.After,
        })]),
    };

    public static JsonObject Of(SiteVersion version) => new()
    {
        ["number"] = version.Number,
        ["sha256"] = version.Digest,
        ["at_utc"] = ApiJson.Instant(version.At),
        ["by"] = version.By.Length == 0 ? null : version.By,
        ["note"] = version.Note,
    };
}
