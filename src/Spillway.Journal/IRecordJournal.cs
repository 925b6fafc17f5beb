namespace Spillway.Journal;

/// <summary>An append-only, hash-chained journal. May be called from any thread.</summary>
public interface IRecordJournal : IAsyncDisposable
{
    /// <summary>The last record that was acknowledged.</summary>
    JournalHead Head { get; }

    /// <summary>Records entries, all or none, next to one another and in their order.</summary>
    /// <param name="entries">What to record, at most 1,000,000; an empty list records nothing. The list must not change until the append has ended.</param>
    /// <param name="cancellation">Ends the wait for room in the queue; entries that are queued are recorded whatever becomes of it.</param>
    /// <returns>The number of the last of them, once all are kept for good: those before it have the numbers just below. Appends are
    /// acknowledged in the order of their numbers.</returns>
    /// <exception cref="ArgumentException">An entry is none that a journal takes; nothing was recorded.</exception>
    /// <exception cref="Spillway.Engine.RefusedException">They could not be kept: see <see cref="JournalErrors"/>.</exception>
    ValueTask<long> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation);

    /// <summary>Reads records in the order of their numbers, up to the head as it is when the reading begins.</summary>
    /// <param name="from">The first number wanted, from 1. Records that retention has removed are passed over.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The records; each is checked against its hash.</returns>
    /// <exception cref="Spillway.Engine.RefusedException">A record is not as it was written, is missing, or cannot be read.</exception>
    IAsyncEnumerable<JournalRecord> ReadAsync(long from, CancellationToken cancellation);
}
