using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodaTime;
using Spillway.App.Api;
using Spillway.Engine.Commands.Control;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>How fast a group has followed when it was told to come down, as events and drills have taught the desk; the promises and the ladder go by it.</summary>
/// <param name="Group">The group.</param>
/// <param name="Measured">From how many events and drills; 0 where none has been measured yet.</param>
/// <param name="Full">What comes off when the whole group goes from its usual mode to sleep, at the grid connection.</param>
/// <param name="Stated">Until something is measured the desk goes by this: within it all of the group follows.</param>
/// <param name="Points">Within each of 1, 5, 15, 60 and 600 s, the shortest first: the share of an ordered fall that comes off, 0 to 1, and what that is of
/// <paramref name="Full"/>. Cautious: it falls at once and rises slowly. Empty before the first event.</param>
public sealed record GroupCurve(GroupId Group, int Measured, Megawatts Full, Duration Stated, ImmutableArray<GroupCurvePoint> Points)
{
    /// <summary>The curves of all groups, in the site's order.</summary>
    /// <param name="desk">The desk.</param>
    public static ImmutableArray<GroupCurve> Of(DeskView desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        var responses = desk.State().Responses;
        return [.. desk.Plant.Groups.Select((group, index) =>
        {
            var (load, response) = (group.Load, responses[index]);
            var full = load.Power(load.NormalModeIndex, load.Machines) - load.Power(load.NormalModeIndex, 0);
            return new GroupCurve(load.Id, response.Events, full, group.Abilities.SleepWithin, [.. response.Shares.Select((share, horizon) =>
                new GroupCurvePoint(GroupResponse.Horizons[horizon], (decimal)share, new(full.Value * (decimal)share)))]);
        })];
    }

    /// <summary>The curves as JSON.</summary>
    /// <param name="curves">The curves.</param>
    public static JsonArray Json(ImmutableArray<GroupCurve> curves) => [.. curves.Select(static curve => (JsonNode)new JsonObject
    {
        ["group"] = curve.Group.Text,
        ["measured"] = curve.Measured,
        ["full_mw"] = ApiJson.Number(curve.Full.Value),
        ["stated_seconds"] = ApiJson.Seconds(curve.Stated),
        ["curve"] = new JsonArray([.. curve.Points.Select(static point => (JsonNode)new JsonObject
        {
            ["within_seconds"] = ApiJson.Seconds(point.Within),
            ["share_ratio"] = ApiJson.Number(decimal.Round(point.Share, 3)),
            ["mw"] = ApiJson.Number(decimal.Round(point.Off.Value, 3)),
        })]),
    })];
}
