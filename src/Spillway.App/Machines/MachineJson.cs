using System.Text.Json.Nodes;
using Spillway.App.Api;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;

namespace Spillway.App.Machines;

/// <summary>Machines as JSON, with the field names of <c>spillway inventory list</c>.</summary>
/// <param name="directory">Who they are.</param>
internal sealed class MachineJson(MachineDirectory directory)
{
    /// <summary>A machine of a list.</summary>
    public JsonObject Of(in MachineRow row)
    {
        var (state, said, known) = (row.State, row.Telemetry, directory.Inventory(row.Number));
        var group = directory.Plant.Groups[directory.Plant.GroupOfMachine[row.Number]];
        return new()
        {
            ["machine"] = directory.Name(row.Number),
            ["number"] = row.Number,
            ["id"] = known?.Id,
            ["group"] = group.Load.Id.Text,
            ["feed"] = directory.Feed(row.Number),
            ["condition"] = MachineWords.Of(state.Condition),
            ["odd"] = MachineWords.Of(row.Oddity),
            ["mode"] = group.Load.Modes[state.ModeIndex].Name,
            ["power_w"] = state.PowerW < 0 ? null : state.PowerW,
            ["hashrate_th_per_s"] = ApiJson.Number(said?.Reading.Hashrate?.Value),
            ["hottest_celsius"] = ApiJson.Number(said?.Reading.HottestCelsius),
            ["answered_utc"] = said is null ? null : ApiJson.Instant(said.At),
            ["since_utc"] = ApiJson.Instant(state.Since),
            ["told"] = state.Told is { } told ? MachineWords.Of(told) : null,
            ["told_utc"] = state.Told is null ? null : ApiJson.Instant(state.ToldAt),
            ["attempts"] = state.Attempts,
            ["address"] = known?.Address?.ToString(),
            ["mac"] = said?.Reading.Mac ?? known?.Mac,
            ["model"] = said?.Reading.Model ?? known?.Model,
            ["firmware"] = said?.Reading.Firmware ?? known?.Firmware,
        };
    }

    /// <summary>One machine whole.</summary>
    /// <param name="row">The machine.</param>
    /// <param name="moves">How it followed.</param>
    /// <param name="entries">What the journal tells of it.</param>
    /// <param name="next">Before which record older entries are.</param>
    public JsonObject Of(in MachineRow row, (MoveTruth Sleeps, MoveTruth Wakes) moves, IEnumerable<MachineEntry> entries, long? next)
    {
        var (json, said, known) = (Of(row), row.Telemetry?.Reading, directory.Inventory(row.Number));
        var group = directory.Plant.Groups[directory.Plant.GroupOfMachine[row.Number]];
        json["family"] = said?.Family ?? known?.Family;
        json["serial"] = known?.Serial;
        json["power_grade"] = said is null ? null : said.PowerGrade.ToString().ToLowerInvariant();
        json["said_power_w"] = ApiJson.Number(said?.Power?.Value);
        json["fan_rpm"] = said?.FanRpm is { IsDefault: false } fans ? new JsonArray([.. fans.Select(static rpm => (JsonNode)rpm)]) : null;
        json["uptime_seconds"] = said?.UptimeSeconds;
        json["faults"] = said?.Faults is { IsDefault: false } faults ? new JsonArray([.. faults.Select(static fault => (JsonNode)fault)]) : null;
        json["abilities"] = Of(group);
        json["sleeps"] = Of(moves.Sleeps);
        json["wakes"] = Of(moves.Wakes);
        json["history"] = new JsonArray([.. entries.Select(entry => (JsonNode)Of(entry, group.Load))]);
        json["next"] = next;
        return json;
    }

    /// <summary>How machines followed.</summary>
    public static JsonObject Of(MoveTruth truth) => new()
    {
        ["told"] = truth.Told,
        ["done"] = truth.Done,
        ["done_ratio"] = ApiJson.Number(truth.DoneShare),
        ["again"] = truth.Again,
        ["not_taken"] = truth.Refused,
        ["median_seconds"] = ApiJson.Number(truth.MedianSeconds),
        ["p95_seconds"] = ApiJson.Number(truth.SlowSeconds),
    };

    private static JsonObject Of(PlantGroup group) => new()
    {
        ["sleep"] = group.Abilities.CanSleep,
        ["reboot"] = group.Abilities.CanReboot,
        ["sleep_within_seconds"] = ApiJson.Seconds(group.Abilities.SleepWithin),
        ["start_within_seconds"] = ApiJson.Seconds(group.StartWithin),
    };

    private static JsonObject Of(MachineEntry entry, LoadGroup load) => new()
    {
        ["number"] = entry.Number,
        ["at_utc"] = ApiJson.Instant(entry.At),
        ["condition"] = entry.Seen is { } seen ? MachineWords.Of(seen.Condition) : null,
        ["power_w"] = ApiJson.Number(entry.Seen?.Power?.Value),
        ["command"] = entry.Command?.Id.Number,
        ["told"] = entry.Command is { } command ? MachineWords.Of(command.Action) : null,
        ["mode"] = entry.Command is { } told ? load.Modes[told.ModeIndex].Name : null,
        ["because"] = entry.Command is { } because ? OrderWords.Of(because.Because.Kind) : null,
        ["order"] = entry.Command?.Because.Order?.Text,
        ["outcome"] = entry.Command is null ? null : MachineWords.Of(entry.Outcome),
        ["outcome_utc"] = entry.OutcomeAt is { } at ? ApiJson.Instant(at) : null,
    };
}
