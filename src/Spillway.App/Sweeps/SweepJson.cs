using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime.Text;
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
            var input = sweep.Request.Input;
            json.WriteString("site", sweep.Request.Site.Site.Id.Text);
            json.WriteString("settlement_point", sweep.Request.Site.SettlementPoint.ToString());
            json.WriteString("from_utc", InstantPattern.General.Format(input.From));
            json.WriteString("to_utc", InstantPattern.General.Format(input.To));
            json.WriteNumber("intervals", input.Range.Length);
            json.WriteNumber("gaps", input.Gaps);
            json.WriteStartArray("axes");
            foreach (var axis in sweep.Axes)
            {
                json.WriteStringValue(NameOf(sweep, axis));
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
        json.WriteStartObject();
        json.WriteStartObject("settings");
        for (var index = 0; index < sweep.Axes.Length; index++)
        {
            var (axis, value) = (sweep.Axes[index], cell.Values[index]);
            if (axis.IsNumeric)
            {
                json.WriteNumber(NameOf(sweep, axis), decimal.Parse(value, CultureInfo.InvariantCulture));
            }
            else
            {
                json.WriteString(NameOf(sweep, axis), value);
            }
        }

        json.WriteEndObject();
        json.WriteStartArray("policies");
        foreach (var policy in cell.Policies)
        {
            BacktestJson.WritePolicy(json, policy, sweep.Request.Site.Currency.ToLowerInvariant());
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string NameOf(Sweep sweep, SweepAxis axis) => axis.Name switch
    {
        "strike-price" => $"strike_price_{sweep.Request.Site.Currency.ToLowerInvariant()}_per_mwh",
        "hashprice" => $"hashprice_{sweep.Request.Site.Currency.ToLowerInvariant()}_per_ph_day",
        "restart-minutes" => "restart_minutes",
        _ => axis.Name,
    };
}
