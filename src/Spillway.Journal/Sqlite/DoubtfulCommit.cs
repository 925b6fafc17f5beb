using System.Globalization;
using Spillway.Engine;

namespace Spillway.Journal.Sqlite;

/// <summary>Commits that failed and may be on the disk all the same: found out once the files can be read again. Whoever was told of the
/// failure tries the same entries again; those that are kept are then acknowledged and not written twice.</summary>
internal sealed class DoubtfulCommit
{
    private readonly List<PendingAppend> _kept = [];
    private List<PendingAppend> _failed = [];

    /// <summary>Whether the files must be opened again before anything is written.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>A commit failed.</summary>
    public void Failed(IReadOnlyList<PendingAppend> group)
    {
        if (!IsOpen)
        {
            IsOpen = true;
            _failed = [.. group];
        }
    }

    /// <summary>The files are open again: what of the failed commit is kept is remembered.</summary>
    /// <param name="folder">The journal's folder, for the message.</param>
    /// <param name="after">The records beyond those that were acknowledged.</param>
    /// <exception cref="RefusedException"><see cref="JournalErrors.ChainBroken"/>: records that this writer never wrote.</exception>
    public void Settle(string folder, IEnumerable<JournalRecord> after)
    {
        var found = after.Where(record => !record.Kind.StartsWith(JournalKinds.Own, StringComparison.Ordinal)).ToList();
        if (found.Count > 0)
        {
            var index = 0;
            foreach (var append in _failed)
            {
                foreach (var entry in append.Entries)
                {
                    if (index >= found.Count || !IsSame(entry, found[index]))
                    {
                        throw NotOurs(folder, found[Math.Min(index, found.Count - 1)].Number);
                    }

                    append.LastNumber = found[index++].Number;
                }
            }

            if (index < found.Count)
            {
                throw NotOurs(folder, found[index].Number);
            }

            _kept.AddRange(_failed);
        }

        _failed = [];
        IsOpen = false;
    }

    /// <summary>The appends of a group that are still to be written; one that is kept already gets its number.</summary>
    public IReadOnlyList<PendingAppend> ToWrite(IReadOnlyList<PendingAppend> group)
    {
        if (_kept.Count == 0)
        {
            return group;
        }

        var left = new List<PendingAppend>();
        foreach (var append in group)
        {
            if (_kept.FindIndex(kept => IsSame(kept.Entries, append.Entries)) is var index and >= 0)
            {
                append.LastNumber = _kept[index].LastNumber;
                _kept.RemoveAt(index);
            }
            else
            {
                left.Add(append);
            }
        }

        if (left.Count > 0)
        {
            // Whoever goes on to something else does not try again what failed; should the same come later, it is a fact of its own.
            _kept.Clear();
        }

        return left;
    }

    private static bool IsSame(IReadOnlyList<JournalEntry> left, IReadOnlyList<JournalEntry> right) =>
        left.Count == right.Count && left.Zip(right).All(pair =>
            pair.First.Kind == pair.Second.Kind && pair.First.Version == pair.Second.Version && pair.First.Payload.Span.SequenceEqual(pair.Second.Payload.Span));

    private static bool IsSame(in JournalEntry entry, JournalRecord record) =>
        entry.Kind == record.Kind && entry.Version == record.Version && entry.Payload.Span.SequenceEqual(record.Payload.Span);

    private static RefusedException NotOurs(string folder, long number) => new(JournalErrors.ChainBroken, string.Create(
        CultureInfo.InvariantCulture, $"After a failed write record {number} of the journal in '{folder}' is not what was to be written."));
}
