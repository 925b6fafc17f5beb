using System.Collections.Immutable;
using System.Text.Json;
using NodaTime.Text;
using Spillway.Units;

namespace Spillway.App.Statements.Books;

/// <summary>Corrections of closed months in the JSON of the statement that tells them.</summary>
internal static class CorrectionsJson
{
    /// <summary>Writes them with their sum, and with what they and the period's own total come to.</summary>
    /// <param name="json">Where to, within the statement's object.</param>
    /// <param name="corrections">Them.</param>
    /// <param name="own">The name of the period's own total, such as <c>total</c>, and that total to the cent.</param>
    /// <param name="currency">In lower case.</param>
    public static void Write(Utf8JsonWriter json, ImmutableArray<LandedCorrection> corrections, (string Name, Money Amount) own, string currency)
    {
        json.WriteStartArray("corrections");
        foreach (var correction in corrections)
        {
            var version = correction.Version;
            json.WriteStartObject();
            json.WriteString("month", BookManifest.Text(version.Of));
            json.WriteString("booked_in", BookManifest.Text(version.Month));
            json.WriteNumber("version", version.Number);
            json.WriteString("booked_utc", InstantPattern.General.Format(version.BookedAt));
            json.WriteNumber($"amount_{currency}", correction.Amount.Value);
            json.WriteNumber("lines", correction.Changes.Length);
            json.WriteString("because", correction.Because);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        var sum = LandedCorrection.Sum(corrections);
        json.WriteNumber($"corrections_{currency}", sum.Value);
        json.WriteNumber($"{own.Name}_with_corrections_{currency}", (own.Amount + sum).Value);
    }
}
