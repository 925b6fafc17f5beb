using System.Text.Json.Nodes;
using NodaTime.Text;
using Spillway.App.Statements;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Earnings;

/// <summary>A line of a statement as JSON: the fields are the columns of <see cref="LinesCsv"/>.</summary>
internal static class LineJson
{
    /// <summary>One line.</summary>
    public static JsonObject Of(Statement statement, StatementLine line)
    {
        var (id, basis, currency) = (line.Id, line.Basis, statement.Currency.ToLowerInvariant());
        return new()
        {
            ["line"] = id.ToString(),
            ["interval_start_utc"] = InstantPattern.General.Format(line.Span.Start),
            ["interval_end_utc"] = InstantPattern.General.Format(line.Span.End),
            ["charge"] = ChargeNames.Of(id.Charge),
            ["contract"] = id.Contract?.Text,
            ["component"] = ComponentNames.Of(id.Component),
            ["item"] = id.Item,
            ["quantity"] = line.Quantity,
            ["unit"] = LineUnits.Of(line.Unit),
            [$"price_{currency}_per_unit"] = line.Price,
            [$"amount_{currency}"] = line.Amount.Value,
            ["rounding"] = RoundingNames.Of(basis.Rounding),
            ["reading_meter"] = basis.Reading?.Meter,
            ["reading_start_utc"] = basis.Reading is { } reading ? InstantPattern.General.Format(reading.Start) : null,
            ["reading_input"] = basis.Reading?.Source,
            ["reading_file"] = File(statement, basis.Reading?.Source),
            ["reading_row"] = basis.Reading?.Row,
            ["price_series"] = basis.Price?.Series,
            ["price_start_utc"] = basis.Price is { } price ? InstantPattern.General.Format(price.Start) : null,
            ["price_input"] = basis.Price?.Source,
            ["price_file"] = File(statement, basis.Price?.Source),
            ["rule_version"] = basis.RuleVersion,
            ["journal_sequence"] = basis.JournalSequence,
        };
    }

    private static string? File(Statement statement, int? source) =>
        source is { } place && place >= 0 && place < statement.Sources.Length ? statement.Sources[place].Name : null;
}
