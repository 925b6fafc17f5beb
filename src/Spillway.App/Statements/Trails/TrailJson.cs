using System.Text.Json.Nodes;
using NodaTime.Text;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements.Trails;

/// <summary>A line and everything it came from, as JSON; its names stay stable.</summary>
public static class TrailJson
{
    /// <summary>Makes the JSON object.</summary>
    /// <param name="trail">The trail.</param>
    /// <returns>One object; the amount positive = the site pays.</returns>
    public static JsonObject Of(LineTrail trail)
    {
        ArgumentNullException.ThrowIfNull(trail);
        return new()
        {
            ["line"] = trail.Line.Id.ToString(),
            ["interval_start_utc"] = InstantPattern.General.Format(trail.Line.Span.Start),
            ["interval_end_utc"] = InstantPattern.General.Format(trail.Line.Span.End),
            ["quantity"] = trail.Line.Quantity,
            ["unit"] = LineUnits.Of(trail.Line.Unit),
            ["price"] = trail.Line.Price,
            ["amount"] = trail.Line.Amount.Value,
            ["currency"] = trail.Currency,
            ["rounding"] = RoundingNames.Of(trail.Line.Basis.Rounding),
            ["steps"] = new JsonArray([.. trail.Steps.Select(step => new JsonObject
            {
                ["what"] = step.What,
                ["file"] = step.File,
                ["row"] = step.Row,
                ["text"] = step.Text,
            })]),
            ["versions"] = new JsonArray([.. trail.Versions.Select(one => new JsonObject
            {
                ["month"] = BookManifest.Text(one.Version.Month),
                ["version"] = one.Version.Number,
                ["kind"] = BookKinds.Of(one.Version.Kind),
                ["booked_utc"] = InstantPattern.General.Format(one.Version.BookedAt),
                ["entry"] = one.Line.IsReversal ? "reversal" : "new",
                ["amount"] = one.Line.Line.Amount.Value,
            })]),
        };
    }
}
