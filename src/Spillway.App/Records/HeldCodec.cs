using System.Text.Json;
using Spillway.Engine.Signals.Obligations;

namespace Spillway.App.Records;

/// <summary>What somebody holds of the site, inside a record.</summary>
internal static class HeldCodec
{
    public static void Write(Utf8JsonWriter writer, HeldPower held)
    {
        writer.WriteStartObject();
        writer.Instant("start_utc", held.Start);
        writer.Instant("end_utc", held.End);
        writer.WriteNumber("kind", (int)held.Kind);
        writer.WriteString("holder", held.Holder);
        writer.WriteString("product", held.Product);
        writer.WriteNumber("mw", held.Power.Value);
        writer.WriteEndObject();
    }

    public static HeldPower Read(JsonElement one) => new(
        one.Instant("start_utc"),
        one.Instant("end_utc"),
        (HolderKind)one.Int("kind"),
        one.Text("holder"),
        one.Text("product"),
        new(one.Decimal("mw")));
}
