using System.Text.Json.Nodes;
using Spillway.App.Api;
using Spillway.App.Cli;
using Spillway.App.Inventory;
using Spillway.Devices.Discovery;

namespace Spillway.App.Setup;

/// <summary>A search for machines as JSON, with the field names of <c>spillway discover --json</c>.</summary>
internal static class SearchJson
{
    public static JsonObject Of(SearchState? state) => state is null ? new() { ["state"] = "none" } : new()
    {
        ["state"] = state.IsRunning ? "running" : state.IsCancelled ? "cancelled" : state.Fault is not null ? "failed" : "done",
        ["ranges"] = state.Ranges,
        ["by"] = state.By,
        ["started_utc"] = ApiJson.Instant(state.StartedAt),
        ["ended_utc"] = state.EndedAt is { } at ? ApiJson.Instant(at) : null,
        ["addresses"] = state.Addresses,
        ["visited"] = state.Visited,
        ["answered"] = state.Answered,
        ["fault"] = state.Fault,
        ["taken"] = state.IsTaken,
        ["machines"] = new JsonArray([.. state.Sightings.Select(static one => (JsonNode)Of(one))]),
    };

    public static JsonObject Of(InventoryFinding finding) => DiscoverJson.One(finding);

    private static JsonObject Of(Sighting sighting) => new()
    {
        ["address"] = sighting.Endpoint.Address.ToString(),
        ["port_shift"] = sighting.Endpoint.LowPortShift,
        ["kind"] = DiscoverJson.Word(sighting.Kind),
        ["family"] = sighting.Family,
        ["model"] = sighting.Model,
        ["firmware"] = sighting.Firmware,
        ["mac"] = sighting.Mac,
        ["serial"] = sighting.Serial,
        ["remark"] = sighting.Remark.Length == 0 ? null : sighting.Remark,
    };
}
