using System.Collections.Immutable;
using System.Text.Json;
using NodaTime.Text;
using Spillway.App.Backtests;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Bridges;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Statements;

/// <summary>What coincident peaks leave for the year after, in a statement's JSON.</summary>
internal static class NextChargeJson
{
    /// <summary>Writes the array <c>next_year_peaks</c>; empty where there is none.</summary>
    /// <param name="json">Within the statement's object.</param>
    /// <param name="peaks">The peaks.</param>
    /// <param name="currency">The currency in lower case, for the names of fields.</param>
    public static void Write(Utf8JsonWriter json, ImmutableArray<NextChargePeak> peaks, string currency)
    {
        json.WriteStartArray("next_year_peaks");
        foreach (var peak in peaks)
        {
            json.WriteStartObject();
            json.WriteString("contract", peak.Contract.Text);
            json.WriteString("month", BookManifest.Text(peak.Month));
            json.WriteString("start_utc", InstantPattern.General.Format(peak.Start));
            json.WriteBoolean("official", peak.IsOfficial);
            Number(json, "drawn_mw", peak.Drawn?.Value);
            json.WriteNumber("always_on_mw", BacktestJson.Number(peak.AlwaysOn.Value));
            json.WriteNumber("charge_year", peak.ChargeYear);
            Number(json, $"rate_{currency}_per_mw_year", peak.Rate?.Value);
            Money(json, $"left_{currency}", peak.Left);
            json.WriteString("because", peak.Because);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // To the cent, as every amount of the object is written.
    private static void Money(Utf8JsonWriter json, string name, Money? amount)
    {
        if (amount is { } known)
        {
            json.WriteNumber(name, LineAmount.ToCent(known).Value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, BacktestJson.Number(known));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
