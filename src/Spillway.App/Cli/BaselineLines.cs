using System.Globalization;
using System.Text.Json.Nodes;

namespace Spillway.App.Cli;

/// <summary>What curtailing takes off baselines, as lines of text from the API's JSON.</summary>
internal static class BaselineLines
{
    /// <summary>A line for every programme that curtailing for price now costs something, or of which nobody knows.</summary>
    /// <param name="status">The API's status.</param>
    /// <param name="add">Told a line at a time.</param>
    public static void Add(JsonObject status, Action<string> add)
    {
        foreach (var one in (status["baselines"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (Unknown(one) is { } unknown)
            {
                add(unknown);
            }
            else if (Costs(one["interval"], "now") is var now && Costs(one["rest"], "") is var rest && (now ?? rest) is not null)
            {
                add($"baseline {(string?)one["contract"]}: curtailing for price would take off {string.Join(", ", new[] { now, rest }.OfType<string>())}");
            }
        }
    }

    private static string? Unknown(JsonObject programme) => (string?)programme["missing"] switch
    {
        null => null,
        "too-few-days" => Text($"baseline {(string?)programme["contract"]}: what curtailing costs is not known, {programme["days"]} of {programme["days_wanted"]} days are in the journal"),
        _ => $"baseline {(string?)programme["contract"]}: what curtailing costs is not known, the journal is not read yet",
    };

    private static string? Costs(JsonNode? cost, string when)
    {
        if (cost is not JsonObject known || OrderScreen.Number(known, "curtailing_costs_mwh") is 0m)
        {
            return null;
        }

        var (name, amount) = known.First(static field => field.Key.StartsWith("curtailing_costs_", StringComparison.Ordinal) && !field.Key.EndsWith("_mwh", StringComparison.Ordinal));
        var until = when.Length > 0 ? when : $"until {(string?)known["end_utc"]}";
        return Text($"{OrderScreen.Number(known, "curtailing_costs_mwh"):0.###} MWh ({amount!.GetValue<decimal>():N2} {name.Split('_')[^1].ToUpperInvariant()}) {until}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
