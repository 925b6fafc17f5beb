using System.Text.Json;

namespace Spillway.Tests.App.Statements;

/// <summary>Figures of a statement's JSON by their names.</summary>
internal static class StatementReading
{
    public static decimal Number(this JsonElement json, string name) => json.GetProperty(name).GetDecimal();

    public static decimal Charge(this JsonElement json, string charge) => json.ChargeOf(charge).GetProperty("amount_usd").GetDecimal();

    public static JsonElement ChargeOf(this JsonElement json, string charge) =>
        json.GetProperty("charges").EnumerateArray().Single(one => one.GetProperty("charge").GetString() == charge);

    public static string[] Notes(this JsonElement json) => [.. json.GetProperty("notes").EnumerateArray().Select(note => note.GetString()!)];
}
