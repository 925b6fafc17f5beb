using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spillway.App.Api;
using Spillway.App.Inventory;

namespace Spillway.App.Setup;

/// <summary>Reviews and versions of the inventory as JSON; of the command line too.</summary>
internal static class InventoryReviewJson
{
    /// <summary>A review that waits, with a page of its machines.</summary>
    /// <param name="draft">The review.</param>
    /// <param name="after">How many machines come before the page.</param>
    /// <param name="limit">How many machines the page has at most.</param>
    public static JsonObject Of(InventoryDraft draft, int after, int limit)
    {
        var json = Of(draft.Review, after, limit);
        json.Insert(0, "id", draft.Id);
        json.Insert(1, "by", draft.By);
        json.Insert(2, "at_utc", ApiJson.Instant(draft.At));
        json.Insert(3, "kind", Word(draft.Kind));
        json.Insert(4, "detail", draft.Detail);
        return json;
    }

    /// <summary>A review, with a page of its machines.</summary>
    /// <param name="review">The review.</param>
    /// <param name="after">How many machines come before the page.</param>
    /// <param name="limit">How many machines the page has at most.</param>
    public static JsonObject Of(InventoryReview review, int after, int limit)
    {
        var json = new JsonObject { ["based_on_version"] = review.Version, ["can_be_kept"] = review.IsWhole };
        foreach (var kind in Enum.GetValues<MachineChangeKind>())
        {
            json[Word(kind)] = review.Count(kind);
        }

        json["same"] = review.Same;
        json["refused_in_all"] = review.RefusedInAll;
        json["refused"] = new JsonArray([.. review.Refused.Select(static one => (JsonNode)new JsonObject { ["where"] = one.Where, ["code"] = one.Code.Length == 0 ? null : one.Code, ["text"] = one.What })]);
        json["findings"] = new JsonArray([.. review.Findings.Take(InventoryReview.MostRefused).Select(static one => (JsonNode)SearchJson.Of(one))]);
        json["changes"] = new JsonArray([.. review.Changes.Skip(after).Take(limit).Select(static one => (JsonNode)Of(one))]);
        json["next"] = after + limit < review.Changes.Length ? after + limit : null;
        return json;
    }

    public static JsonObject Of(ImmutableArray<InventoryVersion> versions) => new()
    {
        ["versions"] = new JsonArray([.. versions.Select(static one => (JsonNode)new JsonObject
        {
            ["number"] = one.Number, ["at_utc"] = ApiJson.Instant(one.At), ["by"] = one.By.Length == 0 ? null : one.By, ["kind"] = Word(one.Kind), ["detail"] = one.Detail, ["machines"] = one.Machines,
        })]),
    };

    /// <summary>A change that was made.</summary>
    /// <param name="kept">The change.</param>
    public static JsonObject Of(InventoryKept kept) => new()
    {
        ["version"] = kept.Version, ["findings"] = new JsonArray([.. kept.Findings.Select(static one => (JsonNode)SearchJson.Of(one))]),
    };

    /// <summary>The word of a value.</summary>
    /// <param name="value">The value.</param>
    public static string Word<T>(T value)
        where T : struct, Enum => Cli.DiscoverJson.Word(value);

    private static JsonObject Of(MachineChange change) => new()
    {
        ["change"] = Word(change.Kind),
        ["id"] = change.Machine.Number == 0 ? null : change.Machine.Id,
        ["address"] = change.Machine.Address?.ToString(),
        ["mac"] = change.Machine.Mac,
        ["serial"] = change.Machine.Serial,
        ["fields"] = new JsonArray([.. change.Fields.Select(static one => (JsonNode)new JsonObject { ["field"] = one.Name, ["before"] = one.Before, ["after"] = one.After })]),
    };
}
