using System.Text.Json;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Units;

namespace Spillway.App.Records;

/// <summary>What a control pass saw, inside a record.</summary>
internal static class FrameCodec
{
    private const int MachineColumns = 4;
    private const int OutcomeColumns = 2;
    private const int FeedColumns = 3;
    private const long NoPower = -1;

    public static void Write(Utf8JsonWriter writer, FieldFrame frame)
    {
        writer.Instant("at_utc", frame.At);
        if (frame.Meter is { } meter)
        {
            writer.Instant("meter_at_utc", meter.At);
            writer.WriteNumber("meter_mw", meter.Power.Value);
        }

        Runs.Write(writer, "machines", [.. frame.Machines.Select(static note => new long[] { note.Machine, (long)note.Condition, note.ModeIndex, Power(note) })], 1);
        Runs.Write(writer, "feeds", [.. frame.Feeds.Select(static note => new[] { note.Feed, (long)note.Position, note.IsInterlocked ? 1L : 0L })], 1);
        Runs.Write(writer, "outcomes", [.. frame.Outcomes.Select(Outcome)], 1);
        writer.List("orders", frame.Orders, OrderCodec.Write);
        writer.Instant("newest_price_utc", frame.NewestPriceAt);
        DecisionCodec.Write(writer, "decision", frame.Decision);
        if (frame.IsRestart)
        {
            writer.WriteBoolean("is_restart", true);
        }
    }

    public static FieldFrame Read(JsonElement root) => new(
        root.Instant("at_utc"),
        root.InstantOrNull("meter_at_utc") is { } measured ? new MeterSample(measured, new(root.Decimal("meter_mw"))) : null,
        [.. Runs.Read(root, "machines", MachineColumns, 1).Select(Machine)],
        [.. Runs.Read(root, "feeds", FeedColumns, 1).Select(static row => new FeedNote((int)row[0], (FeedPosition)row[1], row[2] == 1))],
        [.. Outcomes(root, "outcomes")],
        root.List("orders", OrderCodec.Read),
        root.InstantOrNull("newest_price_utc"),
        DecisionCodec.Read(root, "decision"),
        root.TryGetProperty("is_restart", out var restart) && restart.GetBoolean());

    public static long[] Outcome(CommandOutcome outcome) => [outcome.Command.Number, (long)outcome.Kind];

    public static IEnumerable<CommandOutcome> Outcomes(JsonElement root, string name) =>
        Runs.Read(root, name, OutcomeColumns, 1).Select(static row => new CommandOutcome(new(row[0]), (OutcomeKind)row[1]));

    // Machines report whole watts: whoever measured them rounded.
    private static long Power(MachineNote note) => note.Power is { } power ? (long)decimal.Round(power.Value) : NoPower;

    private static MachineNote Machine(long[] row) => new(
        (int)row[0], (MachineCondition)row[1], (int)row[2], row[3] == NoPower ? null : new Watts(row[3]));
}
