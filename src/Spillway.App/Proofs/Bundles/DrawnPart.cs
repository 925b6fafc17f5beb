using System.Text.Json;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Proofs.Bundles;

/// <summary>Writes what each group drew in a settled interval as a leaf, and what a MWh of it earned.</summary>
internal static class DrawnPart
{
    public static void Write(Utf8JsonWriter writer, DrawnInterval drawn)
    {
        writer.WriteString("start_utc", BundleText.Utc(drawn.Interval.Slot.Start));
        writer.WriteStartArray("groups");
        foreach (var group in drawn.Groups)
        {
            writer.WriteStartObject();
            writer.WriteString("group", group.Group.Text);
            writer.WriteString("energy_mwh", BundleText.Decimal(group.Energy.Value));
            writer.WriteString("restart_mwh", BundleText.Decimal(group.Restart.Value));
            writer.WriteString("worth", BundleText.Decimal(group.Worth.Value));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
