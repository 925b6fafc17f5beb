using System.Collections.Immutable;
using NodaTime;

namespace Spillway.App.Alarms;

/// <summary>All alarms that stand or wait to be known. Only <see cref="With"/> changes it, so that folding the changes gives it again.</summary>
public sealed record AlarmList
{
    /// <summary>No alarm at all.</summary>
    public static AlarmList Empty { get; } = new();

    /// <summary>The alarms by number.</summary>
    public ImmutableSortedDictionary<long, AlarmEntry> Entries { get; init; } = ImmutableSortedDictionary<long, AlarmEntry>.Empty;

    /// <summary>The subjects that are out of service.</summary>
    public ImmutableArray<AlarmTag> Tags { get; init; } = [];

    /// <summary>The last number given.</summary>
    public long Last { get; init; }

    /// <summary>For each cascade the alarm that came first, and when the last one came.</summary>
    public ImmutableSortedDictionary<AlarmCascade, (long First, Instant LastAt)> Cascades { get; init; } = ImmutableSortedDictionary<AlarmCascade, (long, Instant)>.Empty;

    /// <summary>Those that nobody knows of and nobody put aside.</summary>
    public IEnumerable<AlarmEntry> Waiting => Entries.Values.Where(static one => one.State is AlarmState.Unacknowledged or AlarmState.Returned);

    /// <summary>Those neither shelved nor out of service.</summary>
    public IEnumerable<AlarmEntry> Shown => Entries.Values.Where(static one => one.State is not (AlarmState.Shelved or AlarmState.OutOfService));

    /// <summary>The alarm of a code and subject; null where none is in the list.</summary>
    /// <param name="code">The code.</param>
    /// <param name="subject">The subject.</param>
    public AlarmEntry? Find(string code, string subject) => Entries.Values.FirstOrDefault(one => one.Code == code && one.Subject == subject);

    /// <summary>The list after a change.</summary>
    /// <param name="change">The change.</param>
    public AlarmList With(AlarmChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change switch
        {
            { Kind: AlarmChangeKind.TakenOut, Tag: { } tag } => Marked(tag, new(change.By, change.At, change.Note)) with { Tags = Tags.Add(tag) },
            { Kind: AlarmChangeKind.PutBack, Tag: { } tag } => Marked(tag, null) with { Tags = Tags.Remove(tag) },
            { Entry: { } entry } => (change.Kind == AlarmChangeKind.Raised ? Cascaded(entry) : this) with
            {
                Entries = entry.IsOver ? Entries.Remove(entry.Number) : Entries.SetItem(entry.Number, entry),
                Last = Math.Max(Last, entry.Number),
            },
            _ => this,
        };
    }

    private AlarmList Cascaded(AlarmEntry entry) => this with { Cascades = Cascades.SetItem(entry.Definition.Cascade, (entry.FirstOut, entry.LastRaisedAt)) };

    private AlarmList Marked(AlarmTag tag, AlarmMark? mark)
    {
        var entries = Entries;
        foreach (var entry in Entries.Values.Where(one => tag.Covers(one.Code, one.Subject)))
        {
            // Back in service it is as if it had just risen: nobody has known of it since.
            var marked = entry with { OutOfService = mark, Acknowledged = mark is null && entry.IsStanding ? null : entry.Acknowledged };
            entries = marked.IsOver ? entries.Remove(entry.Number) : entries.SetItem(entry.Number, marked);
        }

        return this with { Entries = entries };
    }
}
