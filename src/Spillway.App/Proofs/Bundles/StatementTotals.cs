using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Proofs.Bundles;

/// <summary>The totals of a statement, as its JSON has them.</summary>
public static class StatementTotals
{
    /// <summary>The totals.</summary>
    /// <param name="statement">The statement.</param>
    /// <returns>Their JSON.</returns>
    public static JsonObject Of(Statement statement) => new()
    {
        ["site"] = statement.Site.Text,
        ["from_utc"] = Utc(statement.Range.Start),
        ["to_utc"] = Utc(statement.Range.End),
        ["currency"] = statement.Currency,
        ["total_usd"] = Cents(statement.Total.Value),
        ["charges"] = new JsonArray([.. statement.Lines.GroupBy(line => (line.Id.Charge, line.Id.Contract)).Select(charge => (JsonNode)new JsonObject
        {
            ["charge"] = ChargeNames.Of(charge.Key.Charge),
            ["contract"] = charge.Key.Contract?.Text,
            ["amount_usd"] = Cents(charge.Sum(line => line.Amount.Value)),
            ["energy_mwh"] = charge.Where(line => line.Id.Component is LineComponent.Consumption or LineComponent.Purchase).Sum(line => line.Quantity),
        })]),
        ["energy_mwh"] = statement.Energy.Value,
        ["power_credits_usd"] = Cents(statement.PowerCredits.Value),
        ["production_revenue_usd"] = Cents(statement.Production.Value),
        ["settled_intervals"] = statement.SettledIntervals,
        ["open_intervals"] = statement.OpenIntervals,
        ["unsettled_usd"] = Cents(statement.Unsettled.Value),
    };

    private static decimal Cents(decimal value) => decimal.Round(value, 2, MidpointRounding.AwayFromZero);

    private static string Utc(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
