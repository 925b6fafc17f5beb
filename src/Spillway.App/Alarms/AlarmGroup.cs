using System.Collections.Immutable;
using NodaTime;

namespace Spillway.App.Alarms;

/// <summary>A row of the list: one alarm, or many of the same code that came together. A group hides nothing: it opens.</summary>
/// <param name="Entries">Its alarms, newest first; one or more.</param>
public sealed record AlarmGroup(ImmutableArray<AlarmEntry> Entries)
{
    /// <summary>From how many of one code on they are one group.</summary>
    public const int Least = 5;

    /// <summary>The longest time between two of them.</summary>
    public static readonly Duration Window = Duration.FromSeconds(60);

    /// <summary>Whether it is more than one alarm.</summary>
    public bool IsMany => Entries.Length > 1;

    /// <summary>The alarm that came last.</summary>
    public AlarmEntry Newest => Entries[0];

    /// <summary>A name of the row that stays the same while it grows: that of its first alarm.</summary>
    public long Key => Entries[^1].Number;

    /// <summary>Those of it that nobody knows of.</summary>
    public ImmutableArray<long> Waiting => [.. Entries.Where(static one => one.Acknowledged is null).Select(static one => one.Number)];

    /// <summary>The rows of alarms: those nobody knows of first, then by priority, then the newest first.</summary>
    /// <param name="entries">The alarms.</param>
    public static ImmutableArray<AlarmGroup> Of(IEnumerable<AlarmEntry> entries) =>
    [
        .. entries.GroupBy(static one => one.Code).SelectMany(Parted)
            .OrderByDescending(static row => row.Waiting.Length > 0)
            .ThenByDescending(static row => row.Newest.Definition.Priority)
            .ThenByDescending(static row => row.Newest.LastRaisedAt)
            .ThenByDescending(static row => row.Key),
    ];

    private static IEnumerable<AlarmGroup> Parted(IEnumerable<AlarmEntry> sameCode)
    {
        var run = new List<AlarmEntry>();
        foreach (var entry in sameCode.OrderBy(static one => one.RaisedAt).ThenBy(static one => one.Number))
        {
            if (run.Count > 0 && entry.RaisedAt - run[^1].RaisedAt > Window)
            {
                foreach (var row in Rows(run))
                {
                    yield return row;
                }

                run.Clear();
            }

            run.Add(entry);
        }

        foreach (var row in Rows(run))
        {
            yield return row;
        }
    }

    private static IEnumerable<AlarmGroup> Rows(List<AlarmEntry> run) =>
        run.Count >= Least ? [new([.. Enumerable.Reverse(run)])] : [.. run.Select(static one => new AlarmGroup([one]))];
}
