using NodaTime;
using Spillway.App.Sites;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Statements.Ledgers;

/// <summary>What a desk's journal holds of the coincident peaks that a range's charge stands on, a year before it: each peak is read for itself, as
/// there are tens of millions of records between them. One thread at a time.</summary>
public sealed class PeakWindows : IDisposable
{
    // The step that opens the peak's interval, and the sample of the meter that holds on into it, are records of the hour before.
    private static readonly Duration _before = Duration.FromHours(1);

    // A step that closes an interval is recorded after it, by minutes where the desk was late.
    private static readonly Duration _after = Duration.FromHours(1);

    private readonly SortedDictionary<Instant, JournalLedger> _read = [];

    /// <summary>Reads the peaks that are wanted and were not read before; what the journal does not reach is empty.</summary>
    /// <param name="site">The site.</param>
    /// <param name="dataFolder">The data folder of its desk.</param>
    /// <param name="request">Which days are settled.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <returns>When all are read.</returns>
    /// <exception cref="Engine.RefusedException">A record is not as it was written.</exception>
    public async Task ReadAsync(SiteDefinition site, string dataFolder, SettleRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(request);
        var folder = SqliteJournal.FolderIn(dataFolder);
        foreach (var peak in LookBack.Peaks(site.Site, request).Where(peak => !_read.ContainsKey(peak.Start!.Value)))
        {
            var (from, to) = (peak.Start!.Value - _before, peak.Start.Value + peak.Length + _after);
            if (await JournalWindow.FirstAsync(folder, from, cancellation).ConfigureAwait(false) is not { } first)
            {
                // A desk that did not run by the computer's clock: its journal is read whole, and the peaks stand in it.
                return;
            }

            var window = LedgerOfSite.Empty(site, dataFolder);
            _read.Add(peak.Start.Value, window);
            window.BeginAt(first);
            await LedgerOfSite.TakeAsync(window, SqliteJournal.ReadBeside(folder, first, cancellation).TakeWhile(record => record.At < to)).ConfigureAwait(false);
        }
    }

    /// <summary>What was read of a peak; null where it was not read.</summary>
    /// <param name="start">When its interval began.</param>
    internal JournalLedger? At(Instant start) => _read.GetValueOrDefault(start);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var window in _read.Values)
        {
            window.Dispose();
        }
    }
}
