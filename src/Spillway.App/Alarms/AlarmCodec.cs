using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Records;

namespace Spillway.App.Alarms;

/// <summary>The list and its changes as JSON, for the file and the journal.</summary>
internal static class AlarmCodec
{
    /// <summary>The whole list.</summary>
    public static byte[] Write(AlarmList list) => RecordWriting.Write(writer =>
    {
        writer.WriteNumber("last", list.Last);
        writer.List("entries", [.. list.Entries.Values], static (to, entry) => Object(to, () => Fields(to, entry)));
        writer.List("tags", list.Tags, static (to, tag) => Object(to, () => Fields(to, tag)));
        writer.List("cascades", [.. list.Cascades], static (to, one) => Object(to, () =>
        {
            to.WriteString("cascade", one.Key.ToString());
            to.WriteNumber("first", one.Value.First);
            to.Instant("last_utc", one.Value.LastAt);
        }));
    });

    /// <summary>Reads a list; alarms whose code this program no longer knows are left out.</summary>
    public static AlarmList Read(byte[] text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return new()
        {
            Last = root.GetProperty("last").GetInt64(),
            Entries = Items(root, "entries").Where(static one => AlarmTable.Find(Text(one, "code")!) is not null).Select(Entry).ToImmutableSortedDictionary(static one => one.Number, static one => one),
            Tags = [.. Items(root, "tags").Select(Tag)],
            Cascades = Items(root, "cascades").ToImmutableSortedDictionary(
                static one => Enum.Parse<AlarmCascade>(Text(one, "cascade")!), static one => (one.GetProperty("first").GetInt64(), At(one, "last_utc")!.Value)),
        };
    }

    /// <summary>A change, as a journal's record and an item of a list have it.</summary>
    public static void Fields(Utf8JsonWriter writer, AlarmChange change)
    {
        writer.WriteString("change", AlarmWords.Of(change.Kind));
        writer.Instant("change_utc", change.At);
        writer.WriteString("change_by", change.By);
        writer.Text("note", change.Note);
        if (change.Entry is { } entry)
        {
            writer.WriteStartObject("alarm");
            Fields(writer, entry);
            writer.WriteEndObject();
        }

        if (change.Tag is { } tag)
        {
            writer.WriteStartObject("tag");
            Fields(writer, tag);
            writer.WriteEndObject();
        }
    }

    /// <summary>Writes an object.</summary>
    public static void Object(Utf8JsonWriter writer, Action fields)
    {
        writer.WriteStartObject();
        fields();
        writer.WriteEndObject();
    }

    private static void Fields(Utf8JsonWriter writer, AlarmEntry entry)
    {
        writer.WriteNumber("number", entry.Number);
        writer.WriteString("code", entry.Code);
        writer.WriteString("subject", entry.Subject);
        writer.Instant("raised_utc", entry.RaisedAt);
        writer.Instant("last_raised_utc", entry.LastRaisedAt);
        writer.WriteNumber("times", entry.Times);
        writer.Instant("returned_utc", entry.ReturnedAt);
        Mark(writer, "acknowledged", entry.Acknowledged);
        if (entry.Shelf is { } shelf)
        {
            Mark(writer, "shelved", new(shelf.By, shelf.At, shelf.Reason));
            writer.Instant("shelved_until_utc", shelf.Until);
        }

        Mark(writer, "out_of_service", entry.OutOfService);
        writer.WriteNumber("first_out", entry.FirstOut);
        writer.Number("measured_mw", entry.MeasuredMw);
        writer.Number("expected_mw", entry.ExpectedMw);
        writer.Number("before_mw", entry.BeforeMw);
        writer.Number("within_seconds", entry.WithinSeconds);
        writer.List("machines", entry.Machines, static (to, machine) => to.WriteNumberValue(machine));
        if (entry.MoreMachines > 0)
        {
            writer.WriteNumber("more_machines", entry.MoreMachines);
        }
    }

    private static void Fields(Utf8JsonWriter writer, AlarmTag tag)
    {
        writer.WriteString("subject", tag.Subject);
        writer.WriteString("by", tag.By);
        writer.Instant("at_utc", tag.At);
        writer.WriteString("reason", tag.Reason);
        writer.WriteBoolean("by_order", tag.IsByOrder);
    }

    private static void Mark(Utf8JsonWriter writer, string name, AlarmMark? mark)
    {
        if (mark is { } made)
        {
            writer.WriteStartObject(name);
            writer.WriteString("by", made.By);
            writer.Instant("at_utc", made.At);
            writer.Text("note", made.Note);
            writer.WriteEndObject();
        }
    }

    private static AlarmEntry Entry(JsonElement from)
    {
        var shelf = Mark(from, "shelved");
        return new(from.GetProperty("number").GetInt64(), Text(from, "code")!, Text(from, "subject")!, At(from, "raised_utc")!.Value)
        {
            LastRaisedAt = At(from, "last_raised_utc")!.Value,
            Times = from.GetProperty("times").GetInt32(),
            ReturnedAt = At(from, "returned_utc"),
            Acknowledged = Mark(from, "acknowledged"),
            Shelf = shelf is null ? null : new(shelf.By, shelf.At, At(from, "shelved_until_utc")!.Value, shelf.Note ?? ""),
            OutOfService = Mark(from, "out_of_service"),
            FirstOut = from.GetProperty("first_out").GetInt64(),
            MeasuredMw = Number(from, "measured_mw"),
            ExpectedMw = Number(from, "expected_mw"),
            BeforeMw = Number(from, "before_mw"),
            WithinSeconds = Number(from, "within_seconds"),
            Machines = [.. Items(from, "machines").Select(static one => one.GetInt32())],
            MoreMachines = (int)(Number(from, "more_machines") ?? 0m),
        };
    }

    private static AlarmTag Tag(JsonElement from) =>
        new(Text(from, "subject")!, Text(from, "by")!, At(from, "at_utc")!.Value, Text(from, "reason")!, from.GetProperty("by_order").GetBoolean());

    private static AlarmMark? Mark(JsonElement from, string name) =>
        from.TryGetProperty(name, out var mark) ? new(Text(mark, "by")!, At(mark, "at_utc")!.Value, Text(mark, "note")) : null;

    private static ImmutableArray<JsonElement> Items(JsonElement from, string name) => from.TryGetProperty(name, out var items) ? [.. items.EnumerateArray()] : [];

    private static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static decimal? Number(JsonElement from, string name) => from.TryGetProperty(name, out var number) ? number.GetDecimal() : null;

    private static Instant? At(JsonElement from, string name) => Text(from, name) is { } text ? InstantPattern.ExtendedIso.Parse(text).Value : null;
}
