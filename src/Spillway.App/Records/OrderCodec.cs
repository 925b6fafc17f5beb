using System.Text.Json;
using NodaTime;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Records;

/// <summary>One order inside a record.</summary>
internal static class OrderCodec
{
    public static void Write(Utf8JsonWriter writer, Order order)
    {
        writer.WriteStartObject();
        Fields(writer, order);
        writer.WriteEndObject();
    }

    public static void Fields(Utf8JsonWriter writer, Order order)
    {
        writer.WriteString("id", order.Id.Text);
        writer.WriteNumber("kind", (int)order.Kind);
        writer.WriteNumber("rank", (int)order.Rank);
        writer.Number("mw", order.Power?.Value);
        writer.Text("group", order.Group?.Text);
        writer.Text("feed", order.Feed?.Text);
        writer.Text("target", order.Target?.Text);
        writer.Number("within_seconds", order.Within is { } within ? (decimal)within.BclCompatibleTicks / NodaConstants.TicksPerSecond : null);
        writer.Instant("until_utc", order.Until);
        writer.WriteString("reason", order.Reason);
        writer.WriteString("source", order.Source);
    }

    public static Order Read(JsonElement one) => new(
        new(one.Text("id")),
        (OrderKind)one.Int("kind"),
        (OrderRank)one.Int("rank"),
        one.DecimalOrNull("mw") is { } power ? new(power) : null,
        one.TextOrNull("group") is { } group ? new GroupId(group) : null,
        one.TextOrNull("feed") is { } feed ? new FeedId(feed) : null,
        one.TextOrNull("target") is { } target ? new OrderId(target) : null,
        one.DecimalOrNull("within_seconds") is { } within ? Duration.FromTicks((long)(within * NodaConstants.TicksPerSecond)) : null,
        one.InstantOrNull("until_utc"),
        one.Text("reason"),
        one.Text("source"));
}
