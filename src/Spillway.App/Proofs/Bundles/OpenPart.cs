using System.Collections.Immutable;
using System.Text.Json;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Proofs.Bundles;

/// <summary>Writes an interval that is not settled as a leaf, with what was bought ahead for it and is owed all the same.</summary>
internal static class OpenPart
{
    public static void Write(Utf8JsonWriter writer, MeteredInterval interval, ImmutableArray<OwedEnergy> owed)
    {
        writer.WriteString("start_utc", BundleText.Utc(interval.Slot.Start));
        writer.WriteString("because", BundleText.Of(interval.Open));
        writer.WriteStartArray("owed");
        foreach (var position in owed)
        {
            writer.WriteStartObject();
            writer.WriteString("contract", position.Contract.Text);
            writer.WriteString("quantity", BundleText.Decimal(position.Energy.Value));
            writer.WriteString("price", BundleText.Decimal(position.Price.Value));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
