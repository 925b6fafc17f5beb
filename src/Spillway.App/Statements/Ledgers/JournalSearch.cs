using NodaTime;
using Spillway.Journal;

namespace Spillway.App.Statements.Ledgers;

/// <summary>Finds where in a journal a time begins without reading what lies before it: a year has tens of millions of records.</summary>
public static class JournalSearch
{
    /// <summary>Finds the first record that the journal took at or after an instant.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="at">The instant, by the clock the journal was written by.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>Its number; the number after the last where there is none.</returns>
    public static async Task<long> FirstSinceAsync(IRecordJournal journal, Instant at, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var (low, high) = (1L, journal.Head.Number + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var record = await FirstAsync(journal, middle, cancellation).ConfigureAwait(false);
            if (record is null || record.At >= at)
            {
                high = middle;
            }
            else
            {
                low = record.Number + 1;
            }
        }

        return low;
    }

    private static async Task<JournalRecord?> FirstAsync(IRecordJournal journal, long number, CancellationToken cancellation)
    {
        await foreach (var record in journal.ReadAsync(number, cancellation).ConfigureAwait(false))
        {
            return record;
        }

        return null;
    }
}
