using System.Text.Json;
using NodaTime;
using Spillway.Engine.Commands;
using Spillway.Engine.Plans;
using Spillway.Units;

namespace Spillway.App.Records;

/// <summary>One interval's decision inside a record.</summary>
internal static class DecisionCodec
{
    private static readonly Dictionary<string, ReasonCode> _reasons =
        Enum.GetValues<ReasonCode>().ToDictionary(ReasonCodes.Text, static code => code);

    public static void Write(Utf8JsonWriter writer, GroupCommand command)
    {
        writer.WriteStartObject();
        writer.WriteString("group", command.Group.Text);
        writer.WriteNumber("mode_index", command.ModeIndex);
        writer.WriteString("mode", command.ModeName);
        writer.WriteNumber("machines", command.Machines);
        writer.WriteNumber("mw", command.Power.Value);
        writer.WriteString("reason", ReasonCodes.Text(command.Reason.Code));
        writer.Number("newest_per_mwh", command.Reason.Newest?.Value);
        writer.Number("worth_per_mwh", command.Reason.Worth?.Value);
        writer.Number("expected_per_mwh", command.Reason.Expected?.Value);
        writer.Number("intervals_ahead", command.Reason.IntervalsAhead);
        writer.Instant("follows_from_utc", command.Reason.FollowsFrom);
        writer.Text("holder", command.Reason.Holder);
        writer.Number("held_mw", command.Reason.Held?.Value);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, string name, Decision? decision)
    {
        if (decision is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        writer.Instant("slot_start_utc", decision.Slot.Start);
        writer.WriteNumber("slot_seconds", (long)decision.Slot.Length.TotalSeconds);
        writer.Number("hashprice_per_ph_day", decision.Hashprice?.Value);
        writer.List("commands", decision.Commands, Write);
        writer.WriteEndObject();
    }

    public static Decision? Read(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var decision)
            ? new(
                new(decision.Instant("slot_start_utc"), Duration.FromSeconds(decision.Long("slot_seconds"))),
                decision.List("commands", Command),
                decision.DecimalOrNull("hashprice_per_ph_day") is { } hashprice ? new Hashprice(hashprice) : null)
            : null;

    public static GroupCommand Command(JsonElement one) => new(
        new(one.Text("group")),
        one.Int("mode_index"),
        one.Text("mode"),
        one.Int("machines"),
        new(one.Decimal("mw")),
        new(
            _reasons[one.Text("reason")],
            one.DecimalOrNull("newest_per_mwh") is { } newest ? new(newest) : null,
            one.DecimalOrNull("worth_per_mwh") is { } worth ? new(worth) : null,
            one.DecimalOrNull("expected_per_mwh") is { } expected ? new(expected) : null,
            one.TryGetProperty("intervals_ahead", out var ahead) ? ahead.GetInt32() : null,
            one.InstantOrNull("follows_from_utc"),
            one.TextOrNull("holder"),
            one.DecimalOrNull("held_mw") is { } held ? new(held) : null));
}
