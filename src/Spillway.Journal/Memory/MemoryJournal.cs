using System.Runtime.CompilerServices;

namespace Spillway.Journal.Memory;

/// <summary>A journal that lives as long as its process: the same numbers, instants and hashes as on disk, and nothing kept.</summary>
/// <param name="time">The clock whose instants the records get.</param>
public sealed class MemoryJournal(TimeProvider time) : IRecordJournal
{
    private readonly Lock _lock = new();
    private readonly List<JournalRecord> _records = [];
    private ChainEnd _end = ChainEnd.Beginning;

    /// <inheritdoc />
    public JournalHead Head
    {
        get
        {
            lock (_lock)
            {
                return _end.Head;
            }
        }
    }

    /// <inheritdoc />
    public ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        EntryCheck.All(entries);
        cancellation.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var now = Microseconds.Of(Microseconds.Now(time));
            if (entries.Count > 0 && _end.StepBack(now) is { } step)
            {
                Add(step, now);
            }

            foreach (var entry in entries)
            {
                Add(entry, now);
            }

            return ValueTask.FromResult(_end.Number);
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<JournalRecord> ReadAsync(long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        JournalRecord[] records;
        lock (_lock)
        {
            records = [.. _records.Skip((int)Math.Clamp(from - 1, 0, _records.Count))];
        }

        foreach (var record in records)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return record;
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Add(JournalEntry entry, long now)
    {
        var kept = entry.Payload.ToArray();
        _end = _end.Next(entry, now, out var raw);
        _records.Add(new(raw.Number, Microseconds.Instant(raw.AtUnixMicroseconds), raw.Kind, raw.Version, kept));
    }
}
