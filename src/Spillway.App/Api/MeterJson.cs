using System.Text.Json.Nodes;

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
    };

    /// <summary>The name of the site's meter in the site file; null where it names none.</summary>
    public static string? Name(DeskView desk) => desk.Site.Installation?.Meters.FirstOrDefault(static meter => meter.IsSite)?.Id;
}
