using System.Globalization;
using Spillway.Engine;

namespace Spillway.Journal.Sqlite;

/// <summary>Lets no record pass that does not follow the one before it: whoever folds records must not go over a gap.</summary>
/// <param name="root">The journal's folder, for the message.</param>
/// <param name="next">The number of the record that comes first.</param>
/// <param name="previous">The hash that it follows; null where that is not known.</param>
internal sealed class RecordOrder(string root, long next, JournalHash? previous)
{
    private long _next = next;
    private JournalHash? _previous = previous;

    /// <summary>The order of a reading from some record on. Months that retention removed left their seals; the first record after them is
    /// the first that is left.</summary>
    /// <param name="folder">Where the journal lies.</param>
    /// <param name="oldest">The oldest month that is there.</param>
    /// <param name="from">The first number wanted.</param>
    public static RecordOrder From(JournalFolder folder, SegmentName oldest, long from)
    {
        var removed = folder.Seals().TakeWhile(name => name.CompareTo(oldest) < 0).Select(name => SegmentSeal.TryRead(folder.Seal(name))).LastOrDefault();
        var (first, before) = removed is null ? (1, JournalHash.Beginning) : (removed.LastNumber + 1, removed.LastHash);
        return from > first ? new(folder.Root, from, null) : new(folder.Root, first, before);
    }

    /// <summary>Takes the next record.</summary>
    /// <exception cref="RefusedException"><see cref="JournalErrors.ChainBroken"/>: it does not follow.</exception>
    public void Follow(long number, JournalHash previous, JournalHash hash)
    {
        if (number != _next)
        {
            throw Broken(number - 1 == _next
                ? string.Create(CultureInfo.InvariantCulture, $"Record {_next} of the journal in '{root}' is missing.")
                : string.Create(CultureInfo.InvariantCulture, $"Records {_next} to {number - 1} of the journal in '{root}' are missing."));
        }

        if (_previous is { } before && before != previous)
        {
            throw Broken(string.Create(
                CultureInfo.InvariantCulture, $"Record {number} of the journal in '{root}' does not follow the one before it."));
        }

        (_next, _previous) = (number + 1, hash);
    }

    private static RefusedException Broken(string what) => new(JournalErrors.ChainBroken, what);
}
