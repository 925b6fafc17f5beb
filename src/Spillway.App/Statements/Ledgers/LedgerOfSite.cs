using NodaTime;
using Spillway.App.Records;
using Spillway.App.Sites;
using Spillway.Journal;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Statements.Ledgers;

/// <summary>Makes the ledger of a site from a desk's data folder.</summary>
public static class LedgerOfSite
{
    private static readonly Duration _usual = Duration.FromMinutes(15);
    private static readonly Duration _meterStale = Duration.FromSeconds(15);

    // Day-ahead prices are told the day before; the meter's last sample holds on into the range.
    private static readonly Duration _before = Duration.FromDays(2);

    // The step that ends the last interval comes after it, also where the desk was late.
    private static readonly Duration _after = Duration.FromHours(2);

    /// <summary>An empty ledger of a site.</summary>
    /// <param name="site">The site.</param>
    /// <param name="dataFolder">The data folder of its desk.</param>
    /// <returns>The ledger; the journal's own records say how long an interval is.</returns>
    public static JournalLedger Empty(SiteDefinition site, string dataFolder)
    {
        ArgumentNullException.ThrowIfNull(site);
        return new(
            site.Site.Loads,
            site.Installation?.Prices?.Interval ?? _usual,
            site.Installation?.Desk.Rules.Staleness.Meter ?? _meterStale,
            new(dataFolder));
    }

    /// <summary>Reads a journal; a desk may run meanwhile.</summary>
    /// <param name="site">The site.</param>
    /// <param name="dataFolder">The data folder of its desk.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <returns>The ledger with every record taken.</returns>
    /// <exception cref="Engine.RefusedException">There is no journal, or a record is not as it was written.</exception>
    public static async Task<JournalLedger> ReadAsync(SiteDefinition site, string dataFolder, CancellationToken cancellation)
    {
        var ledger = Empty(site, dataFolder);
        await TakeAsync(ledger, SqliteJournal.ReadBeside(SqliteJournal.FolderIn(dataFolder), 1, cancellation)).ConfigureAwait(false);
        return ledger;
    }

    /// <summary>Reads of a journal what a statement of some days needs; a desk may run meanwhile.</summary>
    /// <param name="site">The site.</param>
    /// <param name="dataFolder">The data folder of its desk.</param>
    /// <param name="request">Which days.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <param name="told">Told how much of the earlier months is read, 0 to 1; null for nobody.</param>
    /// <returns>The ledger: every record from two days before the days on; of what came later than them all but the control passes, since a
    /// price counts however late it came; the coincident peaks of the year before that a contract's charge stands on; and the highest demands of
    /// the months that a ratchet looks back to. A journal whose desk did not run by the computer's clock is read whole.</returns>
    /// <exception cref="Engine.RefusedException">There is no journal, or a record is not as it was written.</exception>
    public static async Task<JournalLedger> ReadAsync(SiteDefinition site, string dataFolder, SettleRequest request, CancellationToken cancellation, Action<double>? told = null)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(request);
        var ledger = Empty(site, dataFolder);
        var folder = SqliteJournal.FolderIn(dataFolder);
        var from = request.From.AtStartOfDayInZone(site.TimeZone).ToInstant() - _before;
        var to = request.To.AtStartOfDayInZone(site.TimeZone).ToInstant() + _after;
        if (await JournalWindow.FirstAsync(folder, from, cancellation).ConfigureAwait(false) is not { } first)
        {
            await TakeAsync(ledger, SqliteJournal.ReadBeside(folder, 1, cancellation)).ConfigureAwait(false);
            return ledger;
        }

        ledger.BeginAt(first);
        await ledger.Peaks.ReadAsync(site, dataFolder, request, cancellation).ConfigureAwait(false);
        await ledger.Demands.ReadAsync(site, dataFolder, request, ledger, told, cancellation).ConfigureAwait(false);
        await TakeAsync(ledger, SqliteJournal.ReadBeside(folder, first, cancellation).TakeWhile(record => record.At < to)).ConfigureAwait(false);
        await TakeAsync(ledger, SqliteJournal.ReadBesideWithout(folder, ledger.Next, RecordKinds.Pass, cancellation)).ConfigureAwait(false);
        return ledger;
    }

    /// <summary>Takes records into a ledger.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="records">The records from its next on.</param>
    /// <returns>When all are taken.</returns>
    public static async Task TakeAsync(JournalLedger ledger, IAsyncEnumerable<JournalRecord> records)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(records);
        await foreach (var record in records.ConfigureAwait(false))
        {
            ledger.Take(record);
        }
    }
}
