using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Spillway.App.Records;
using Spillway.Journal;

namespace Spillway.App.Journals;

/// <summary>Which records of a journal are wanted.</summary>
/// <param name="Kinds">Only of these kinds; empty for all.</param>
/// <param name="From">Only from this instant of record on; null for all.</param>
/// <param name="Until">Only before this instant of record; null for all.</param>
/// <param name="Text">Only those whose kind or payload holds this text, in upper or lower case; empty for all.</param>
/// <param name="Machine">Only passes that saw or told this machine of the plant; null for all.</param>
public sealed record JournalQuery(ImmutableArray<string> Kinds, Instant? From, Instant? Until, string Text, int? Machine)
{
    /// <summary>All records.</summary>
    public static JournalQuery All { get; } = new([], null, null, "", null);

    /// <summary>Only those that took, answered or ended this order, or name it; empty for all. Passes that it only holds in are left out.</summary>
    public string Order { get; init; } = "";

    /// <summary>Whether nothing is asked for in particular.</summary>
    public bool IsAll => Kinds.IsEmpty && From is null && Until is null && Text.Length == 0 && Machine is null && Order.Length == 0;

    /// <summary>Whether a record is wanted.</summary>
    /// <param name="record">The record.</param>
    public bool Wants(JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return (Kinds.IsEmpty || Kinds.Contains(record.Kind))
            && (From is not { } from || record.At >= from)
            && (Until is not { } until || record.At < until)
            && (Text.Length == 0 || record.Kind.Contains(Text, StringComparison.OrdinalIgnoreCase)
                || Encoding.UTF8.GetString(record.Payload.Span).Contains(Text, StringComparison.OrdinalIgnoreCase))
            && (Order.Length == 0 || record.Payload.Span.IndexOf(Encoding.UTF8.GetBytes($"\"order\":\"{Order}\"")) >= 0)
            && (Machine is not { } machine || (record.Kind == RecordKinds.Pass && Speaks(record, machine)));
    }

    private static bool Speaks(JournalRecord pass, int machine)
    {
        var (frame, turn) = PassCodec.Read(pass.Payload);
        return frame.Machines.Any(note => note.Machine == machine) || turn.Machines.Any(command => command.Machine == machine)
            || turn.Alarms.Any(alarm => alarm.Machines.Contains(machine));
    }
}
