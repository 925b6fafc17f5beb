using System.Globalization;
using System.Text.Json.Nodes;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.VNish;

/// <summary>The presets that a machine offers: watts at the wall as names, and one that its supply cannot carry.</summary>
internal static class VNishPresets
{
    private const int Step = 100;

    public static IEnumerable<int> Watts(MachineBuild build)
    {
        var first = ((int)Math.Ceiling(build.LeastWatts) + Step - 1) / Step * Step;
        for (var watts = first; watts <= build.NameplateWatts; watts += Step)
        {
            yield return watts;
        }
    }

    public static JsonArray List(MachineBuild build)
    {
        var list = new JsonArray(Preset("disabled", "Disabled", isModded: false));
        foreach (var watts in Watts(build))
        {
            list.Add(Preset(Name(watts), $"{watts} watt ~ {watts * build.Modes[0].HashrateThPerS / build.Modes[0].Watts:0} TH", isModded: false));
        }

        var beyond = ((int)build.NameplateWatts / Step * Step) + (5 * Step);
        list.Add(Preset(Name(beyond), $"{beyond} watt", isModded: true));
        return list;
    }

    public static string Name(int watts) => watts.ToString(CultureInfo.InvariantCulture);

    private static JsonObject Preset(string name, string pretty, bool isModded) => new()
    {
        ["name"] = name,
        ["pretty"] = pretty,
        ["status"] = "untuned",
        ["modded_psu_required"] = isModded,
    };
}
