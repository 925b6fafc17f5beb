using System.Text.Json.Nodes;
using Spillway.App.Backtests;
using Spillway.Devices.Miners;

namespace Spillway.App.Cli;

/// <summary>Readings of machines as JSON: null where the device did not say.</summary>
internal static class DecodeJson
{
    public static JsonArray Of(IEnumerable<(string File, MinerReading Reading)> machines) =>
        new([.. machines.Select(machine => (JsonNode)One(machine.File, machine.Reading))]);

    public static string Word(MinerMode mode) => mode.ToString().ToLowerInvariant();

    public static string Word(PowerGrade grade) => grade.ToString().ToLowerInvariant();

    private static JsonObject One(string file, MinerReading reading) => new()
    {
        ["file"] = file,
        ["family"] = reading.Family,
        ["model"] = reading.Model,
        ["firmware"] = reading.Firmware,
        ["mac"] = reading.Mac,
        ["mode"] = Word(reading.Mode),
        ["hashrate_th_per_s"] = Number(reading.Hashrate?.Value),
        ["power_w"] = Number(reading.Power?.Value),
        ["power_grade"] = Word(reading.PowerGrade),
        ["temperature_c_max"] = Number(reading.HottestCelsius),
        ["fan_rpm"] = reading.FanRpm is { } fans ? new JsonArray([.. fans.Select(speed => (JsonNode)JsonValue.Create(speed))]) : null,
        ["uptime_s"] = reading.UptimeSeconds,
        ["pools"] = reading.Pools is { } pools ? new JsonArray([.. pools.Select(pool => (JsonNode)Pool(pool))]) : null,
        ["faults"] = reading.Faults is { } faults ? new JsonArray([.. faults.Select(fault => (JsonNode)JsonValue.Create(fault))]) : null,
    };

    private static JsonObject Pool(PoolReading pool) => new()
    {
        ["url"] = pool.Url,
        ["user"] = pool.User,
        ["status"] = pool.Status,
    };

    private static JsonValue? Number(decimal? value) => value is { } known ? JsonValue.Create(BacktestJson.Number(known)) : null;
}
