using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spillway.App.Boards;

namespace Spillway.App.Api;

/// <summary>Trend, one-line diagram and progress as JSON.</summary>
internal static class BoardJson
{
    /// <summary>The last hours.</summary>
    /// <param name="samples">The samples, oldest first.</param>
    /// <param name="currency">The site's currency.</param>
    public static JsonObject Of(ImmutableArray<TrendSample> samples, string currency)
    {
        var word = currency.ToLowerInvariant();
        return new()
        {
            ["reach_seconds"] = ApiJson.Seconds(DeskTrend.Reach),
            ["samples"] = new JsonArray([.. samples.Select(sample => (JsonNode)new JsonObject
            {
                ["at_utc"] = ApiJson.Instant(sample.At),
                ["power_mw"] = ApiJson.Number(sample.Power.Value),
                ["wanted_mw"] = ApiJson.Number(sample.Wanted.Value),
                ["ceiling_mw"] = ApiJson.Number(sample.Ceiling.Value),
                [$"price_{word}_per_mwh"] = ApiJson.Number(sample.Price?.Value),
                [$"breakeven_{word}_per_mwh"] = ApiJson.Number(sample.Breakeven?.Value),
            })]),
        };
    }

    /// <summary>The one-line diagram: connection, meter, groups and their feeds.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="picture">The frame, counted.</param>
    public static JsonObject OneLine(DeskView desk, DeskPicture picture)
    {
        var (frame, meter) = (picture.Frame, picture.Frame.State.Meter);
        return new()
        {
            ["at_utc"] = ApiJson.Instant(frame.State.At),
            ["connection"] = new JsonObject
            {
                ["import_limit_mw"] = ApiJson.Number(desk.Site.Site.Limits.Import.Value),
                ["ceiling_mw"] = ApiJson.Number(frame.State.Bounds.Ceiling.Value),
            },
            ["meter"] = new JsonObject
            {
                ["power_mw"] = ApiJson.Number(frame.Power.Value),
                ["power_from"] = frame.IsMetered ? "meter" : "machines",
                ["sample_utc"] = meter is { } sample ? ApiJson.Instant(sample.At) : null,
            },
            ["groups"] = new JsonArray([.. picture.Groups.Select((group, index) => (JsonNode)new JsonObject
            {
                ["group"] = group.Load.Id.Text,
                ["power_mw"] = ApiJson.Number(group.Power.Value),
                ["because"] = OrderWords.Of(group.Wanted.Because.Kind),
                ["feeds"] = new JsonArray([.. picture.Feeds.Where(feed => feed.Feed.GroupIndex == index).Select(static feed => (JsonNode)Of(feed))]),
            })]),
        };
    }

    /// <summary>How far orders have come.</summary>
    /// <param name="all">The orders that are remembered.</param>
    public static JsonObject Of(ImmutableArray<OrderProgress> all) => new()
    {
        ["orders"] = new JsonArray([.. all.Select(static one => (JsonNode)new JsonObject
        {
            ["id"] = one.Order.Text,
            ["accepted_utc"] = ApiJson.Instant(one.AcceptedAt),
            ["deadline_utc"] = ApiJson.Instant(one.Deadline),
            ["level_mw"] = ApiJson.Number(one.Level.Value),
            ["before_mw"] = ApiJson.Number(one.Before.Value),
            ["power_mw"] = ApiJson.Number(one.Power.Value),
            ["kept_utc"] = one.KeptAt is { } kept ? ApiJson.Instant(kept) : null,
            ["ended_utc"] = one.EndedAt is { } ended ? ApiJson.Instant(ended) : null,
            ["is_older"] = one.IsOlder,
        })]),
    };

    private static JsonObject Of(FeedPicture feed) => new()
    {
        ["feed"] = feed.Feed.Id.Text,
        ["position"] = feed.State.Position.ToString().ToLowerInvariant(),
        ["interlocked"] = feed.State.IsInterlocked,
        ["locked_out"] = feed.IsLockedOut,
        ["machines"] = feed.Feed.Machines,
        ["running"] = feed.Counts.Running,
        ["power_mw"] = ApiJson.Number(feed.Power.Value),
    };
}
