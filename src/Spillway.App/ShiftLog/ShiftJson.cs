using System.Text.Json.Nodes;
using Spillway.App.Api;

namespace Spillway.App.ShiftLog;

/// <summary>The shift log as the API has it.</summary>
internal static class ShiftJson
{
    /// <summary>An entry.</summary>
    public static JsonObject Of(ShiftNote note) => new()
    {
        ["id"] = note.Number,
        ["version"] = note.Version,
        ["kind"] = ShiftWords.Of(note.Kind),
        ["shift"] = note.Shift.Key,
        ["at_utc"] = ApiJson.Instant(note.At),
        ["edited_utc"] = note.EditedAt is { } edited ? ApiJson.Instant(edited) : null,
        ["by"] = note.By,
        ["text"] = note.Text,
        ["links"] = new JsonArray([.. note.Links.Select(static one => (JsonNode)one.Text)]),
        ["to"] = note.To,
        ["is_pinned"] = note.IsPinned,
        ["record"] = note.Record,
        ["read_by"] = new JsonArray([.. note.Reads.Select(static one => (JsonNode)new JsonObject { ["by"] = one.By, ["at_utc"] = ApiJson.Instant(one.At) })]),
    };

    /// <summary>A version of an entry.</summary>
    public static JsonObject Of(NoteVersion version) => new()
    {
        ["version"] = version.Version,
        ["at_utc"] = ApiJson.Instant(version.At),
        ["text"] = version.Text,
        ["record"] = version.Record,
    };

    /// <summary>A shift.</summary>
    public static JsonObject Of(Shift shift) => new()
    {
        ["shift"] = shift.Key,
        ["start_utc"] = ApiJson.Instant(shift.Start),
        ["end_utc"] = ApiJson.Instant(shift.End),
    };

    /// <summary>What happened in a shift.</summary>
    public static JsonObject Of(ShiftReport report)
    {
        var json = Of(report.Shift);
        json["energy_mwh"] = ApiJson.Number(report.Energy.Energy.Value);
        json["seen_seconds"] = ApiJson.Seconds(report.Energy.Seen);
        json["orders"] = new JsonArray([.. report.Orders.Select(static one => (JsonNode)new JsonObject
        {
            ["at_utc"] = ApiJson.Instant(one.At),
            ["id"] = one.Order,
            ["is_end"] = one.IsEnd,
            ["kind"] = one.Kind.Length > 0 ? one.Kind : null,
            ["by"] = one.Source.Length > 0 ? one.Source : null,
            ["mw"] = ApiJson.Number(one.Mw),
            ["reason"] = one.Reason,
        })]);
        json["alarms"] = new JsonArray([.. report.Alarms.Select(static one => (JsonNode)Alarms.AlarmJson.Of(one))]);
        json["entries"] = new JsonArray([.. report.Notes.Select(static one => (JsonNode)Of(one))]);
        return json;
    }
}
