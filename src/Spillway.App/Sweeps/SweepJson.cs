using System.Text;
using System.Text.Json;
using Spillway.App.Backtests;

namespace Spillway.App.Sweeps;

/// <summary>A sweep as the JSON object other programs read.</summary>
public static class SweepJson
{
    private static readonly JsonWriterOptions _options = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes a sweep.</summary>
    /// <param name="sweep">What to write.</param>
    /// <returns>One JSON object, ended by a line feed.</returns>
    public static string Of(Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            json.WriteString("site", sweep.Site.Site.Id.Text);
            json.WriteStartArray("axes");
            foreach (var axis in sweep.Axes)
            {
                json.WriteStringValue(axis.Name);
            }

            json.WriteEndArray();
            json.WriteStartArray("cells");
            foreach (var cell in sweep.Cells)
            {
                WriteCell(json, sweep, cell);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void WriteCell(Utf8JsonWriter json, Sweep sweep, SweepCell cell)
    {
        var currency = sweep.Site.Currency.ToLowerInvariant();
        json.WriteStartObject();
        json.WriteStartObject("settings");
        for (var index = 0; index < sweep.Axes.Length; index++)
        {
            json.WriteString(sweep.Axes[index].Name, cell.Values[index]);
        }

        json.WriteEndObject();
        json.WriteStartArray("policies");
        foreach (var policy in cell.Policies)
        {
            json.WriteStartObject();
            json.WriteString("policy", policy.Run.Policy);
            json.WriteNumber($"net_{currency}", policy.Run.Totals.Net.ToCent().Value);
            json.WriteNumber("energy_mwh", BacktestJson.Number(policy.Run.Totals.Energy.ToMegawattHours().Value));
            json.WriteNumber("restarts", policy.Run.Totals.Restarts);
            WriteRatio(json, "uplift_capture_ratio", policy.UpliftCapture);
            WriteRatio(json, "regret_ratio", policy.Regret);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRatio(Utf8JsonWriter json, string name, decimal? ratio)
    {
        if (ratio is { } known)
        {
            json.WriteNumber(name, BacktestJson.Number(known));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
