using NodaTime;
using Spillway.App.Records;
using Spillway.Journal;

namespace Spillway.App.Composition;

/// <summary>Finds its way back through a journal from checkpoint to checkpoint: each names the one before it.</summary>
internal static class CheckpointTrail
{
    /// <summary>The newest checkpoint at or before an instant; the journal's beginning where they do not reach so far.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="number">The number of a later checkpoint.</param>
    /// <param name="wanted">The instant, by the desk's clock.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The number of a record.</returns>
    /// <exception cref="Engine.RefusedException">A record is not as it was written.</exception>
    public static async Task<long> BeforeAsync(IRecordJournal journal, long number, Instant wanted, CancellationToken cancellation)
    {
        while (true)
        {
            var record = await journal.ReadAsync(number, cancellation).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
            if (record is not { Kind: RecordKinds.Checkpoint } || Checkpoint.Read(record.Payload) is not { At: { } at } checkpoint)
            {
                return 1;
            }

            if (at <= wanted)
            {
                return number;
            }

            if (checkpoint.Previous is not { } previous || previous >= number)
            {
                return 1;
            }

            number = previous;
        }
    }
}
