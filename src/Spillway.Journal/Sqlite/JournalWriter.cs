using Spillway.Engine;

namespace Spillway.Journal.Sqlite;

/// <summary>The one writer of a journal: numbers, chains and commits groups, closes months. Used by one thread at a time.</summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly JournalFolder _folder;
    private readonly TimeProvider _time;
    private readonly JournalSettings _settings;
    private readonly WriterLock _lock;
    private readonly DoubtfulCommit _doubt = new();
    private HeadFile _headFile;
    private SegmentWriter? _segment;
    private SegmentName _lastName;
    private ChainEnd _end;
    private RefusedException? _stopped;
    private bool _isDoubtful;
    private JournalHead _head;

    /// <summary>A writer that holds the lock.</summary>
    /// <param name="found">Where the records end.</param>
    /// <param name="held">The lock.</param>
    /// <param name="headFile">The head, as it was found.</param>
    /// <param name="settings">How the journal is kept.</param>
    /// <param name="time">The clock.</param>
    public JournalWriter(FoundJournal found, WriterLock held, HeadFile headFile, JournalSettings settings, TimeProvider time)
    {
        (_folder, _lastName, _segment, _end, Epoch) = (found.Folder, found.Name, found.Segment, found.End, found.Epoch);
        (_lock, _headFile, _settings, _time) = (held, headFile, settings, time);
        _head = _end.Head;
    }

    /// <summary>How often a writer has taken this journal, this one among them.</summary>
    public long Epoch { get; }

    public JournalHead Head => Volatile.Read(ref _head);

    /// <summary>Commits one group; when it returns all of it is on the disk, or it throws and the group is not acknowledged.</summary>
    public void Commit(IReadOnlyList<PendingAppend> group)
    {
        if (_stopped is { } stopped)
        {
            throw new RefusedException(JournalErrors.Stopped, $"The journal in '{_folder.Root}' takes nothing more: {stopped.What}", stopped);
        }

        try
        {
            if (_doubt.IsOpen)
            {
                Reopen();
            }

            var left = _doubt.ToWrite(group);
            if (left.Count > 0)
            {
                var now = Microseconds.Of(Microseconds.Now(_time));
                TurnMonth(now);
                Write(left, now);
            }
        }
        catch (Exception cause) when (JournalFaults.IsDisk(cause) || cause is RefusedException)
        {
            var refusal = cause as RefusedException ?? JournalFaults.Refusal(_folder, _lastName, cause);
            if (refusal.Code == JournalErrors.Unwritable || (refusal.Code == JournalErrors.Full && _isDoubtful))
            {
                // Nobody knows what the disk holds: the next commit reads it anew before it writes.
                _doubt.Failed(group);
            }
            else if (refusal.Code != JournalErrors.Full)
            {
                // No later try mends it: damage, or another writer.
                _stopped = refusal;
            }

            throw refusal;
        }
    }

    /// <summary>Commits a record of the journal's own.</summary>
    public void Commit(JournalEntry own) => Commit([new PendingAppend([own])]);

    public void Dispose()
    {
        _segment?.Dispose();
        _headFile.Dispose();
        _lock.Dispose();
    }

    private void Write(IReadOnlyList<PendingAppend> group, long now)
    {
        var segment = _segment ?? throw new InvalidOperationException("No month is open.");
        var end = _end;
        var isCommitted = false;
        _isDoubtful = false;
        try
        {
            _settings.Reached?.Invoke(CommitPoint.Begin);
            segment.Begin(_end.Number + 1);
            if (end.StepBack(now) is { } step)
            {
                end = Insert(segment, end, step, now);
            }

            foreach (var append in group)
            {
                foreach (var entry in append.Entries)
                {
                    end = Insert(segment, end, entry, now);
                }

                append.LastNumber = end.Number;
            }

            _settings.Reached?.Invoke(CommitPoint.Inserted);
            _isDoubtful = true;
            segment.Commit();
            isCommitted = true;
            _settings.Reached?.Invoke(CommitPoint.Committed);
        }
        finally
        {
            if (!isCommitted)
            {
                segment.Rollback();
            }
        }

        _headFile.Write(end.Head);
        _settings.Reached?.Invoke(CommitPoint.HeadWritten);
        _end = end;
        _isDoubtful = false;
        Volatile.Write(ref _head, end.Head);
    }

    /// <summary>Opens the files again after a failure, as a new start would, under the same lock and in the same epoch.</summary>
    private void Reopen()
    {
        _settings.Reached?.Invoke(CommitPoint.Reopen);
        _segment?.Dispose();
        _segment = null;
        var found = JournalOpening.Find(_folder, _settings, Epoch);
        _segment = found.Segment;
        _segment?.MoveLogIntoFile();
        _doubt.Settle(_folder.Root, JournalReader.ReadAsync(_folder, new(_end.Number + 1, found.End.Number, ""), CancellationToken.None).ToBlockingEnumerable().Select(chained => chained.Record));
        var head = HeadFile.Replace(_folder.Head, found.End.Head);
        _headFile.Dispose();
        _headFile = head;
        (_lastName, _end, _isDoubtful) = (found.Name, found.End, false);
        Volatile.Write(ref _head, _end.Head);
    }

    private static ChainEnd Insert(SegmentWriter segment, ChainEnd end, in JournalEntry entry, long now)
    {
        var next = end.Next(entry, now, out var record);
        segment.Insert(record, end.Hash, next.Hash);
        return next;
    }

    /// <summary>Closes the month that is over and begins the one that is; a month without a record goes on.</summary>
    private void TurnMonth(long now)
    {
        var month = SegmentName.MonthOf(Microseconds.Instant(now));
        if (_segment is { HasRecords: true } && month.CompareTo(_lastName.Month) > 0)
        {
            _segment.Seal();
            _segment.Dispose();
            _segment = null;
        }

        if (_segment is not null)
        {
            return;
        }

        if (_lastName.Sequence > 0)
        {
            SealedSegment.Close(_folder, _lastName);
        }

        var name = new SegmentName(_lastName.Sequence + 1, month);
        _segment = SegmentWriter.Make(
            _folder.File(name), name, new SegmentStart(_end.Number + 1, _end.Hash, Epoch, _settings.Holder), _settings.SegmentLimitMegabytes);
        _lastName = name;
        if (_settings.KeepMonths is { } kept && Retention.Due(_folder, month, kept, _settings.NeededFrom?.Invoke() ?? long.MaxValue) is { Length: > 0 } due)
        {
            Write([new PendingAppend([Retention.Record(due[^1])])], now);
            Retention.Remove(_folder, due);
        }
    }
}
