using System.Collections.Immutable;
using NodaTime;
using Spillway.Journal;

namespace Spillway.App.Journals;

/// <summary>Reads a journal from its end, some records at a time: a page costs what it looks at, however long the journal is.</summary>
/// <param name="journal">The journal; null where none is kept.</param>
public sealed class JournalPager(IRecordJournal? journal)
{
    /// <summary>The most records of a page.</summary>
    public const int MostRecords = 500;

    /// <summary>The most records that one page looks at.</summary>
    public const int MostLooked = 20_000;

    // As many as the journal reads at once.
    private const int Chunk = 1_000;

    /// <summary>The end of the journal; 0 where it is empty.</summary>
    public long Head => journal?.Head.Number ?? 0;

    /// <summary>The newest records that are wanted.</summary>
    /// <param name="query">Which.</param>
    /// <param name="before">Only with lower numbers; null begins at the end.</param>
    /// <param name="most">How many at most; 1 to <see cref="MostRecords"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Spillway.Engine.RefusedException">A record is not as it was written.</exception>
    public async Task<JournalPage> PageAsync(JournalQuery query, long? before, int most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostRecords);
        var next = Math.Min(before ?? long.MaxValue, Head + 1);
        if (query.Until is { } until && next > 1)
        {
            next = Math.Min(next, await FirstAtAsync(until, next, cancellation).ConfigureAwait(false));
        }

        var found = ImmutableArray.CreateBuilder<JournalRecord>();
        var looked = 0L;
        while (next > 1 && found.Count < most && looked < MostLooked)
        {
            var size = query.IsAll ? Math.Min(Chunk, most - found.Count) : Chunk;
            var chunk = await ChunkAsync(next, size, cancellation).ConfigureAwait(false);
            if (chunk.Count == 0)
            {
                // Retention has removed all that lay below.
                return new(found.ToImmutable(), null, looked);
            }

            foreach (var record in chunk)
            {
                next = record.Number;
                looked++;
                if (query.From is { } from && record.At < from && !MayLieLater(record, from))
                {
                    return new(found.ToImmutable(), null, looked);
                }

                if (query.Wants(record))
                {
                    found.Add(record);
                    if (found.Count == most)
                    {
                        break;
                    }
                }
            }
        }

        return new(found.ToImmutable(), next > 1 ? next : null, looked);
    }

    /// <summary>Records after a number, the oldest first: what was added since.</summary>
    /// <param name="after">The number.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ImmutableArray<JournalRecord>> AfterAsync(long after, int most, CancellationToken cancellation)
    {
        var records = ImmutableArray.CreateBuilder<JournalRecord>();
        if (journal is not null && Head > after && most > 0)
        {
            await foreach (var record in journal.ReadAsync(after + 1, cancellation).ConfigureAwait(false))
            {
                records.Add(record);
                if (records.Count == most)
                {
                    break;
                }
            }
        }

        return records.ToImmutable();
    }

    /// <summary>One record.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The record; null where there is none of that number, or retention has removed it.</returns>
    public async Task<JournalRecord?> FindAsync(long number, CancellationToken cancellation) =>
        number < 1 ? null : (await AfterAsync(number - 1, 1, cancellation).ConfigureAwait(false)) is [var one] && one.Number == number ? one : null;

    /// <summary>The records just before a number, the newest first.</summary>
    /// <param name="before">The number.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The records; empty where there are none before it. Where retention has removed some it goes on below the gap.</returns>
    public async Task<IReadOnlyList<JournalRecord>> ChunkAsync(long before, int most, CancellationToken cancellation)
    {
        var from = Math.Max(1, before - most);
        var records = new List<JournalRecord>(most);
        if (journal is null)
        {
            return records;
        }

        await foreach (var record in journal.ReadAsync(from, cancellation).ConfigureAwait(false))
        {
            if (record.Number >= before)
            {
                break;
            }

            records.Add(record);
        }

        records.Reverse();
        return records;
    }

    // A clock that stepped back makes an older record look later; it is looked for within a minute.
    private static bool MayLieLater(JournalRecord record, Instant from) => from - record.At < Duration.FromMinutes(1);

    // The first record at or after an instant, by halving: numbers and instants rise together.
    private async Task<long> FirstAtAsync(Instant at, long end, CancellationToken cancellation)
    {
        var (low, high) = (1L, end);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var there = await AfterAsync(middle - 1, 1, cancellation).ConfigureAwait(false);
            if (there is [var one] && one.Number < high && one.At < at)
            {
                low = one.Number + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
