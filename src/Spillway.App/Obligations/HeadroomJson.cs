using System.Globalization;
using System.Text.Json.Nodes;
using Spillway.App.Api;
using Spillway.Engine.Signals.Obligations;

namespace Spillway.App.Obligations;

/// <summary>The ledger as JSON, in files and in the API alike.</summary>
internal static class HeadroomJson
{
    /// <summary>One interval.</summary>
    /// <param name="headroom">The ledger's line.</param>
    /// <returns>The object.</returns>
    public static JsonObject Of(Headroom headroom) => new()
    {
        ["start_utc"] = ApiJson.Instant(headroom.Slot.Start),
        ["end_utc"] = ApiJson.Instant(headroom.Slot.End),
        ["stands"] = headroom.Stands,
        ["capability_mw"] = ApiJson.Number(headroom.Capability.Value),
        ["available_mw"] = ApiJson.Number(headroom.Available.Value),
        ["running_mw"] = ApiJson.Number(headroom.Running.Value),
        ["up"] = Of(headroom.Up),
        ["down"] = Of(headroom.Down),
        ["ahead"] = Of(headroom.Ahead),
        ["holders"] = new JsonArray([.. headroom.Holdings.Select(static one => (JsonNode)new JsonObject
        {
            ["kind"] = HolderWords.Of(one.Kind),
            ["holder"] = one.Name,
            ["mw"] = ApiJson.Number(one.Power.Value),
        })]),
    };

    /// <summary>A time in which an award does not stand.</summary>
    /// <param name="shortfall">The time.</param>
    /// <returns>The object.</returns>
    public static JsonObject Of(HeldShortfall shortfall) => new()
    {
        ["start_utc"] = ApiJson.Instant(shortfall.Start),
        ["end_utc"] = ApiJson.Instant(shortfall.End),
        ["needed_mw"] = ApiJson.Number(shortfall.Needed.Value),
        ["running_mw"] = ApiJson.Number(shortfall.Running.Value),
        ["holders"] = shortfall.Holders,
    };

    /// <summary>A time in which an award does not stand, in a sentence without a full stop.</summary>
    /// <param name="shortfall">The time.</param>
    /// <returns>Interval, MW needed, MW that would run, and who holds them.</returns>
    public static string Sentence(HeldShortfall shortfall) => string.Create(
        CultureInfo.InvariantCulture,
        $"from {shortfall.Start:uuuu-MM-dd'T'HH:mm'Z'} to {shortfall.End:uuuu-MM-dd'T'HH:mm'Z'} {shortfall.Needed.Value:0.###} MW must run for {shortfall.Holders} and {shortfall.Running.Value:0.###} MW would");

    private static JsonObject Of(HeadroomSide side) => new()
    {
        ["whole_mw"] = ApiJson.Number(side.Whole.Value),
        ["held_mw"] = ApiJson.Number(side.Held.Value),
        ["free_mw"] = ApiJson.Number(side.Free.Value),
        ["missing_mw"] = ApiJson.Number(side.Missing.Value),
    };
}
