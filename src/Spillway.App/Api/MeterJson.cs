using System.Text.Json.Nodes;
using Spillway.Devices.Meters;

namespace Spillway.App.Api;

/// <summary>The meter at the grid connection as JSON.</summary>
internal static class MeterJson
{
    /// <summary>What it said when it last answered; null where the site has none, or none that has answered yet. A figure is null where the meter does not have it.</summary>
    public static JsonObject? Of(DeskView desk) => desk.Meter() is not { } said ? null : new()
    {
        ["meter"] = Name(desk),
        ["answered_utc"] = ApiJson.Instant(said.At),
        ["believed"] = said.IsBelieved,
        ["power_mw"] = ApiJson.Number(said.Reading.Power?.Value),
        ["imported_mwh"] = ApiJson.Number(said.Reading.ImportedEnergy?.Value),
        ["exported_mwh"] = ApiJson.Number(said.Reading.ExportedEnergy?.Value),
        ["voltage_v"] = ApiJson.Number(said.Reading.VoltageVolts),
        ["frequency_hz"] = ApiJson.Number(said.Reading.FrequencyHertz),
        ["power_factor_ratio"] = ApiJson.Number(said.Reading.PowerFactor),
        ["current_a"] = ApiJson.Number(said.Reading.Quality.Current?.Value),
        ["voltage_thd_ratio"] = ApiJson.Number(said.Reading.Quality.VoltageDistortion?.Value),
        ["current_thd_ratio"] = ApiJson.Number(said.Reading.Quality.CurrentDistortion?.Value),
        ["phases"] = Phases(said.Reading.Quality),
    };

    private static JsonArray Phases(MeterQuality quality) =>
        [.. quality.Phases.Index().Where(static one => one.Item.IsTold).Select(static one => (JsonNode)new JsonObject
        {
            ["phase"] = one.Index + 1,
            ["voltage_v"] = ApiJson.Number(one.Item.VoltageVolts),
            ["current_a"] = ApiJson.Number(one.Item.Current?.Value),
            ["voltage_thd_ratio"] = ApiJson.Number(one.Item.VoltageDistortion?.Value),
            ["current_thd_ratio"] = ApiJson.Number(one.Item.CurrentDistortion?.Value),
        })];

    /// <summary>The name of the site's meter in the site file; null where it names none.</summary>
    public static string? Name(DeskView desk) => desk.Site.Installation?.Meters.FirstOrDefault(static meter => meter.IsSite)?.Id;
}
