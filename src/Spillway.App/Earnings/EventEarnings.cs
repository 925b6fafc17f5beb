using Spillway.App.Api;
using Spillway.App.Events;

namespace Spillway.App.Earnings;

/// <summary>What the events of the desk's journal earned, looked up once for all who ask. Any thread.</summary>
/// <param name="room">The desk and its surroundings.</param>
/// <param name="book">Says whether the desk has gone on.</param>
public sealed class EventEarnings(DeskRoom room, EarningsBook book) : IDisposable
{
    private const int Kept = 6;

    private readonly SharedWork<long, JournalEvents> _events = new(1);
    private readonly SharedWork<(string Name, long Steps), EventProof> _proofs = new(Kept);

    /// <summary>How far the looking through the journal is; null where nobody waits for it.</summary>
    public WorkStep? Progress => _events.ProgressOf(book.Steps);

    /// <summary>The events, oldest first.</summary>
    /// <param name="cancellation">Ends the wait; the work ends with the last who waits.</param>
    /// <returns>Them.</returns>
    /// <exception cref="Engine.RefusedException">A record is not as it was written.</exception>
    public Task<JournalEvents> ListAsync(CancellationToken cancellation) => _events.GetAsync(
        book.Steps,
        (progress, ending) =>
        {
            var records = Math.Max(1L, room.View.Head().Number);
            progress.Report(WorkStage.ReadingJournal, 0.0);
            return JournalEvents.ReadAsync(room.DataFolder, room.Wall, new Counted(progress, records), ending);
        },
        cancellation);

    /// <summary>What one of them earned.</summary>
    /// <param name="name">The order's id, or the journal's number of the pass that took it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The proof of the event.</returns>
    /// <exception cref="Engine.RefusedException">There is none of that name.</exception>
    public Task<EventProof> OfAsync(string name, CancellationToken cancellation) => _proofs.GetAsync(
        (name, book.Steps),
        async (_, ending) => await (await ListAsync(ending).ConfigureAwait(false)).ProofAsync(name, ending).ConfigureAwait(false),
        cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _events.Dispose();
        _proofs.Dispose();
    }

    private sealed class Counted(WorkProgress progress, long records) : IProgress<long>
    {
        public void Report(long value) => progress.Report(WorkStage.ReadingJournal, Math.Min(1.0, (double)value / records));
    }
}
