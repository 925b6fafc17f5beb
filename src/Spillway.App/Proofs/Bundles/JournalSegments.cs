using System.Runtime.CompilerServices;
using NodaTime;
using Spillway.Journal;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Proofs.Bundles;

/// <summary>Finds the part of a journal that belongs to a range.</summary>
internal static class JournalSegments
{
    /// <summary>The records the journal took in a range; a desk may be writing meanwhile.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="range">The range.</param>
    /// <param name="needed">Records that lines name; the segment is widened to hold them.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The segment; null where there is no journal.</returns>
    public static async Task<JournalSegment?> FindAsync(string folder, Interval range, IReadOnlyCollection<long> needed, CancellationToken cancellation)
    {
        if (SqliteJournal.HeadBeside(folder) is not { Number: > 0 } head)
        {
            return null;
        }

        var first = Math.Min(await FirstAtAsync(folder, range.Start, head.Number, cancellation).ConfigureAwait(false), needed.DefaultIfEmpty(long.MaxValue).Min());
        var end = Math.Max(await FirstAtAsync(folder, range.End, head.Number, cancellation).ConfigureAwait(false), needed.DefaultIfEmpty(0).Max() + 1);
        return new(head, Within(folder, first, Math.Min(end, head.Number + 1), cancellation));
    }

    /// <summary>The first number whose record the journal took at an instant or after it; one beyond the head where there is none.</summary>
    /// <remarks>Instants go up but where a clock was set back: there it is one of the places where the instant is crossed.</remarks>
    private static async Task<long> FirstAtAsync(string folder, Instant at, long head, CancellationToken cancellation)
    {
        var (low, high) = (1L, head + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var record = await SqliteJournal.ReadChainBeside(folder, middle, cancellation).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
            if (record is null || record.Record.At >= at)
            {
                high = middle;
            }
            else
            {
                low = record.Record.Number + 1;
            }
        }

        return low;
    }

    private static async IAsyncEnumerable<ChainedRecord> Within(string folder, long first, long end, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (first >= end)
        {
            yield break;
        }

        await foreach (var chained in SqliteJournal.ReadChainBeside(folder, first, cancellation).ConfigureAwait(false))
        {
            if (chained.Record.Number >= end)
            {
                yield break;
            }

            yield return chained;
        }
    }
}
