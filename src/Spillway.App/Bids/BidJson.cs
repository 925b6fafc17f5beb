using System.Text.Json.Nodes;
using NodaTime.Text;
using Spillway.App.Backtests;
using Spillway.Engine.Plans;
using Spillway.Units;

namespace Spillway.App.Bids;

/// <summary>A bid curve as JSON; its names stay stable.</summary>
public static class BidJson
{
    /// <summary>Makes the JSON object.</summary>
    /// <param name="bid">The curve.</param>
    /// <returns>One object; quantities carry their unit in their name.</returns>
    public static JsonObject Of(SiteBid bid)
    {
        ArgumentNullException.ThrowIfNull(bid);
        var currency = bid.Site.Currency.ToLowerInvariant();
        return new()
        {
            ["site"] = bid.Site.Site.Id.Text,
            ["settlement_point"] = bid.Site.SettlementPoint.ToString(),
            ["at_utc"] = InstantPattern.ExtendedIso.Format(bid.At),
            [$"hashprice_{currency}_per_ph_day"] = bid.Hashprice is { } hashprice ? Number(hashprice.Value) : null,
            ["hashprice_date_utc"] = bid.Hashprice is null ? null : LocalDatePattern.Iso.Format(bid.HashpriceDay),
            ["import_limit_mw"] = Number(bid.Site.Site.Limits.Import.Value),
            ["asleep_mw"] = Number(bid.Curve.Asleep.Value),
            ["most_mw"] = Number(bid.Most.Value),
            [$"offer_cap_{currency}_per_mwh"] = bid.Limits?.Cap is { } cap ? Number(cap.Value) : null,
            [$"offer_floor_{currency}_per_mwh"] = bid.Limits?.Floor is { } floor ? Number(floor.Value) : null,
            ["steps"] = new JsonArray([.. bid.Offers.Select(step => Step(bid, step, currency))]),
            ["capped"] = new JsonArray([.. bid.Capped.Select(step => Capped(bid, step, currency))]),
            ["not_offered"] = new JsonArray([
                .. bid.Curve.Withheld.Select(step => NotOffered(bid, step.Group, step.ToModeIndex, step.Machines, "import-limit")),
                .. BelowHull(bid),
                .. bid.BelowFloor.Select(step => NotOffered(bid, step.Group, step.ToModeIndex, step.Machines, "below-the-floor"))]),
        };
    }

    private static JsonObject Step(SiteBid bid, BidStep step, string currency)
    {
        var modes = bid.Group(step.Group).Modes;
        return new JsonObject
        {
            [$"price_{currency}_per_mwh"] = Number(step.Price.Value),
            ["from_mw"] = Number(step.Below.Value),
            ["to_mw"] = Number(step.UpTo.Value),
            ["group"] = step.Group.Text,
            ["from_mode"] = modes[step.FromModeIndex].Name,
            ["to_mode"] = modes[step.ToModeIndex].Name,
            ["machines"] = step.Machines,
        };
    }

    private static JsonObject Capped(SiteBid bid, BidStep step, string currency) => new()
    {
        ["group"] = step.Group.Text,
        ["mode"] = bid.Group(step.Group).Modes[step.ToModeIndex].Name,
        ["machines"] = step.Machines,
        [$"worth_{currency}_per_mwh"] = Number(step.Price.Value),
    };

    private static JsonObject NotOffered(SiteBid bid, GroupId group, int mode, int machines, string because) => new()
    {
        ["group"] = group.Text,
        ["mode"] = bid.Group(group).Modes[mode].Name,
        ["machines"] = machines,
        ["because"] = because,
    };

    private static IEnumerable<JsonNode> BelowHull(SiteBid bid) => bid.BelowHull().Select(entry => new JsonObject
    {
        ["group"] = entry.Group.Id.Text,
        ["mode"] = entry.Mode.Name,
        ["machines"] = entry.Group.Machines,
        ["because"] = "below-the-hull",
    });

    private static JsonValue Number(decimal value) => JsonValue.Create(BacktestJson.Number(value));
}
