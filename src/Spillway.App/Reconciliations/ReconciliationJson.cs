using System.Text.Json.Nodes;
using NodaTime.Text;
using Spillway.App.Backtests;
using Spillway.Engine.Settlements.Reconciliations;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Reconciliations;

/// <summary>A reconciliation as JSON; its names stay stable.</summary>
public static class ReconciliationJson
{
    /// <summary>Makes the JSON object.</summary>
    /// <param name="reconciled">What was found.</param>
    /// <returns>One object; amounts to the cent, positive = the site pays, differences bill less ours.</returns>
    public static JsonObject Of(BillReconciliation reconciled)
    {
        ArgumentNullException.ThrowIfNull(reconciled);
        var (statement, bill, found) = reconciled;
        var currency = statement.Currency.ToLowerInvariant();
        return new()
        {
            ["site"] = statement.Site.Text,
            ["bill"] = new JsonObject { ["file"] = bill.Source.Name, ["sha256"] = bill.Source.Sha256, ["lines"] = bill.Lines.Length },
            ["from_utc"] = InstantPattern.General.Format(bill.Range.Start),
            ["to_utc"] = InstantPattern.General.Format(bill.Range.End),
            ["currency"] = statement.Currency,
            [$"bill_{currency}"] = Amount(found.Bill),
            [$"ours_{currency}"] = Amount(found.Ours),
            [$"difference_{currency}"] = Amount(found.Difference),
            ["matched"] = found.MatchedPlaces,
            [$"tolerated_{currency}"] = Amount(found.Tolerated),
            ["classes"] = new JsonArray([.. found.ByClass.Select(group => new JsonObject
            {
                ["class"] = VarianceNames.Of(group.Class), ["variances"] = group.Places, [$"difference_{currency}"] = Amount(group.Difference),
            })]),
            ["uncovered"] = new JsonObject { ["lines"] = found.UncoveredLines, [$"amount_{currency}"] = Amount(found.Uncovered) },
            ["outside"] = new JsonObject { ["lines"] = found.OutsideLines, [$"amount_{currency}"] = Amount(found.Outside) },
            ["ignored"] = new JsonArray([.. bill.Ignored.Select(code => new JsonObject
            {
                ["code"] = code.Key, ["rows"] = code.Value.Rows, [$"amount_{currency}"] = Amount(code.Value.Amount),
            })]),
            ["variances"] = new JsonArray([.. found.Variances.Select(variance => Variance(variance, currency))]),
        };
    }

    private static JsonObject Variance(Variance variance, string currency) => new()
    {
        ["class"] = VarianceNames.Of(variance.Class),
        ["start_utc"] = InstantPattern.General.Format(variance.Span.Start),
        ["end_utc"] = InstantPattern.General.Format(variance.Span.End),
        ["charge"] = ChargeNames.Of(variance.Scope.Charge),
        ["contract"] = variance.Scope.Contract?.Text,
        ["component"] = variance.Scope.Component is { } component ? ComponentNames.Of(component) : null,
        [$"bill_{currency}"] = Amount(variance.Billed),
        [$"ours_{currency}"] = Amount(variance.Ours),
        [$"difference_{currency}"] = Amount(variance.Difference),
        ["because"] = variance.Because.ToString(),
        ["bill_rows"] = new JsonArray([.. variance.BillLines.Select(line => JsonValue.Create(line.Row))]),
        ["lines"] = new JsonArray([.. variance.OurLines.Select(line => JsonValue.Create(line.Id.ToString()))]),
    };

    private static JsonNode Amount(Money exact) => BacktestJson.Number(LineAmount.ToCent(exact).Value);
}
