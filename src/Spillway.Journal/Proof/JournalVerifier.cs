using System.Globalization;
using Microsoft.Data.Sqlite;
using Spillway.Engine;
using Spillway.Journal.Sqlite;
using SQLitePCL;

namespace Spillway.Journal.Proof;

/// <summary>Reads a journal from its first record to its last and says whether it is as it was written. It changes nothing, and a desk
/// may write meanwhile.</summary>
public sealed class JournalVerifier
{
    private const int BatchRows = 10_000;
    private const int MostRuns = 3;
    private readonly JournalFolder _folder;
    private readonly FindingList _findings = new();
    private readonly ChainWalk _walk;
    private readonly SegmentState? _end;
    private readonly JournalHead? _head;
    private readonly List<VerifiedSegment> _segments = [];
    private readonly RemovedRecords _removed = new();
    private SqliteConnection? _connection;
    private long _records;
    private long _first;
    private int _sequence;
    private FirstRow? _firstRow;
    private Taking? _taken;

    private JournalVerifier(JournalFolder folder)
    {
        _folder = folder;
        (_end, _head) = EndOfJournal.Read(_folder);
        _walk = new(_findings, Place) { Watched = _head?.Number ?? 0 };
    }

    /// <summary>Verifies a journal.</summary>
    /// <param name="folder">The journal's own folder.</param>
    /// <param name="progress">Is told how many records were read, now and then; null where nobody asks.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="RefusedException">There is no journal, it is of a newer version, or the folder cannot be read.</exception>
    public static JournalVerification Verify(string folder, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var place = new JournalFolder(folder);
        if (place.Segments().IsEmpty && place.Seals().IsEmpty && !File.Exists(place.Head))
        {
            throw new RefusedException(JournalErrors.NotThere, $"There is no journal in '{folder}'.");
        }

        for (var run = 1; ; run++)
        {
            // A desk that turns the month meanwhile may remove an old one under the reader's hands: then it is read again.
            var before = place.Segments();
            var found = JournalFaults.Guarded(folder, () => new JournalVerifier(place).Run(progress, cancellation));
            if (found.IsWhole || run == MostRuns || place.Segments().SequenceEqual(before))
            {
                return found;
            }
        }
    }

    private JournalVerification Run(IProgress<long>? progress, CancellationToken cancellation)
    {
        var segments = _folder.BornSegments().ToHashSet();
        var names = segments.Union(_folder.Seals()).Order().ToList();
        foreach (var name in names)
        {
            var seal = SegmentSeal.TryRead(_folder.Seal(name));
            var expected = new ExpectedSegment(_sequence + 1, _walk.Last + 1, _walk.LastHash, _walk.IsLinkKnown);
            _sequence = name.Sequence;
            if (!segments.Contains(name))
            {
                Removed(name, seal);
                continue;
            }

            Walk((name, name == names[^1]), seal, expected, new(progress, cancellation));
        }

        _walk.End();
        _removed.Judge(_findings);
        HeadCheck.Run(_findings, _walk, _end, _head);
        return new(_folder.Root, _records, _first, _head, [.. _segments], _findings.Ordered());
    }

    /// <summary>A month of which only the seal is left.</summary>
    private void Removed(SegmentName name, SegmentSeal? seal)
    {
        if (seal is null)
        {
            _findings.Add(JournalFindingKind.SealDiffers, _walk.Last + 1, _walk.LastAtUnixMicroseconds, $"the seal of {name} cannot be read, and its records are not there");
            return;
        }

        if (seal.FirstNumber != _walk.Last + 1 || seal.Previous != _walk.LastHash)
        {
            _findings.Add(JournalFindingKind.SealDiffers, seal.FirstNumber, Microseconds.Of(seal.FirstAt), $"the seal of {name} does not follow what stands before it");
        }

        _removed.Add(seal);
        _segments.Add(new(name.ToString(), seal.FirstNumber, seal.LastNumber, true, true));
        _walk.Jump(seal.LastNumber, seal.LastHash, Microseconds.Of(seal.LastAt));
    }

    private void Walk((SegmentName Name, bool IsNewest) month, SegmentSeal? seal, ExpectedSegment expected, in Reading reading)
    {
        var (name, isNewest) = month;
        SegmentState? state = null;
        _firstRow = null;
        _walk.BeginSegment();
        try
        {
            using (_connection = SegmentConnection.ToRead(_folder.File(name)))
            {
                state = SegmentState.TryRead(_connection, SegmentSchema.VersionOf(_connection, _folder.File(name)));
                using var rows = new SegmentRows(_connection);
                ReadRows(rows, isNewest && _end is not null ? _end.LastNumber : long.MaxValue, reading);
                state = new SegmentCheck(_findings, name, expected, _firstRow).Run(_connection, state, _taken);
            }
        }
        catch (Exception cause) when (JournalFaults.IsDamage(cause))
        {
            var last = seal?.LastNumber ?? Math.Max(_head?.Number ?? 0, _walk.Last + 1);
            _findings.Add(JournalFindingKind.SegmentUnreadable, _walk.Last + 1, last, _walk.LastAtUnixMicroseconds, $"{name}{SegmentName.Extension} cannot be read: {cause.Message}");
            _walk.Skip(last);
        }

        var isSealed = state?.IsSealed ?? seal is not null;
        _segments.Add(new(name.ToString(), state?.Start.FirstNumber ?? expected.FirstNumber, _walk.Last, isSealed, false));
        CheckSeal(name, seal, state, isNewest);
    }

    private void ReadRows(SegmentRows rows, long upTo, in Reading reading)
    {
        var after = long.MinValue;
        var isEnd = false;
        while (!isEnd)
        {
            reading.Cancellation.ThrowIfCancellationRequested();
            reading.Progress?.Report(_records);
            try
            {
                rows.Begin(after, upTo, BatchRows);
                var before = _records;
                while (rows.Next())
                {
                    after = rows.Number;
                    Take(rows);
                }

                isEnd = _records - before < BatchRows;
            }
            catch (SqliteException cause) when (cause.SqliteErrorCode is raw.SQLITE_CORRUPT && TryPass(rows, Math.Max(after, _walk.Last), upTo) is { } readable)
            {
                _findings.Add(JournalFindingKind.SegmentUnreadable, _walk.Last + 1, readable - 1, _walk.LastAtUnixMicroseconds, $"a page of the file is damaged: {cause.Message}");
                _walk.Skip(readable - 1);
                after = readable - 1;
            }
        }
    }

    private void Take(SegmentRows rows)
    {
        var record = rows.Record;
        _walk.Add(record, rows.Previous, rows.Hash, rows.IsShaped);
        _records++;
        _firstRow ??= new(record.Number, rows.Previous, record.AtUnixMicroseconds);
        if (_first == 0)
        {
            _first = record.Number;
        }

        if (record.Kind == JournalKinds.SegmentRemoved)
        {
            _removed.Authorise(record.Payload);
        }
        else if (record.Kind == JournalKinds.Opened)
        {
            _taken = Taking.TryRead(record) ?? _taken;
        }
    }

    /// <summary>The first number after a damaged page that can be read; null where none can.</summary>
    private static long? TryPass(SegmentRows rows, long after, long upTo)
    {
        for (var step = 1L; step < 1L << 40 && after + step < upTo; step *= 2)
        {
            try
            {
                rows.Begin(after + step, upTo, 1);
                if (rows.Next())
                {
                    return rows.Number;
                }

                return null;
            }
            catch (SqliteException cause) when (cause.SqliteErrorCode is raw.SQLITE_CORRUPT)
            {
                // Still on the damaged page: further on.
            }
        }

        return null;
    }

    private void CheckSeal(SegmentName name, SegmentSeal? seal, SegmentState? state, bool isNewest)
    {
        if (state is null)
        {
            return;
        }

        if (seal is null && !isNewest)
        {
            _findings.Add(JournalFindingKind.SealDiffers, state.Start.FirstNumber, _walk.LastAtUnixMicroseconds, $"the seal of {name} is not there or cannot be read");
        }
        else if (seal is not null && seal.Name != name)
        {
            _findings.Add(JournalFindingKind.SealDiffers, seal.FirstNumber, Microseconds.Of(seal.FirstAt), $"the seal of {name} is that of {seal.Name}");
        }
        else if (!state.IsSealed && (seal is not null || !isNewest))
        {
            _findings.Add(JournalFindingKind.SegmentDiffers, state.Start.FirstNumber, _walk.LastAtUnixMicroseconds, $"{name}{SegmentName.Extension} says that it is open, and it was closed");
        }
        else if (seal is not null && (seal.FirstNumber != state.Start.FirstNumber || seal.LastNumber != state.LastNumber || seal.LastHash != state.LastHash || seal.Previous != state.Start.Previous))
        {
            _findings.Add(JournalFindingKind.SealDiffers, seal.FirstNumber, Microseconds.Of(seal.FirstAt), $"the seal of {name} says records {seal.FirstNumber.ToString(CultureInfo.InvariantCulture)} to {seal.LastNumber.ToString(CultureInfo.InvariantCulture)}, hash {seal.LastHash}");
        }
    }

    /// <summary>Where a hash stands in the month that is being walked.</summary>
    private long? Place(JournalHash hash)
    {
        using var find = new SqliteStatement(_connection!, "SELECT number FROM records WHERE hash = ?1");
        return find.Bind(1, hash).Step() ? find.Long(0) : null;
    }

    private readonly record struct Reading(IProgress<long>? Progress, CancellationToken Cancellation);
}
