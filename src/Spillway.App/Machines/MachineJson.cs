using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spillway.App.Api;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;

namespace Spillway.App.Machines;

/// <summary>Machines as JSON, with the field names of <c>spillway inventory list</c>.</summary>
/// <param name="directory">Who they are.</param>
internal sealed class MachineJson(MachineDirectory directory)
{
    /// <summary>Writes a machine of a list.</summary>
    /// <param name="writer">Where.</param>
    /// <param name="row">The machine.</param>
    public void Write(Utf8JsonWriter writer, in MachineRow row)
    {
        var (state, said, known) = (row.State, row.Telemetry, directory.Inventory(row.Number));
        var group = directory.Plant.Groups[directory.Plant.GroupOfMachine[row.Number]];
        writer.WriteStartObject();
        writer.WriteString("machine"u8, directory.Name(row.Number));
        writer.WriteNumber("number"u8, row.Number);
        writer.WriteString("id"u8, known?.Id);
        writer.WriteString("group"u8, group.Load.Id.Text);
        writer.WriteString("feed"u8, directory.Feed(row.Number));
        writer.WriteString("condition"u8, MachineWords.Of(state.Condition));
        writer.WriteString("odd"u8, MachineWords.Of(row.Oddity));
        writer.WriteString("mode"u8, group.Load.Modes[state.ModeIndex].Name);
        Write(writer, "power_w"u8, state.PowerW < 0 ? null : state.PowerW);
        Write(writer, "hashrate_th_per_s"u8, said?.Reading.Hashrate?.Value);
        Write(writer, "hottest_celsius"u8, said?.Reading.HottestCelsius);
        writer.WriteString("answered_utc"u8, said is null ? null : ApiJson.Instant(said.At));
        writer.WriteString("since_utc"u8, ApiJson.Instant(state.Since));
        writer.WriteString("told"u8, state.Told is { } told ? MachineWords.Of(told) : null);
        writer.WriteString("told_utc"u8, state.Told is null ? null : ApiJson.Instant(state.ToldAt));
        writer.WriteNumber("attempts"u8, state.Attempts);
        writer.WriteString("address"u8, known?.Address?.ToString());
        writer.WriteString("mac"u8, said?.Reading.Mac ?? known?.Mac);
        writer.WriteString("model"u8, said?.Reading.Model ?? known?.Model);
        writer.WriteString("firmware"u8, said?.Reading.Firmware ?? known?.Firmware);
        writer.WriteEndObject();
    }

    /// <summary>One machine whole.</summary>
    /// <param name="row">The machine.</param>
    /// <param name="moves">How it followed.</param>
    /// <param name="entries">What the journal tells of it.</param>
    /// <param name="next">Before which record older entries are.</param>
    public JsonObject Of(in MachineRow row, (MoveTruth Sleeps, MoveTruth Wakes) moves, IEnumerable<MachineEntry> entries, long? next)
    {
        var (json, said, known) = (Listed(row), row.Telemetry?.Reading, directory.Inventory(row.Number));
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

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, decimal? value)
    {
        if (value is { } known)
        {
            writer.WriteNumber(name, ApiJson.Rounded(known));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    // The fields that the list has are written in one place.
    private JsonObject Listed(in MachineRow row)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, ApiJson.Writing))
        {
            Write(writer, row);
        }

        return JsonNode.Parse(bytes.WrittenSpan)!.AsObject();
    }

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
