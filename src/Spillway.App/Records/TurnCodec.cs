using System.Text.Json;
using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Units;

namespace Spillway.App.Records;

/// <summary>What a control pass decided, inside a record.</summary>
/// <remarks>Causes point into a list of the orders that the turn speaks of, so that twelve thousand commands of one order
/// name it once.</remarks>
internal static class TurnCodec
{
    private const int CommandColumns = 6;
    private const int FeedColumns = 5;
    private const int WantedColumns = 5;
    private const long NoOrder = -1;

    public static void Write(Utf8JsonWriter writer, ControlTurn turn)
    {
        writer.WriteNumber("floor_mw", turn.Bounds.Floor.Value);
        writer.WriteNumber("ceiling_mw", turn.Bounds.Ceiling.Value);
        writer.Text("floor_by", turn.Bounds.FloorBy?.Text);
        writer.Text("ceiling_by", turn.Bounds.CeilingBy?.Text);
        writer.WriteNumber("expected_mw", turn.Expected.Value);
        var named = new List<OrderId>();
        var wanted = turn.Wanted.Select(one => new[] { one.ModeIndex, one.Machines, one.Target, (long)one.Because.Kind, Place(named, one.Because) }).ToList();
        var machines = turn.Machines.Select(one => new[] { one.Id.Number, one.Machine, (long)one.Action, one.ModeIndex, (long)one.Because.Kind, Place(named, one.Because) }).ToList();
        var feeds = turn.Feeds.Select(one => new[] { one.Id.Number, one.Feed, (long)one.Action, (long)one.Because.Kind, Place(named, one.Because) }).ToList();
        writer.List("named", named, static (w, id) => w.WriteStringValue(id.Text));
        Runs.Write(writer, "wanted", wanted, 0);
        Runs.Write(writer, "told", machines, 2);
        Runs.Write(writer, "switched", feeds, 2);
        Runs.Write(writer, "unanswered", [.. turn.Unanswered.Select(FrameCodec.Outcome)], 1);
        writer.List("answers", turn.Answers, Answer);
        writer.List("endings", turn.Endings, static (w, ending) =>
        {
            w.WriteStartObject();
            w.WriteString("order", ending.Order.Text);
            w.Text("by", ending.By?.Text);
            w.WriteEndObject();
        });
        writer.List("alarms", turn.Alarms, Alarmed);
        if (!turn.FeedsWatchdogs)
        {
            writer.WriteBoolean("feeds_watchdogs", false);
        }
    }

    public static ControlTurn Read(JsonElement root)
    {
        var named = root.List("named", static id => new OrderId(id.GetString()!));
        return new(
            root.Instant("at_utc"),
            new(
                new(root.Decimal("floor_mw")),
                new(root.Decimal("ceiling_mw")),
                root.TextOrNull("floor_by") is { } floor ? new OrderId(floor) : null,
                root.TextOrNull("ceiling_by") is { } ceiling ? new OrderId(ceiling) : null),
            new(root.Decimal("expected_mw")),
            [.. Runs.Read(root, "wanted", WantedColumns, 0).Select(row => new GroupWanted((int)row[0], (int)row[1], (int)row[2], Because(row[3], row[4])))],
            [.. Runs.Read(root, "told", CommandColumns, 2).Select(row => new MachineCommand(new(row[0]), (int)row[1], (ControlAction)row[2], (int)row[3], Because(row[4], row[5])))],
            [.. Runs.Read(root, "switched", FeedColumns, 2).Select(row => new FeedCommand(new(row[0]), (int)row[1], (FeedAction)row[2], Because(row[3], row[4])))],
            [.. FrameCodec.Outcomes(root, "unanswered")],
            root.List("answers", Answer),
            root.List("endings", static one => new OrderEnding(new(one.Text("order")), one.TextOrNull("by") is { } by ? new OrderId(by) : null)),
            root.List("alarms", Alarmed),
            !root.TryGetProperty("feeds_watchdogs", out var fed) || fed.GetBoolean());

        Cause Because(long kind, long place) => new((CauseKind)kind, place == NoOrder ? null : place >= 0 && place < named.Length ? named[(int)place] : throw new FormatException($"A cause points to order {place} of {named.Length}."));
    }

    private static long Place(List<OrderId> named, Cause because)
    {
        if (because.Order is not { } order)
        {
            return NoOrder;
        }

        var place = named.IndexOf(order);
        if (place < 0)
        {
            place = named.Count;
            named.Add(order);
        }

        return place;
    }

    private static void Answer(Utf8JsonWriter writer, OrderAnswer answer)
    {
        writer.WriteStartObject();
        writer.WriteString("order", answer.Order.Text);
        writer.WriteNumber("verdict", (int)answer.Verdict);
        writer.Number("level_mw", answer.Level?.Value);
        writer.Number("bound_mw", answer.Bound?.Value);
        writer.WriteNumber("deadline_ms", Milliseconds(answer.Within));
        if (answer.Promise is { } promise)
        {
            writer.WriteStartObject("promise");
            writer.WriteNumber("mw", promise.Reduction.Value);
            writer.WriteNumber("within_ms", Milliseconds(promise.Within));
            writer.WriteNumber("path", (int)promise.Path);
            writer.WriteNumber("confidence", promise.Confidence.Value);
            writer.WriteNumber("left_over_mw", promise.LeftOver.Value);
            writer.WriteNumber("locked_out_mw", promise.LockedOut.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static OrderAnswer Answer(JsonElement one) => new(
        new(one.Text("order")),
        (OrderVerdict)one.Int("verdict"),
        one.DecimalOrNull("level_mw") is { } level ? new(level) : null,
        one.DecimalOrNull("bound_mw") is { } bound ? new(bound) : null,
        Duration.FromMilliseconds(one.Long("deadline_ms")),
        one.TryGetProperty("promise", out var promise)
            ? new(
                new(promise.Decimal("mw")),
                Duration.FromMilliseconds(promise.Long("within_ms")),
                (ShedPath)promise.Int("path"),
                new(promise.Decimal("confidence")),
                new(promise.Decimal("left_over_mw")),
                new(promise.Decimal("locked_out_mw")))
            : null);

    private static long Milliseconds(Duration time) => time.BclCompatibleTicks / NodaConstants.TicksPerMillisecond;

    private static void Alarmed(Utf8JsonWriter writer, Alarm alarm)
    {
        writer.WriteStartObject();
        writer.WriteNumber("code", (int)alarm.Code);
        writer.WriteString("subject", alarm.Subject);
        writer.WriteBoolean("is_raised", alarm.IsRaised);
        writer.Number("measured_mw", alarm.Measured?.Value);
        writer.Number("expected_mw", alarm.Expected?.Value);
        writer.List("machines", alarm.Machines, static (w, machine) => w.WriteNumberValue(machine));
        if (alarm.Before is { } before)
        {
            writer.WriteNumber("before_mw", before.Value);
            writer.WriteNumber("within_ms", Milliseconds(alarm.Within ?? Duration.Zero));
            writer.WriteNumber("more_machines", alarm.More);
        }

        writer.WriteEndObject();
    }

    private static Alarm Alarmed(JsonElement one)
    {
        var alarm = new Alarm(
            (AlarmCode)one.Int("code"),
            one.Text("subject"),
            one.GetProperty("is_raised").GetBoolean(),
            one.DecimalOrNull("measured_mw") is { } measured ? new(measured) : null,
            one.DecimalOrNull("expected_mw") is { } expected ? new(expected) : null,
            one.List("machines", static machine => machine.GetInt32()));
        return one.TryGetProperty("before_mw", out var before)
            ? alarm with { Before = new(before.GetDecimal()), Within = Duration.FromMilliseconds(one.Long("within_ms")), More = one.Int("more_machines") }
            : alarm;
    }
}
