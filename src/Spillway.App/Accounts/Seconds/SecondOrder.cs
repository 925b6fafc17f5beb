using System.Text.Json.Nodes;
using Spillway.App.Api;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Accounts.Seconds;

/// <summary>What two people see of an order: the order, and what was foreseen when the first gave it.</summary>
internal static class SecondOrder
{
    /// <summary>The field of what was foreseen.</summary>
    public const string Promise = "promise";

    /// <summary>The field of the most that it may raise the site by.</summary>
    public const string Raises = "raises_mw";

    private const string RaisedBefore = "raised_before_mw";

    /// <summary>An order that may raise the site.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="order">The order.</param>
    /// <param name="raised">By how much at most; for a release, what it may bring back.</param>
    /// <param name="before">What the same one has raised alone in the last minutes.</param>
    public static JsonObject Raising(DeskView desk, Order order, Megawatts raised, Megawatts before)
    {
        var what = Of(order);
        what[Raises] = ApiJson.Number(raised.Value);
        what[RaisedBefore] = before > Megawatts.Zero ? ApiJson.Number(before.Value) : null;
        return Ended(desk, order, what);
    }

    /// <summary>An order that took load off.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="seen">What it stood at before the order.</param>
    /// <param name="order">The order.</param>
    public static JsonObject Taking(DeskView desk, ControlState seen, Order order) => Ended(desk with { State = () => seen }, order, Of(order));

    /// <summary>Whether two are about the same: the end of the same order, or an order of the same content. What is only foreseen moves
    /// from second to second and parts nothing.</summary>
    /// <param name="one">What both see of one.</param>
    /// <param name="other">Of the other.</param>
    public static bool IsSame(JsonObject one, JsonObject other) => About(one) is { } about && about == About(other);

    private static string? About(JsonObject what) =>
        (string?)what["target"] is { } target ? target
        : what["id"] is null ? null
        : new JsonObject(what.Where(static field => field.Key is not (Raises or RaisedBefore or Promise)).Select(static field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))).ToJsonString();

    private static JsonObject Of(Order order)
    {
        var what = OrderJson.Of(order);
        what["target"] = order.Target?.Text;
        return what;
    }

    private static JsonObject Ended(DeskView desk, Order order, JsonObject what)
    {
        var preview = OrderPreviews.Of(desk, order);
        var word = desk.Site.Currency.ToLowerInvariant();
        what["second_person_above_mw"] = ApiJson.Number(desk.Site.Installation?.Desk.SecondAbove?.Value);
        what[Promise] = new JsonObject
        {
            ["power_mw"] = ApiJson.Number(preview.Power.Value),
            ["level_mw"] = ApiJson.Number(preview.Level?.Value),
            ["groups"] = new JsonArray([.. preview.Groups.Select(static group => (JsonNode)new JsonObject { ["group"] = group.Group.Text, ["off_mw"] = ApiJson.Number(group.Power.Value) })]),
            [$"cost_{word}_per_hour"] = preview.Groups.IsEmpty ? null : ApiJson.Number(preview.CostPerHour),
            [$"price_{word}_per_mwh"] = ApiJson.Number(preview.Price?.Value),
        };
        return what;
    }
}
