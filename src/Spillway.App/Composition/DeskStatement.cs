using System.Runtime.CompilerServices;
using NodaTime;
using Spillway.App.Earnings;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Ledgers;
using Spillway.Journal;

namespace Spillway.App.Composition;

/// <summary>What a running desk owes and is owed, from its own journal; late prices and a restart change what is told next.</summary>
/// <remarks>The first answer reads the journal from the beginning of the month, later ones go on from there; an earlier day has it
/// read once from there. Any thread; while a long time is read, what was read already is told of.</remarks>
internal sealed class DeskStatement : IDisposable
{
    // An interval that began before the period ends in it, and the meter's last sample holds on.
    private static readonly Duration _before = Duration.FromHours(2);
    private const int Told = 1000;

    private readonly SiteDefinition _site;
    private readonly DeskRequest _request;
    private readonly IRecordJournal _journal;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly SemaphoreSlim _long = new(1, 1);
    private Reached? _reached;

    /// <summary>Puts it before a journal; nothing is read yet.</summary>
    /// <param name="site">The site.</param>
    /// <param name="request">The desk's site file, data folder and hash prices.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="time">Its clock.</param>
    public DeskStatement(SiteDefinition site, DeskRequest request, IRecordJournal journal, TimeProvider time)
    {
        (_site, _request, _journal, _time) = (site, request, journal, time);
    }

    /// <summary>Whether the desk's clock is the one the journal is written by; a replay's is not.</summary>
    public bool IsWallClock { get; init; }

    /// <summary>Reads what a statement is made from.</summary>
    /// <param name="period">Of which days; up to the last interval that has ended.</param>
    /// <param name="progress">Told how far the reading is.</param>
    /// <param name="cancellation">Ends the wait and the reading.</param>
    /// <returns>What a statement is made from.</returns>
    /// <exception cref="Engine.RefusedException">A record is not as it was written.</exception>
    public async Task<LoadedSettlement> LoadAsync(MoneyPeriod period, WorkProgress progress, CancellationToken cancellation)
    {
        var month = Today.With(DateAdjusters.StartOfMonth);
        await ReachAsync(LocalDate.Min(period.From, month), progress, cancellation).ConfigureAwait(false);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var ledger = _reached!.Ledger;
            await LedgerOfSite.TakeAsync(ledger, CountedAsync(ledger.Next, progress, cancellation)).ConfigureAwait(false);
            progress.Report(WorkStage.Settling);
            var request = new SettleRequest(_request.SiteFile, [], [], [.. _request.Awards], _request.Hashprice, period.From, period.To)
            {
                Until = Instant.FromDateTimeOffset(_time.GetUtcNow()),
                RulesFolder = _request.RulesFolder,
            };
            return SettleLoading.Load(_site, request, _request.DataFolder, ledger, cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    private LocalDate Today => Instant.FromDateTimeOffset(_time.GetUtcNow()).InZone(_site.TimeZone).Date;

    // A ledger that begins early enough; read beside the one at hand, which goes on answering until then.
    private async Task ReachAsync(LocalDate from, WorkProgress progress, CancellationToken cancellation)
    {
        if (IsWithin(from))
        {
            return;
        }

        await _long.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (IsWithin(from))
            {
                return;
            }

            var ledger = await ReadAsync(from, progress, cancellation).ConfigureAwait(false);
            await _one.WaitAsync(cancellation).ConfigureAwait(false);
            Interlocked.Exchange(ref _reached, new(ledger, from))?.Ledger.Dispose();
            _one.Release();
        }
        finally
        {
            _long.Release();
        }
    }

    private bool IsWithin(LocalDate from) => Volatile.Read(ref _reached) is { } reached && (reached.From <= from || !IsWallClock);

    private async Task<JournalLedger> ReadAsync(LocalDate from, WorkProgress progress, CancellationToken cancellation)
    {
        var ledger = LedgerOfSite.Empty(_site, _request.DataFolder);
        if (IsWallClock)
        {
            var start = from.AtStartOfDayInZone(_site.TimeZone).ToInstant() - _before;
            ledger.BeginAt(await JournalSearch.FirstSinceAsync(_journal, start, cancellation).ConfigureAwait(false));
        }

        await LedgerOfSite.TakeAsync(ledger, CountedAsync(ledger.Next, progress, cancellation)).ConfigureAwait(false);
        return ledger;
    }

    private async IAsyncEnumerable<JournalRecord> CountedAsync(long from, WorkProgress progress, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (end, done) = (_journal.Head.Number, 0L);
        await foreach (var record in _journal.ReadAsync(from, cancellation).ConfigureAwait(false))
        {
            if (done++ % Told == 0)
            {
                progress.Report(WorkStage.ReadingJournal, Math.Clamp((double)(record.Number - from) / Math.Max(1, end - from), 0.0, 1.0));
            }

            yield return record;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _one.Dispose();
        _long.Dispose();
        _reached?.Ledger.Dispose();
    }

    private sealed record Reached(JournalLedger Ledger, LocalDate From);
}
