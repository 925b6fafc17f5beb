using System.Globalization;

namespace Spillway.Journal.Proof;

/// <summary>Walks rows in the order of their numbers and says what is wrong with the chain.</summary>
/// <remarks>
/// Each row states the hash before it and its own, so a row can be held against itself, and two neighbours against each other.
/// <list type="bullet">
/// <item>A row whose hash fits its fields under another number was moved, or others were taken away or put in before it.</item>
/// <item>A row whose hash fits no number was changed.</item>
/// <item>A row that is whole and that its successor does not follow was changed and hashed anew.</item>
/// <item>Where two rows claim the same predecessor, the branch that goes on longer is the chain and the other was put in.</item>
/// </list>
/// </remarks>
internal sealed class ChainWalk
{
    /// <summary>How far back two branches are told apart, and how far a row's number is tried to either side.</summary>
    private const int Window = 64;

    /// <summary>How often a number is looked for beyond the window: each look reads the whole month.</summary>
    private const int MostLooks = 16;

    private readonly FindingList _findings;
    private readonly Func<JournalHash, long?> _place;
    private readonly List<WalkedRow> _recent = [];
    private readonly NumberRanges _wanted = new();
    private readonly List<(WalkedRow Row, long WantedFirst)> _jumps = [];
    private readonly HashSet<long> _refilled = [];
    private Fork? _fork;
    private long _shift;
    private int _looks;
    private long _floor;

    /// <summary>A walk from the first record.</summary>
    /// <param name="findings">Takes what is wrong.</param>
    /// <param name="place">Finds the number under which a hash stands, in the month that is walked.</param>
    public ChainWalk(FindingList findings, Func<JournalHash, long?> place) => (_findings, _place) = (findings, place);

    /// <summary>The highest original number in the chain so far.</summary>
    public long Last { get; private set; }

    /// <summary>The hash of that record.</summary>
    public JournalHash LastHash { get; private set; } = JournalHash.Beginning;

    /// <summary>The instant of that record; null before the first.</summary>
    public long? LastAtUnixMicroseconds { get; private set; }

    /// <summary>The number whose hash is wanted: the head's.</summary>
    public long Watched { get; init; }

    /// <summary>The hash of the record of that number; null where it did not come.</summary>
    public JournalHash? WatchedHash { get; private set; }

    /// <summary>Whether the next row is held against the last one; not after a part that cannot be read.</summary>
    public bool IsLinkKnown { get; private set; } = true;

    /// <summary>Goes on with the file of the next month: no number of it may lie below what was walked.</summary>
    public void BeginSegment() => _floor = Last;

    /// <summary>Goes on after records that are known by a seal only.</summary>
    public void Jump(long last, JournalHash hash, long atUnixMicroseconds)
    {
        (Last, LastHash, LastAtUnixMicroseconds) = (last, hash, atUnixMicroseconds);
        _recent.Clear();
    }

    /// <summary>Goes on after records that cannot be read.</summary>
    public void Skip(long last)
    {
        Last = last;
        IsLinkKnown = false;
        _recent.Clear();
    }

    /// <summary>Takes the next row.</summary>
    /// <param name="record">Its fields.</param>
    /// <param name="previous">The stored hash before it.</param>
    /// <param name="hash">Its stored hash.</param>
    /// <param name="isShaped">Whether the hashes are hashes.</param>
    public void Add(in RawRecord record, JournalHash previous, JournalHash hash, bool isShaped)
    {
        if (record.Number <= _floor)
        {
            Inserted(new(record.Number, record.Number, record.AtUnixMicroseconds, hash, true));
            return;
        }

        var original = isShaped ? OriginalNumber(record, previous, hash) : null;
        var row = new WalkedRow(record.Number, original ?? record.Number + _shift, record.AtUnixMicroseconds, hash, original is null);
        if (_fork is { } fork && fork.Takes(row, previous))
        {
            Settle(fork);
            return;
        }

        _fork = null;
        if (row.IsChanged)
        {
            _findings.Add(JournalFindingKind.Changed, row.Stored, row.AtUnixMicroseconds, "its hash does not fit what stands there");
        }

        if (row.Original <= Last && !_wanted.Contains(row.Original))
        {
            Again(row, previous);
            return;
        }

        CheckLink(row, previous);
        if (row.Original <= Last)
        {
            Refill(row);
            return;
        }

        if (row.Original > Last + 1)
        {
            _wanted.Add(Last + 1, row.Original - 1, LastAtUnixMicroseconds);
            _jumps.Add((row, Last + 1));
        }

        Advance(row);
    }

    /// <summary>Says what never came.</summary>
    public void End()
    {
        foreach (var (row, wantedFirst) in _jumps.Where(jump => jump.Row.Stored != jump.Row.Original))
        {
            if (_refilled.Any(number => number >= wantedFirst && number < row.Original))
            {
                Moved(row);
            }
        }

        foreach (var (first, last, at) in _wanted.Left)
        {
            _findings.Add(JournalFindingKind.Missing, first, last, at, first == last ? "it is not there" : "they are not there");
        }
    }

    /// <summary>The number under which the hash fits; null where it fits none.</summary>
    private long? OriginalNumber(in RawRecord record, JournalHash previous, JournalHash hash)
    {
        if (Fits(record, record.Number, previous, hash))
        {
            _shift = 0;
            return record.Number;
        }

        if (Fits(record, record.Number + _shift, previous, hash))
        {
            return record.Number + _shift;
        }

        if (_findings.IsFull)
        {
            return null;
        }

        for (var distance = -Window; distance <= Window; distance++)
        {
            if (Fits(record, record.Number + distance, previous, hash))
            {
                _shift = distance;
                return record.Number + distance;
            }
        }

        return _looks++ < MostLooks && _place(previous) is { } before && Fits(record, before + 1, previous, hash) ? before + 1 : null;
    }

    private static bool Fits(in RawRecord record, long number, JournalHash previous, JournalHash hash) =>
        number > 0 && JournalLink.Hash(previous, record.Numbered(number)) == hash;

    private void CheckLink(in WalkedRow row, JournalHash previous)
    {
        if (row.IsChanged)
        {
            return;
        }

        if (row.Original == Last + 1 && _recent.Count == 0)
        {
            if (IsLinkKnown && previous != LastHash)
            {
                _findings.Add(JournalFindingKind.Changed, row.Stored, row.AtUnixMicroseconds, "it follows another record than the one before it");
            }

            return;
        }

        foreach (var before in _recent)
        {
            if (before.Original == row.Original - 1 && !before.IsChanged && before.Hash != previous)
            {
                _findings.Add(JournalFindingKind.Changed, before.Stored, before.AtUnixMicroseconds, string.Create(
                    CultureInfo.InvariantCulture, $"its hash was made anew, and record {row.Stored} still follows what stood there before"));
            }
        }
    }

    private void Refill(in WalkedRow row)
    {
        _wanted.Remove(row.Original);
        Remember(row);
        if (row.Stored != row.Original)
        {
            _refilled.Add(row.Original);
            Moved(row);
        }
    }

    private void Moved(in WalkedRow row) => _findings.Add(JournalFindingKind.Reordered, row.Original, row.AtUnixMicroseconds, string.Create(
        CultureInfo.InvariantCulture, $"it stands as record {row.Stored}"));

    /// <summary>A number comes a second time.</summary>
    private void Again(in WalkedRow row, JournalHash previous)
    {
        var original = row.Original;
        var at = _recent.FindLastIndex(before => before.Original == original - 1 && before.Hash == previous);
        var branch = at < 0 && original != 1 ? [] : _recent.Skip(at + 1).Where(before => before.Original >= original).ToList();
        if (branch.Count == 0 || row.IsChanged)
        {
            Inserted(row);
            return;
        }

        _fork = new(branch, row);
        Settle(_fork);
    }

    private void Settle(Fork fork)
    {
        if (fork.Newer.Count < fork.Older.Count)
        {
            Inserted(fork.Newer[^1]);
            return;
        }

        foreach (var row in fork.Newer)
        {
            _findings.Remove(row.Stored);
        }

        foreach (var row in fork.Older)
        {
            _findings.Remove(row.Stored);
            Inserted(row);
        }

        _recent.RemoveAll(row => fork.Older.Contains(row));
        fork.Newer.ForEach(row => Advance(row));
        _fork = null;
    }

    private void Inserted(in WalkedRow row) => _findings.Add(JournalFindingKind.Inserted, row.Stored, row.AtUnixMicroseconds, "the chain knows nothing of it");

    private void Advance(in WalkedRow row)
    {
        (Last, LastHash, LastAtUnixMicroseconds) = (row.Original, row.Hash, row.AtUnixMicroseconds);
        IsLinkKnown = true;
        if (row.Original == Watched)
        {
            WatchedHash = row.Hash;
        }

        Remember(row);
    }

    private void Remember(in WalkedRow row)
    {
        if (_recent.Count == 2 * Window)
        {
            _recent.RemoveRange(0, Window);
        }

        _recent.Add(row);
    }

    /// <summary>Two branches after one record: the older is what stood there first, the newer what came after it.</summary>
    private sealed class Fork(List<WalkedRow> older, WalkedRow first)
    {
        public List<WalkedRow> Older { get; } = older;

        public List<WalkedRow> Newer { get; } = [first];

        public bool Takes(in WalkedRow row, JournalHash previous)
        {
            var goesOn = !row.IsChanged && row.Original == Newer[^1].Original + 1 && previous == Newer[^1].Hash;
            if (goesOn)
            {
                Newer.Add(row);
            }

            return goesOn;
        }
    }
}
