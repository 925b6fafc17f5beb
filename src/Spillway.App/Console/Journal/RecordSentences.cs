using System.Text.Json;
using NodaTime;
using Spillway.App.Alarms;
using Spillway.App.Console.Texts;
using Spillway.App.People;
using Spillway.App.Records;
using Spillway.Engine;
using Spillway.Journal;

namespace Spillway.App.Console.Journal;

/// <summary>Says in a sentence what a record of the journal holds.</summary>
/// <param name="reader">Who reads.</param>
public sealed class RecordSentences(Reader reader)
{
    private const int MostNamed = 3;

    /// <summary>The sentence of a record.</summary>
    /// <param name="record">The record.</param>
    public string Of(JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        try
        {
            return record.Kind switch
            {
                RecordKinds.Pass => Pass(record),
                RecordKinds.Step => Read(record, Step),
                RecordKinds.RunStart => Read(record, root => reader["The desk began: program {0}, policy {1}{2}.", Text(root, "program"), Text(root, "policy"), root.GetProperty("is_paper").GetBoolean() ? reader[", on paper"] : ""]),
                RecordKinds.RunEnd => reader["The desk ended in order."],
                RecordKinds.Checkpoint => reader["The whole state of the desk was kept, for the next start."],
                JournalKinds.Opened => Read(record, root => reader["The journal was opened by {0}.", Text(root, "holder")]),
                JournalKinds.ClockSteppedBack => reader["The clock stepped back."],
                JournalKinds.SegmentRemoved => reader["An old month was removed, as the rule of retention says."],
                RecordKinds.KeyCreated => Read(record, root => reader["The signing key {0} was made.", Short(Text(root, "key_id"))]),
                RecordKinds.KeyRetired => Read(record, root => reader["The signing key {0} was retired.", Short(Text(root, "key_id"))]),
                RecordKinds.KeyRevoked => Read(record, root => reader["The signing key {0} was revoked.", Short(Text(root, "key_id"))]),
                PersonKinds.SecondAsked => Read(record, root => reader["{0} asked for a second person: {1}.", Text(root, "by"), Text(root, "id"), Text(root, "asked_by")]),
                PersonKinds.SecondSigned => Read(record, root => reader["{0} signed {1}, which {2} asked for.", Text(root, "by"), Text(root, "id"), Text(root, "asked_by")]),
                PersonKinds.SecondDeclined => Read(record, root => reader["{0} declined {1}, which {2} asked for.", Text(root, "by"), Text(root, "id"), Text(root, "asked_by")]),
                PersonKinds.GlassBroken => Read(record, root => reader["{0} broke the glass for {1}, which {2} asked for.", Text(root, "by"), Text(root, "id"), Text(root, "asked_by")]),
                PersonKinds.SecondUndone => Read(record, root => reader["What {0} signed could not be done: {1} waits on.", Text(root, "by"), Text(root, "id"), Text(root, "asked_by")]),
                _ => Read(record, root => root.TryGetProperty("by", out var by) ? reader["By {0}.", Who(by.ToString())] : ""),
            };
        }
        catch (RefusedException)
        {
            return reader["The payload cannot be read by this program; it stands below as it is."];
        }
    }

    private string Who(string name) => name == AlarmChange.DeskName ? reader["the desk"] : name;

    /// <summary>The instant of the desk's clock that a record speaks of; null where it names none.</summary>
    /// <param name="record">The record.</param>
    public static Instant? SpokenOf(JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        try
        {
            return RecordReading.Read(record.Payload, static root => root.InstantOrNull("at_utc") ?? root.InstantOrNull("slot_start_utc"));
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    private static string Read(JournalRecord record, Func<JsonElement, string> say) => RecordReading.Read(record.Payload, say);

    private static string Text(JsonElement root, string name) => root.Text(name);

    private static string Short(string id) => id.Length > 12 ? id[..12] + "…" : id;

    private string Step(JsonElement root)
    {
        var slot = root.InstantOrNull("slot_start_utc");
        var price = root.DecimalOrNull("settlement_price_per_mwh");
        var decided = slot is null ? reader["The last interval was settled."] : reader["Decided for the interval from {0}.", reader.DateTime(slot)];
        return price is null ? decided : decided + " " + reader["Price of the interval before: {0}/MWh.", Reader.Number(price, "#,##0.00")];
    }

    private string Pass(JournalRecord record)
    {
        var (frame, turn) = PassCodec.Read(record.Payload);
        var parts = new List<string>();
        if (frame.Orders is { IsEmpty: false } orders)
        {
            parts.Add(reader["order {0}", Named(orders.Select(static order => order.Id.Text))]);
        }

        if (turn.Endings is { IsEmpty: false } endings)
        {
            parts.Add(reader["ended {0}", Named(endings.Select(static ending => ending.Order.Text))]);
        }

        foreach (var action in turn.Machines.GroupBy(static command => command.Action))
        {
            parts.Add(reader["{0} machines told: {1}", Reader.Number(action.Count()), Fleet.MachineTexts.Of(reader, action.Key)]);
        }

        if (turn.Feeds is { IsEmpty: false } feeds)
        {
            parts.Add(reader["{0} breakers told", feeds.Length]);
        }

        if (frame.Outcomes is { IsEmpty: false } outcomes)
        {
            parts.Add(reader["{0} commands ended", Reader.Number(outcomes.Length)]);
        }

        if (turn.Alarms is { IsEmpty: false } alarms)
        {
            parts.Add(reader["alarms: {0}", Named(alarms.Select(static alarm => Api.OrderWords.Of(alarm.Code) + (alarm.IsRaised ? "" : " ✓")))]);
        }

        if (frame.Machines is { IsEmpty: false } machines)
        {
            parts.Add(reader["{0} machines changed", Reader.Number(machines.Length)]);
        }

        if (frame.Meter is { } meter)
        {
            parts.Add(reader["meter {0}", Reader.Mw(meter.Power)]);
        }

        return parts.Count == 0 ? reader["Nothing new, nothing told."] : string.Join(" · ", parts);
    }

    private static string Named(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(MostNamed)) + (all.Count > MostNamed ? " …" : "");
    }
}
