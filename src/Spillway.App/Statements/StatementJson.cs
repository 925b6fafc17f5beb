using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;
using Spillway.App.Backtests;
using Spillway.App.Statements.Books;
using Spillway.App.Statements.Papers;
using Spillway.Engine.Settlements.Bridges;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Statements;

/// <summary>A statement as the JSON object other programs read; its names stay stable.</summary>
public static class StatementJson
{
    private static readonly JsonWriterOptions _options = new() {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a statement.</summary>
    /// <param name="statement">What to write.</param>
    /// <returns>One JSON object, ended by a line feed; money to the cent, positive = the site pays.</returns>
    public static string Of(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return Of(statement, null);
    }

    /// <summary>Writes a statement with what explains it.</summary>
    /// <param name="range">What to write.</param>
    /// <returns>One JSON object, ended by a line feed; in the bridges a positive amount adds to what the site earns.</returns>
    public static string Of(SettledRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return Of(range.Statement, range);
    }

    private static string Of(Statement statement, SettledRange? range)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            Write(json, statement, range);
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Statement statement, SettledRange? range)
    {
        var currency = statement.Currency.ToLowerInvariant();
        json.WriteStartObject();
        json.WriteString("site", statement.Site.Text);
        json.WriteString("from_utc", InstantPattern.General.Format(statement.Range.Start));
        json.WriteString("to_utc", InstantPattern.General.Format(statement.Range.End));
        json.WriteString("currency", statement.Currency);
        Money(json, $"total_{currency}", statement.Total);
        if (range?.Corrections is { } corrections)
        {
            CorrectionsJson.Write(json, corrections, ("total", LineAmount.ToCent(statement.Total)), currency);
        }

        WriteCharges(json, statement, currency);
        json.WriteNumber("energy_mwh", BacktestJson.Number(statement.Energy.Value));
        Money(json, $"power_credits_{currency}", statement.PowerCredits);
        Money(json, $"production_revenue_{currency}", statement.Production);
        json.WriteNumber("settled_intervals", statement.SettledIntervals);
        json.WriteNumber("open_intervals", statement.OpenIntervals);
        Money(json, $"unsettled_{currency}", statement.Unsettled);
        WriteNotKnown(json, statement);
        WriteProduction(json, statement, currency);
        if (range is not null)
        {
            WriteBridge(json, ("bridge", "always_on"), range.Bridge, null, currency);
            WritePlan(json, range.Plan, currency);
            NextChargeJson.Write(json, range.NextCharge, currency);
        }

        json.WriteStartArray("notes");
        foreach (var note in statement.Notes)
        {
            json.WriteStringValue(note.ToString());
        }

        json.WriteEndArray();
        WriteSources(json, statement);
        json.WriteEndObject();
    }

    private static void WriteCharges(Utf8JsonWriter json, Statement statement, string currency)
    {
        json.WriteStartArray("charges");
        foreach (var charge in ChargeTotal.Of(statement))
        {
            json.WriteStartObject();
            json.WriteString("charge", ChargeNames.Of(charge.Charge));
            json.WriteString("contract", charge.Contract?.Text);
            Money(json, $"amount_{currency}", charge.Amount);
            if (charge.Energy is { } energy)
            {
                json.WriteNumber("energy_mwh", BacktestJson.Number(energy.Value));
            }
            else
            {
                json.WriteNull("energy_mwh");
            }

            json.WriteNumber("lines", charge.Lines);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Stands there only where something is missing from the figure before it: a reader that finds it must not take the figure for whole.
    private static void WriteNotKnown(Utf8JsonWriter json, Statement statement)
    {
        if (statement.NotKnown.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("unsettled_not_known");
        foreach (var holding in statement.NotKnown)
        {
            json.WriteStartObject();
            json.WriteString("contract", holding.Contract.Text);
            json.WriteNumber("intervals", holding.Intervals);
            json.WriteString("first_utc", InstantPattern.General.Format(holding.First));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteProduction(Utf8JsonWriter json, Statement statement, string currency)
    {
        json.WriteStartArray("production");
        foreach (var group in statement.Groups)
        {
            json.WriteStartObject();
            json.WriteString("group", group.Group.Text);
            json.WriteNumber("energy_mwh", BacktestJson.Number(group.Energy.Value));
            json.WriteNumber("restart_mwh", BacktestJson.Number(group.Restart.Value));
            Money(json, $"revenue_{currency}", group.Revenue);
            json.WriteString("grade", GradeNames.Of(group.Grade));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Nothing is said of a plan that nobody knows.
    private static void WritePlan(Utf8JsonWriter json, PlanComparison? plan, string currency)
    {
        if (plan is null)
        {
            json.WriteNull("bridge_plan");
            return;
        }

        WriteBridge(json, ("bridge_plan", "planned"), plan.Bridge, plan, currency);
    }

    private static void WriteBridge(Utf8JsonWriter json, (string Object, string From) names, Bridge bridge, PlanComparison? reach, string currency)
    {
        json.WriteStartObject(names.Object);
        if (reach is not null)
        {
            json.WriteNumber("intervals", reach.Intervals);
            json.WriteNumber("intervals_without_plan", reach.Unplanned);
        }

        Money(json, $"{names.From}_{currency}", bridge.From);
        json.WriteStartArray("parts");
        foreach (var part in bridge.Parts)
        {
            json.WriteStartObject();
            json.WriteString("part", BridgeNames.Of(part.Kind));
            Money(json, $"amount_{currency}", part.Amount);
            json.WriteString("because", part.Because);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Money(json, $"happened_{currency}", bridge.To);
        json.WriteEndObject();
    }

    private static void WriteSources(Utf8JsonWriter json, Statement statement)
    {
        json.WriteStartArray("inputs");
        foreach (var source in statement.Sources)
        {
            json.WriteStartObject();
            json.WriteString("file", source.Name);
            json.WriteString("sha256", source.Sha256);
            json.WriteString("form", source.Form);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Money(Utf8JsonWriter json, string name, Money exact) => json.WriteNumber(name, LineAmount.ToCent(exact).Value);
}
