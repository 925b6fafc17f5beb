using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spillway.Devices.Miners.VNish;

/// <summary>A preset, whose name is its watts at the wall, and the settings that put it in place.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Settings">The JSON to be saved.</param>
internal sealed record VNishPreset(string Name, string Settings)
{
    /// <summary>The highest preset that keeps to a power and that this machine's supply can carry. One that was never tuned is taken
    /// too: the machine keeps its watts while it tunes.</summary>
    public static DeviceAnswer<VNishPreset> Below(decimal watts, byte[] presets, byte[] settings)
    {
        try
        {
            // The machine may have more fields than are known here: they are sent back as they came.
            var overclock = JsonNode.Parse(settings)?["miner"]?["overclock"] as JsonObject;
            var known = (JsonNode.Parse(presets) as JsonArray)?.OfType<JsonObject>().ToList();
            if (overclock is null || known is null)
            {
                return new(new DeviceFault(DeviceFaultKind.Malformed, "Its settings or presets are not those of this firmware."));
            }

            var isModded = IsTrue(overclock["modded_psu"]);
            var possible = known.Where(preset => isModded || !IsTrue(preset["modded_psu_required"])).Select(preset => preset["name"]?.ToString())
                .Select(name => (Name: name, Watts: decimal.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var own) ? own : (decimal?)null))
                .Where(preset => preset.Watts is not null).OrderBy(preset => preset.Watts).ToList();
            var best = possible.LastOrDefault(preset => preset.Watts <= watts);
            return best.Name is null
                ? new(new DeviceFault(DeviceFaultKind.Refused, $"No preset keeps to {watts:0} W; the lowest is {possible.FirstOrDefault().Name ?? "none"}."))
                : new(new VNishPreset(best.Name, Settled(overclock, best.Name)));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            return new(new DeviceFault(DeviceFaultKind.Malformed, "Its settings or presets are no JSON."));
        }
    }

    // The switcher would move the preset with the temperature.
    private static string Settled(JsonObject overclock, string name)
    {
        var mine = (JsonObject)overclock.DeepClone();
        mine["preset"] = name;
        if (mine["preset_switcher"] is JsonObject switcher)
        {
            switcher["enabled"] = false;
        }

        return new JsonObject { ["miner"] = new JsonObject { ["overclock"] = mine } }.ToJsonString();
    }

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var isTrue) && isTrue;
}
