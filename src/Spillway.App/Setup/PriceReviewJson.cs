using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spillway.App.Api;
using Spillway.Markets.Archive;

namespace Spillway.App.Setup;

/// <summary>Reviews and versions of the price archive as JSON; of the command line too.</summary>
internal static class PriceReviewJson
{
    public static JsonObject Of(ArchiveReview review)
    {
        var json = new JsonObject
        {
            ["version"] = review.Version, ["new"] = review.New, ["changed"] = review.Changed, ["gone"] = review.Gone,
            ["series"] = new JsonArray([.. review.Series.Select(static one => (JsonNode)Of(one))]),
            ["changes"] = new JsonArray([.. review.First.Select(static one => (JsonNode)Of(one))]),
        };
        foreach (var (name, value) in Cli.PricesImportCommand.Json(review.Files).ToList())
        {
            json[name] = value!.DeepClone();
        }

        return json;
    }

    public static JsonObject Of(ImmutableArray<ArchiveVersion> versions) => new() { ["versions"] = new JsonArray([.. versions.Select(static one => (JsonNode)Of(one))]) };

    private static JsonObject Of(SeriesReview one)
    {
        var json = Named(one.Key);
        json["new"] = one.New;
        json["changed"] = one.Changed;
        json["gone"] = one.Gone;
        json["new_days"] = one.NewDays;
        json["first_new_utc"] = one.FirstNew is { } first ? ApiJson.Instant(first) : null;
        json["last_new_utc"] = one.LastNew is { } last ? ApiJson.Instant(last) : null;
        return json;
    }

    private static JsonObject Of(FigureChange one)
    {
        var json = Named(one.Key);
        json["interval_start_utc"] = ApiJson.Instant(one.Start);
        json["before"] = one.Before;
        json["after"] = one.After;
        return json;
    }

    private static JsonObject Named(Markets.SeriesKey key) => new()
    {
        ["market"] = key.Market, ["product"] = ProductNames.Of(key.Product), ["settlement_point"] = key.Point.ToString(), ["unit"] = ProductNames.Unit(key.Product),
    };

    private static JsonObject Of(ArchiveVersion one) => new()
    {
        ["number"] = one.Number, ["at_utc"] = ApiJson.Instant(one.At), ["by"] = one.By.Length == 0 ? null : one.By, ["back_to"] = one.BackTo,
        ["files_added"] = new JsonArray([.. one.Added.Select(static file => (JsonNode)new JsonObject { ["file"] = file.Name, ["sha256"] = file.Sha256 })]),
        ["files"] = one.Files, ["figures"] = one.Figures, ["is_standing"] = one.IsStanding,
    };
}
