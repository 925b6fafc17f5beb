using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime.Text;
using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.App.Backtests;

/// <summary>A comparison as the JSON object other programs read; its names stay stable.</summary>
public static class BacktestJson
{
    private const int SignificantDigits = 15;

    private static readonly JsonWriterOptions _options = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes a comparison.</summary>
    /// <param name="comparison">What to write.</param>
    /// <returns>One JSON object, ended by a line feed.</returns>
    public static string Of(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            WriteHead(json, comparison);
            json.WriteStartArray("policies");
            foreach (var policy in comparison.Policies)
            {
                WritePolicy(json, policy, comparison.Site.Currency.ToLowerInvariant());
            }

            json.WriteEndArray();
            WriteInputs(json, comparison.Files);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    /// <summary>A quantity with at most 15 significant digits, which every JSON reader takes without loss.</summary>
    /// <param name="value">The exact figure.</param>
    /// <returns>The figure rounded to 15 significant digits, without trailing zeros.</returns>
    public static decimal Number(decimal value)
    {
        if (value == 0m)
        {
            return 0m;
        }

        var whole = decimal.Truncate(Math.Abs(value));
        var wholeDigits = whole == 0m ? 0 : whole.ToString(CultureInfo.InvariantCulture).Length;
        if (wholeDigits > SignificantDigits)
        {
            var unit = (decimal)Math.Pow(10.0, wholeDigits - SignificantDigits);
            return Math.Round(value / unit, MidpointRounding.AwayFromZero) * unit;
        }

        var decimals = SignificantDigits - wholeDigits;
        return Math.Round(value, decimals, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m;
    }

    private static void WriteHead(Utf8JsonWriter json, Comparison comparison)
    {
        var input = comparison.Input;
        json.WriteString("site", comparison.Site.Site.Id.Text);
        json.WriteString("settlement_point", comparison.Site.SettlementPoint.ToString());
        json.WriteString("from_utc", InstantPattern.General.Format(input.From));
        json.WriteString("to_utc", InstantPattern.General.Format(input.To));
        json.WriteNumber("interval_minutes", Number((decimal)input.Prices.Interval.TotalMinutes));
        json.WriteNumber("intervals", input.Range.Length);
        json.WriteNumber("gaps", input.Gaps);
        json.WriteString("knows", input.Knowledge == Knowledge.Current ? "current" : "previous");
        if (comparison.Foresight is { } foresight)
        {
            // No way of running the site earns more than the bound; the gap is what a better plan could still add.
            var currency = comparison.Site.Currency.ToLowerInvariant();
            json.WriteNumber($"foresight_upper_bound_{currency}", foresight.UpperBound.ToCent().Value);
            json.WriteNumber($"foresight_gap_{currency}", foresight.Gap.ToCent().Value);
            json.WriteBoolean("foresight_is_exact", foresight.IsExact);
        }
    }

    internal static void WritePolicy(Utf8JsonWriter json, ComparedPolicy policy, string currency)
    {
        var totals = policy.Run.Totals;
        json.WriteStartObject();
        json.WriteString("policy", policy.Run.Policy);
        json.WriteNumber("energy_mwh", Number(totals.Energy.ToMegawattHours().Value));
        Money("energy_cost", totals.EnergyCost);
        Money("production_revenue", totals.Production);
        Money("restart_loss", totals.RestartLoss);
        Money("contract", totals.Contracts);
        Money("wear", totals.Wear);
        Money("net", totals.Net);
        json.WriteNumber("curtailed_mwh", Number(policy.Curtailed.ToMegawattHours().Value));
        Ratio("curtailed_ratio", policy.CurtailedRatio);
        json.WriteNumber("restarts", totals.Restarts);
        Ratio("uplift_capture_ratio", policy.UpliftCapture);
        Ratio("regret_ratio", policy.Regret);
        json.WriteString("decision_hash", policy.Run.DecisionHash);
        json.WriteNumber("seconds", Math.Round(policy.Run.Elapsed.TotalSeconds, 3));
        json.WriteEndObject();

        void Money(string name, ExactMoney amount) => json.WriteNumber($"{name}_{currency}", amount.ToCent().Value);

        void Ratio(string name, decimal? ratio)
        {
            if (ratio is { } known)
            {
                json.WriteNumber(name, Number(known));
            }
            else
            {
                json.WriteNull(name);
            }
        }
    }

    private static void WriteInputs(Utf8JsonWriter json, ImmutableArray<InputFile> files)
    {
        json.WriteStartArray("inputs");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("gives", file.Role);
            json.WriteString("file", file.Source.Name);
            json.WriteString("sha256", file.Source.Sha256);
            json.WriteString("form", file.Source.Form);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
