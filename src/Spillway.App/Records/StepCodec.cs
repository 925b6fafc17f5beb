using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.App.Records;

/// <summary>One step as a record: everything the step saw, and what it decided.</summary>
public static class StepCodec
{
    /// <summary>Writes a step.</summary>
    /// <param name="observation">What the desk saw.</param>
    /// <param name="step">What came of it.</param>
    /// <returns>The payload.</returns>
    public static byte[] Write(Observation observation, StepRecord step)
    {
        ArgumentNullException.ThrowIfNull(observation);
        ArgumentNullException.ThrowIfNull(step);
        return RecordWriting.Write(writer =>
        {
            if (observation.Next is { } slot)
            {
                writer.Instant("slot_start_utc", slot.Start);
                writer.WriteNumber("slot_seconds", (long)slot.Length.TotalSeconds);
            }

            Frame(writer, observation.Frame);
            writer.List("measured", observation.Measured, Run);
            writer.List("decision", step.Decision?.Commands ?? [], DecisionCodec.Write);
            writer.Number("settled_net", step.Settled?.Net.ToCent().Value);
        });
    }

    /// <summary>Reads what the desk saw.</summary>
    /// <param name="payload">The payload.</param>
    /// <returns>The observation, equal to the one written.</returns>
    /// <exception cref="RefusedException"><see cref="RecordErrors.Unreadable"/>.</exception>
    public static Observation ReadObservation(ReadOnlyMemory<byte> payload) => RecordReading.Read(payload, static root => new Observation(
        root.InstantOrNull("slot_start_utc") is { } start ? new Slot(start, Duration.FromSeconds(root.Long("slot_seconds"))) : null,
        new(
            root.List("prices", Price),
            root.List("publications", Published),
            root.DecimalOrNull("settlement_price_per_mwh") is { } price ? new EnergyPrice(price) : null,
            root.DecimalOrNull("decision_hashprice_per_ph_day") is { } decided ? new Hashprice(decided) : null,
            root.DecimalOrNull("settlement_hashprice_per_ph_day") is { } paid ? new Hashprice(paid) : null)
        {
            Held = root.List("held", HeldCodec.Read),
            SellBack = root.TryGetProperty("sell_back", out _)
                ? root.List("sell_back", static tier => new SellBackTier(new(tier.Decimal("mw")), new(tier.Decimal("spread_per_mwh"))))
                : [],
            Paired = root.List("paired", static one => new PairedPrice(SettlementPoint.FromColumn(one.Text("point")), one.Instant("start_utc"), new(one.Decimal("price_per_mwh")))),
        },
        root.List("measured", Run)));

    /// <summary>Reads what was decided.</summary>
    /// <param name="payload">The payload.</param>
    /// <returns>One entry a group, in file order; empty at the end of a range.</returns>
    /// <exception cref="RefusedException"><see cref="RecordErrors.Unreadable"/>.</exception>
    public static ImmutableArray<GroupCommand> ReadDecided(ReadOnlyMemory<byte> payload) =>
        RecordReading.Read(payload, static root => root.List("decision", DecisionCodec.Command));

    private static void Frame(Utf8JsonWriter writer, SignalFrame frame)
    {
        writer.List("prices", frame.Prices, static (w, price) =>
        {
            w.WriteStartObject();
            w.Instant("start_utc", price.Start);
            w.WriteNumber("price_per_mwh", price.Price.Value);
            w.List("peers", price.Peers, static (inner, peer) =>
            {
                if (double.IsNaN(peer))
                {
                    inner.WriteNullValue();
                }
                else
                {
                    inner.WriteNumberValue(peer);
                }
            });
            w.WriteEndObject();
        });
        writer.List("publications", frame.Publications, static (w, one) =>
        {
            w.WriteStartObject();
            w.WriteNumber("kind", (int)one.Kind);
            w.WriteString("point", one.Point);
            w.Instant("start_utc", one.Start);
            w.WriteNumber("seconds", (long)one.Length.TotalSeconds);
            w.Instant("known_utc", one.KnownAt);
            w.WriteNumber("value", one.Value);
            w.WriteEndObject();
        });
        writer.List("held", frame.Held, HeldCodec.Write);
        if (!frame.SellBack.IsEmpty)
        {
            writer.List("sell_back", frame.SellBack, static (w, tier) =>
            {
                w.WriteStartObject();
                w.WriteNumber("mw", tier.Power.Value);
                w.WriteNumber("spread_per_mwh", tier.Spread.Value);
                w.WriteEndObject();
            });
        }

        writer.List("paired", frame.Paired, static (w, price) =>
        {
            w.WriteStartObject();
            w.WriteString("point", price.Point.ToString());
            w.Instant("start_utc", price.Start);
            w.WriteNumber("price_per_mwh", price.Price.Value);
            w.WriteEndObject();
        });
        writer.Number("settlement_price_per_mwh", frame.SettlementPrice?.Value);
        writer.Number("decision_hashprice_per_ph_day", frame.DecisionHashprice?.Value);
        writer.Number("settlement_hashprice_per_ph_day", frame.SettlementHashprice?.Value);
    }

    private static PriceReport Price(JsonElement one) => new(
        one.Instant("start_utc"),
        new(one.Decimal("price_per_mwh")),
        one.List("peers", static peer => peer.ValueKind == JsonValueKind.Null ? double.NaN : peer.GetDouble()));

    private static Publication Published(JsonElement one) => new(
        (PublicationKind)one.Int("kind"),
        one.Text("point"),
        one.Instant("start_utc"),
        Duration.FromSeconds(one.Long("seconds")),
        one.Instant("known_utc"),
        one.GetProperty("value").GetDouble());

    private static void Run(Utf8JsonWriter writer, GroupRun run)
    {
        writer.WriteStartObject();
        writer.WriteNumber("mode", run.ModeIndex);
        writer.WriteNumber("running", run.Running);
        writer.WriteNumber("mw_minutes", run.Energy.MegawattMinutes);
        writer.WriteNumber("producing_minutes", run.ProducingMachineMinutes.Value);
        writer.WriteNumber("restart_minutes", run.RestartMachineMinutes.Value);
        writer.WriteNumber("starts", run.Starts);
        GroupCodec.Write(writer, "after", run.After);
        if (run.Parted > 0)
        {
            writer.WriteNumber("parted", run.Parted);
        }

        writer.WriteEndObject();
    }

    private static GroupRun Run(JsonElement one) => new(
        GroupCodec.Read(one, "after"),
        one.Int("mode"),
        one.Int("running"),
        new(one.Decimal("mw_minutes")),
        new(one.Decimal("producing_minutes")),
        new(one.Decimal("restart_minutes")),
        one.Int("starts"))
    {
        Parted = one.TryGetProperty("parted", out var parted) ? parted.GetInt32() : 0,
    };
}
