using System.Text.Json.Nodes;
using Spillway.App.Obligations;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Api;

/// <summary>Orders, answers and promises as JSON.</summary>
internal static class OrderJson
{
    /// <summary>An order as it was given.</summary>
    public static JsonObject Of(Order order) => new()
    {
        ["id"] = order.Id.Text,
        ["kind"] = OrderWords.Of(order.Kind),
        ["rank"] = OrderWords.Of(order.Rank),
        ["mw"] = ApiJson.Number(order.Power?.Value),
        ["group"] = order.Group?.Text,
        ["feed"] = order.Feed?.Text,
        ["within_seconds"] = order.Within is { } within ? ApiJson.Seconds(within) : null,
        ["until_utc"] = order.Until is { } until ? ApiJson.Instant(until) : null,
        ["reason"] = order.Reason,
        ["by"] = order.Source,
    };

    /// <summary>An order that holds.</summary>
    public static JsonObject Of(ActiveOrder active)
    {
        var json = Of(active.Order);
        json["accepted_utc"] = ApiJson.Instant(active.AcceptedAt);
        json["deadline_utc"] = ApiJson.Instant(active.Deadline);
        json["level_mw"] = ApiJson.Number(active.Level?.Value);
        return json;
    }

    /// <summary>The desk's answer to an order.</summary>
    public static JsonObject Of(Order order, OrderAnswer answer) => new()
    {
        ["order"] = Of(order),
        ["verdict"] = OrderWords.Of(answer.Verdict),
        ["level_mw"] = ApiJson.Number(answer.Level?.Value),
        ["bound_mw"] = ApiJson.Number(answer.Bound?.Value),
        ["promise"] = answer.Promise is { } promise ? Of(promise) : null,
    };

    /// <summary>What an order would do, its promise first.</summary>
    public static JsonObject Of(OrderPreview preview, string currency)
    {
        var word = currency.ToLowerInvariant();
        var json = preview.Promise is { } promise ? Of(promise) : [];
        json["power_mw"] = ApiJson.Number(preview.Power.Value);
        json["level_mw"] = ApiJson.Number(preview.Level?.Value);
        json[$"price_{word}_per_mwh"] = ApiJson.Number(preview.Price?.Value);
        json[$"cost_{word}_per_hour"] = ApiJson.Number(preview.CostPerHour);
        json["groups"] = new JsonArray([.. preview.Groups.Select(group => (JsonNode)new JsonObject
        {
            ["group"] = group.Group.Text,
            ["off_mw"] = ApiJson.Number(group.Power.Value),
            ["in_lower_mode"] = group.IsLowered,
            [$"value_{word}_per_mwh"] = ApiJson.Number(group.Worth?.Value),
            [$"cost_{word}_per_hour"] = ApiJson.Number(group.CostPerHour),
        })]);
        json["baselines"] = BaselineCostJson.Of(preview.Baselines, currency);
        return json;
    }

    /// <summary>A promise.</summary>
    public static JsonObject Of(Promise promise) => new()
    {
        ["reduction_mw"] = ApiJson.Number(promise.Reduction.Value),
        ["within_seconds"] = ApiJson.Seconds(promise.Within),
        ["path"] = OrderWords.Of(promise.Path),
        ["confidence_ratio"] = ApiJson.Number(promise.Confidence.Value),
        ["left_over_mw"] = ApiJson.Number(promise.LeftOver.Value),
        ["locked_out_mw"] = ApiJson.Number(promise.LockedOut.Value),
    };
}
