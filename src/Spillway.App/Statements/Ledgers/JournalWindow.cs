using NodaTime;
using Spillway.App.Records;
using Spillway.Journal;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Statements.Ledgers;

/// <summary>Finds where in a journal a time begins, if its desk ran by the computer's clock: a year has tens of millions of records.</summary>
internal static class JournalWindow
{
    // A step is about an interval that begins within the hour; a replay's clock is off by days and years.
    private static readonly Duration _tolerance = Duration.FromHours(2);

    // Passes come every second: as many records without a time of their own do not follow one another.
    private const int MostLooked = 10_000;

    /// <summary>Finds the first record that the journal took at or after an instant.</summary>
    /// <param name="folder">The journal's folder; a desk may be writing.</param>
    /// <param name="at">The instant.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>Its number; null where a record that was looked at tells another time than the journal's, or none tells any.</returns>
    public static async Task<long?> FirstAsync(string folder, Instant at, CancellationToken cancellation)
    {
        if (SqliteJournal.HeadBeside(folder) is not { Number: > 0 } head)
        {
            return null;
        }

        var (low, high, isTold) = (1L, head.Number + 1, false);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var (first, timed, own) = await LookAsync(folder, middle, cancellation).ConfigureAwait(false);
            if (timed is not null && (own - timed.At > _tolerance || timed.At - own > _tolerance))
            {
                return null;
            }

            isTold |= timed is not null;
            (low, high) = first is null || first.At >= at ? (low, middle) : (first.Number + 1, high);
        }

        return isTold ? low : null;
    }

    // The first record from a number on, and the first that has a time of its own.
    private static async Task<(JournalRecord? First, JournalRecord? Timed, Instant Own)> LookAsync(string folder, long number, CancellationToken cancellation)
    {
        JournalRecord? first = null;
        await foreach (var record in SqliteJournal.ReadBeside(folder, number, cancellation).Take(MostLooked).ConfigureAwait(false))
        {
            first ??= record;
            if (Own(record) is { } own)
            {
                return (first, record, own);
            }
        }

        return (first, null, default);
    }

    private static Instant? Own(JournalRecord record) => record.Kind switch
    {
        RecordKinds.Pass => MeterOfPass.Read(record.Payload).At,
        RecordKinds.Step => StepCodec.ReadObservation(record.Payload).Next?.Start,
        RecordKinds.RunStart => RunStartCodec.Read(record.Payload).At,
        _ => null,
    };
}
