using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Journal;
using Spillway.Journal.Sqlite;

namespace Spillway.App.Statements.Ledgers;

/// <summary>What a desk's journal holds of the months that a ratchet looks back to: each is read for itself, once, and only its highest demand is
/// kept. One thread at a time.</summary>
public sealed class MonthDemands
{
    // The step that opens the month's first interval, and the sample of the meter that holds on into it, are records of the hour before; the step
    // that closes its last interval is recorded after it, by minutes where the desk was late.
    private static readonly Duration _around = Duration.FromHours(1);
    private const int Told = 1000;

    private readonly SortedDictionary<(YearMonth Month, Duration Window), KeptDemand> _read = [];

    /// <summary>Reads the months that are wanted and were not read before; one that the journal does not hold from its beginning on stays unknown.</summary>
    /// <param name="site">The site.</param>
    /// <param name="dataFolder">The data folder of its desk.</param>
    /// <param name="request">Which days are settled.</param>
    /// <param name="ledger">What was read for those days: whole months in it are not read again.</param>
    /// <param name="told">Told how much is done, 0 to 1; null for nobody.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <returns>When all are read.</returns>
    /// <exception cref="RefusedException">A record is not as it was written.</exception>
    public async Task ReadAsync(
        SiteDefinition site, string dataFolder, SettleRequest request, JournalLedger ledger, Action<double>? told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(ledger);
        var whole = LookBack.Whole(ledger, site.TimeZone);
        var wanted = LookBack.Months(site, request)
            .Where(month => !_read.ContainsKey(month) && MonthSpan.Of(month.Month, site.TimeZone).Start < whole).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        var (store, readBy) = (new DemandStore(dataFolder), ReadBy(site));
        var oldest = await SqliteJournal.ReadBeside(SqliteJournal.FolderIn(dataFolder), 1, cancellation).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
        for (var index = 0; index < wanted.Count; index++)
        {
            var (done, month) = (index, wanted[index]);
            if (await store.FindAsync(month, readBy, cancellation).ConfigureAwait(false) is { } kept)
            {
                _read.Add(month, kept);
                continue;
            }

            var span = MonthSpan.Of(month.Month, site.TimeZone);
            if (oldest is null || oldest.At > span.Start)
            {
                // A part of a month does not tell its highest demand.
                continue;
            }

            var (read, isOver) = await OfJournalAsync(site, dataFolder, (span, month.Window), share => told?.Invoke((done + share) / wanted.Count), cancellation).ConfigureAwait(false);
            if (read is { } found && isOver)
            {
                _read.Add(month, found with { ReadBy = readBy });
                store.Keep(month, _read[month]);
            }
        }
    }

    /// <summary>What was read of the months that a range's ratchets look back to.</summary>
    /// <param name="wanted">The months and windows.</param>
    internal IEnumerable<(YearMonth Month, Duration Window, KeptDemand Demand)> Of(IEnumerable<(YearMonth Month, Duration Window)> wanted) => wanted
        .Where(month => _read.ContainsKey(month))
        .Select(month => (month.Month, month.Window, _read[month]));

    /// <summary>What a reader must know of them.</summary>
    /// <param name="found">The months that were read.</param>
    internal static Wording[] Notes(IReadOnlyCollection<(YearMonth Month, Duration Window, KeptDemand Demand)> found)
    {
        var holed = found.Where(static one => one.Demand.WithoutReading > 0).DistinctBy(static one => one.Month)
            .Select(static one => string.Create(CultureInfo.InvariantCulture, $"{YearMonthPattern.Iso.Format(one.Month)} ({one.Demand.WithoutReading})")).ToList();
        return holed.Count == 0 ? [] :
            [$"The ratchet looks back to months of which the journal has no reading in some intervals; their highest demand is that of the others: {string.Join(", ", holed)}."];
    }

    // Null where the journal was not written by the computer's clock: then it is read whole, and the month stands in it.
    private static async Task<(KeptDemand? Demand, bool IsOver)> OfJournalAsync(
        SiteDefinition site, string dataFolder, (Interval Span, Duration Window) month, Action<double> told, CancellationToken cancellation)
    {
        var folder = SqliteJournal.FolderIn(dataFolder);
        var (from, to) = (month.Span.Start - _around, month.Span.End + _around);
        if (await JournalWindow.FirstAsync(folder, from, cancellation).ConfigureAwait(false) is not { } first)
        {
            return (null, false);
        }

        using var ledger = LedgerOfSite.Empty(site, dataFolder);
        ledger.BeginAt(first);
        var records = SqliteJournal.ReadBeside(folder, first, cancellation).TakeWhile(record => record.At < to);
        await LedgerOfSite.TakeAsync(ledger, CountedAsync(records, from, to, told, cancellation)).ConfigureAwait(false);
        if (ledger.Next == first)
        {
            return (null, false);
        }

        var last = await SqliteJournal.ReadChainBeside(folder, ledger.Next - 1, cancellation).FirstAsync(cancellation).ConfigureAwait(false);
        var readings = ledger.Read(MeterRoles.Declared(site), month.Span.Start, month.Span.End, -1)
            .Where(read => month.Span.Contains(read.Slot.Start) && read.Reading.Quality != ReadingQuality.Missing)
            .Select(read => new MeteredInterval(read.Slot, read.Slot.Start.InZone(site.TimeZone).Date, read.Reading, null, null, null)).ToImmutableArray();
        var intervals = (int)(month.Span.Duration / ledger.Interval);
        var highest = MonthDemand.Of(month.Span.Start.InZone(site.TimeZone).Date.ToYearMonth(), month.Window, readings);
        var isOver = SqliteJournal.HeadBeside(folder) is { } head && head.At >= to;
        return (new(highest?.Highest, intervals - readings.Length, first, ledger.Next - 1, last.Hash.ToString(), ledger.Source.Sha256, ""), isOver);
    }

    private static async IAsyncEnumerable<JournalRecord> CountedAsync(
        IAsyncEnumerable<JournalRecord> records, Instant from, Instant to, Action<double> told, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var count = 0L;
        await foreach (var record in records.WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (count++ % Told == 0)
            {
                told(Math.Clamp((record.At - from) / (to - from), 0.0, 1.0));
            }

            yield return record;
        }
    }

    // What of the site file readings rest on: how long a sample holds, which groups stand in for a silent meter, and where months are.
    private static string ReadBy(SiteDefinition site)
    {
        var stale = site.Installation?.Desk.Rules.Staleness.Meter.TotalSeconds ?? 0.0;
        var groups = string.Join(",", site.Site.Loads.Select(static load => load.Id.Text));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{site.TimeZone.Id};{stale};{groups}"))));
    }
}
