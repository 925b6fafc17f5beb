using System.Text.Json;
using Spillway.App.Statements;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Proofs.Bundles;

/// <summary>Writes one line of a statement as a leaf.</summary>
internal static class LinePart
{
    public static void Write(Utf8JsonWriter writer, StatementLine line)
    {
        writer.WriteString("line", line.Id.ToString());
        writer.WriteString("start_utc", BundleText.Utc(line.Id.Start));
        writer.WriteString("end_utc", BundleText.Utc(line.Span.End));
        writer.WriteString("charge", ChargeNames.Of(line.Id.Charge));
        writer.WriteString("contract", line.Id.Contract?.Text);
        writer.WriteString("component", ComponentNames.Of(line.Id.Component));
        writer.WriteString("item", line.Id.Item);
        writer.WriteString("quantity", BundleText.Decimal(line.Quantity));
        writer.WriteString("unit", LineUnits.Of(line.Unit));
        writer.WriteString("price", BundleText.Decimal(line.Price));
        writer.WriteString("rounding", RoundingNames.Of(line.Basis.Rounding));
        writer.WriteString("amount", BundleText.Decimal(line.Amount.Value));
        writer.WriteString("reading", line.Basis.Reading?.ToString());
        writer.WriteString("price_id", line.Basis.Price?.ToString());
        writer.WriteString("rule", line.Basis.RuleVersion);
        if (line.Basis.JournalSequence is { } number)
        {
            writer.WriteNumber("record", number);
        }
        else
        {
            writer.WriteNull("record");
        }
    }
}
