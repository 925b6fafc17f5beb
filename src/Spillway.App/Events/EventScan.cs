using System.Collections.Immutable;
using Spillway.Journal;

namespace Spillway.App.Events;

/// <summary>Finds the orders that took power off in a journal.</summary>
public static class EventScan
{
    private const int Told = 1000;

    /// <summary>Reads a journal through.</summary>
    /// <param name="records">Its records in order.</param>
    /// <param name="progress">Told how many are done, every thousand; null for nobody.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <returns>The accepted ceilings, reductions and stops, oldest first.</returns>
    /// <exception cref="Engine.RefusedException">A record cannot be read.</exception>
    public static async Task<ImmutableArray<JournalEvent>> ReadAsync(
        IAsyncEnumerable<JournalRecord> records, IProgress<long>? progress, CancellationToken cancellation)
    {
        var found = new EventFold();
        var done = 0L;
        await foreach (var record in records.WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (++done % Told == 0)
            {
                progress?.Report(done);
            }

            found.Take(record);
        }

        return found.All;
    }

    /// <summary>The event of a name: the order's id, or the journal's number of the pass that took it.</summary>
    /// <param name="events">All of them.</param>
    /// <param name="name">The name.</param>
    /// <returns>The newest of that name; null where there is none.</returns>
    public static JournalEvent? Find(ImmutableArray<JournalEvent> events, string name) =>
        events.LastOrDefault(one => one.Order.Id.Text == name)
        ?? events.LastOrDefault(one => one.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == name);
}
