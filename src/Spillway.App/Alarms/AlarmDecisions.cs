using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;

namespace Spillway.App.Alarms;

/// <summary>What follows from a signal or a deed: changes, or a refusal. Nothing here changes anything.</summary>
public static class AlarmDecisions
{
    /// <summary>The longest time between two alarms of one cascade.</summary>
    public static readonly Duration CascadeWindow = Duration.FromSeconds(10);

    /// <summary>The most letters of a reason or note.</summary>
    public const int MostLetters = 500;

    /// <summary>An alarm rises or returns.</summary>
    /// <param name="list">The list.</param>
    /// <param name="signal">What happens.</param>
    /// <param name="at">When.</param>
    /// <returns>One change; none where the list knows it already.</returns>
    public static ImmutableArray<AlarmChange> Signalled(AlarmList list, AlarmSignal signal, Instant at)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(signal);
        var known = list.Find(signal.Code, signal.Subject);
        var entry = signal.IsRaised ? Raised(list, known, signal, at)
            : known is { IsStanding: true } ? known with { ReturnedAt = at }
            : null;
        return entry is null ? [] : [new(signal.IsRaised ? AlarmChangeKind.Raised : AlarmChangeKind.Returned, at, AlarmChange.DeskName, null) { Entry = entry }];
    }

    /// <summary>Makes the list agree with what stands in fact.</summary>
    /// <param name="list">The list.</param>
    /// <param name="standing">All alarms of the control pass that stand.</param>
    /// <param name="at">When.</param>
    /// <returns>What rose and what returned unseen.</returns>
    public static ImmutableArray<AlarmChange> Reconciled(AlarmList list, IReadOnlyCollection<AlarmSignal> standing, Instant at)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(standing);
        var own = Enum.GetValues<DeskAlarm>().Select(static code => AlarmTable.Of(code).Code).ToHashSet(StringComparer.Ordinal);
        var over = list.Entries.Values
            .Where(one => one.IsStanding && !own.Contains(one.Code) && !standing.Any(signal => signal.Code == one.Code && signal.Subject == one.Subject))
            .Select(static one => new AlarmSignal(one.Code, one.Subject, false));
        return Each(list, over.Concat(standing), (before, signal) => Signalled(before, signal, at));
    }

    /// <summary>Somebody knows of alarms.</summary>
    /// <param name="list">The list.</param>
    /// <param name="numbers">Which.</param>
    /// <param name="mark">Who, when and what they say.</param>
    /// <returns>A change for each that nobody knew of.</returns>
    /// <exception cref="RefusedException"><see cref="AlarmErrors.NotThere"/>.</exception>
    public static ImmutableArray<AlarmChange> Acknowledged(AlarmList list, IEnumerable<long> numbers, AlarmMark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        Letters(AlarmErrors.NotThere, "note", mark.Note ?? "", 0);
        return Each(list, numbers.Distinct().Order(), (before, number) =>
            Of(before, number) is { Acknowledged: null } entry
                ? [new(AlarmChangeKind.Acknowledged, mark.At, mark.By, mark.Note) { Entry = entry with { Acknowledged = mark } }]
                : []);
    }

    /// <summary>Somebody puts an alarm aside for a time.</summary>
    /// <param name="list">The list.</param>
    /// <param name="number">Which.</param>
    /// <param name="shelf">Who, how long and why.</param>
    /// <exception cref="RefusedException"><see cref="AlarmErrors.NotThere"/> or <see cref="AlarmErrors.CannotShelve"/>.</exception>
    public static ImmutableArray<AlarmChange> Shelved(AlarmList list, long number, AlarmShelf shelf)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        var entry = Of(list, number);
        Letters(AlarmErrors.CannotShelve, "reason", shelf.Reason, 1);
        var longest = entry.Definition.LongestShelf;
        if (shelf.Until <= shelf.At || shelf.Until - shelf.At > longest)
        {
            throw new RefusedException(AlarmErrors.CannotShelve, $"seconds: {(shelf.Until - shelf.At).TotalSeconds:0} s for alarm {number} ({entry.Code}, {entry.Definition.Priority}); from 1 to {longest.TotalSeconds:0} s are allowed.");
        }

        // Whoever puts it aside knows of it.
        return
        [
            new(AlarmChangeKind.Shelved, shelf.At, shelf.By, shelf.Reason)
            {
                Entry = entry with { Shelf = shelf, Acknowledged = entry.Acknowledged ?? new(shelf.By, shelf.At, shelf.Reason) },
            },
        ];
    }

    /// <summary>Somebody takes an alarm back from where it was put aside.</summary>
    /// <param name="list">The list.</param>
    /// <param name="number">Which.</param>
    /// <param name="mark">Who and when.</param>
    /// <exception cref="RefusedException"><see cref="AlarmErrors.NotThere"/>.</exception>
    public static ImmutableArray<AlarmChange> Unshelved(AlarmList list, long number, AlarmMark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return Of(list, number) is { Shelf: not null } entry ? [Back(AlarmChangeKind.Unshelved, entry, mark)] : [];
    }

    /// <summary>What is no longer put aside at an instant. A clock that went back before the shelving ends it too.</summary>
    /// <param name="list">The list.</param>
    /// <param name="at">The instant.</param>
    public static ImmutableArray<AlarmChange> ShelvesEnded(AlarmList list, Instant at)
    {
        ArgumentNullException.ThrowIfNull(list);
        return
        [
            .. list.Entries.Values.Where(one => one.Shelf is { } shelf && (at >= shelf.Until || at < shelf.At))
                .Select(one => Back(AlarmChangeKind.ShelfEnded, one, new(AlarmChange.DeskName, at, null))),
        ];
    }

    /// <summary>A subject goes out of service.</summary>
    /// <param name="list">The list.</param>
    /// <param name="tag">Which, by whom, and why.</param>
    /// <exception cref="RefusedException"><see cref="AlarmErrors.CannotTakeOut"/>.</exception>
    public static ImmutableArray<AlarmChange> TakenOut(AlarmList list, AlarmTag tag)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(tag);
        if (list.Tags.Any(other => other.Subject == tag.Subject))
        {
            throw new RefusedException(AlarmErrors.CannotTakeOut, $"'{tag.Subject}' is out of service already.");
        }

        Letters(AlarmErrors.CannotTakeOut, "reason", tag.Reason, 1);
        return [new(AlarmChangeKind.TakenOut, tag.At, tag.By, tag.Reason) { Tag = tag }];
    }

    /// <summary>A subject is in service again.</summary>
    /// <param name="list">The list.</param>
    /// <param name="subject">Which.</param>
    /// <param name="mark">Who and when.</param>
    /// <exception cref="RefusedException"><see cref="AlarmErrors.NotOut"/>.</exception>
    public static ImmutableArray<AlarmChange> PutBack(AlarmList list, string subject, AlarmMark mark)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(mark);
        var tag = list.Tags.FirstOrDefault(other => other.Subject == subject)
            ?? throw new RefusedException(AlarmErrors.NotOut, $"'{subject}' is not out of service.");
        return [new(AlarmChangeKind.PutBack, mark.At, mark.By, mark.Note) { Tag = tag }];
    }

    /// <summary>Decides one after another, each on the list as those before have left it.</summary>
    /// <param name="list">The list.</param>
    /// <param name="items">What is decided on.</param>
    /// <param name="decide">The decision.</param>
    /// <returns>All changes, in order.</returns>
    public static ImmutableArray<AlarmChange> Each<T>(AlarmList list, IEnumerable<T> items, Func<AlarmList, T, ImmutableArray<AlarmChange>> decide)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(decide);
        var changes = ImmutableArray.CreateBuilder<AlarmChange>();
        foreach (var item in items)
        {
            foreach (var change in decide(list, item))
            {
                changes.Add(change);
                list = list.With(change);
            }
        }

        return changes.ToImmutable();
    }

    private static AlarmEntry? Raised(AlarmList list, AlarmEntry? known, AlarmSignal signal, Instant at)
    {
        if (known is { IsStanding: true })
        {
            return null;
        }

        if (known is not null)
        {
            return About(known with { LastRaisedAt = at, ReturnedAt = null, Times = known.Times + 1 }, signal);
        }

        var number = list.Last + 1;
        var isFollowing = list.Cascades.TryGetValue(AlarmTable.Find(signal.Code)!.Cascade, out var cascade) && at >= cascade.LastAt && at - cascade.LastAt <= CascadeWindow;
        var tag = list.Tags.FirstOrDefault(one => one.Covers(signal.Code, signal.Subject));
        var entry = new AlarmEntry(number, signal.Code, signal.Subject, at)
        {
            LastRaisedAt = at,
            FirstOut = isFollowing ? cascade.First : number,
            OutOfService = tag is null ? null : new(tag.By, tag.At, tag.Reason),
        };
        return About(entry, signal);
    }

    private static AlarmEntry About(AlarmEntry entry, AlarmSignal signal) => entry with
    {
        MeasuredMw = signal.MeasuredMw,
        ExpectedMw = signal.ExpectedMw,
        BeforeMw = signal.BeforeMw,
        WithinSeconds = signal.WithinSeconds,
        Machines = signal.Machines,
        MoreMachines = signal.MoreMachines,
    };

    // What still stands when it comes back has to be known anew.
    private static AlarmChange Back(AlarmChangeKind kind, AlarmEntry entry, AlarmMark mark) => new(kind, mark.At, mark.By, mark.Note)
    {
        Entry = entry with { Shelf = null, Acknowledged = entry.IsStanding ? null : entry.Acknowledged },
    };

    private static AlarmEntry Of(AlarmList list, long number) => list.Entries.TryGetValue(number, out var entry)
        ? entry
        : throw new RefusedException(AlarmErrors.NotThere, $"Alarm {number} is not in the list.");

    private static void Letters(ErrorCode code, string name, string text, int least)
    {
        if (text.Trim().Length < least || text.Length > MostLetters)
        {
            throw new RefusedException(code, $"{name}: {text.Length} letters; from {least} to {MostLetters} are allowed.");
        }
    }
}
