using System.Runtime.CompilerServices;
using NodaTime;
using Spillway.App.Earnings;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Ledgers;
using Spillway.Journal;

namespace Spillway.App.Composition;

/// <summary>What a running desk owes and is owed, from its own journal; late prices and a restart change what is told next.</summary>
/// <remarks>The first answer about this month reads the journal from its beginning, later ones go on from there; days before it are
/// read for themselves. Any thread; one at a time of this month.</remarks>
internal sealed class DeskStatement : IDisposable
{
    // An interval that began before the month ends in it, and the meter's last sample holds on.
    private static readonly Duration _before = Duration.FromHours(2);
    private const int Counted = 1000;

    private readonly SiteDefinition _site;
    private readonly DeskRequest _request;
    private readonly IRecordJournal _journal;
    private readonly TimeProvider _time;
    private readonly JournalLedger _ledger;
    private readonly SemaphoreSlim _one = new(1, 1);
    private LocalDate? _begun;

    /// <summary>Puts it before a journal; nothing is read yet.</summary>
    /// <param name="site">The site.</param>
    /// <param name="request">The desk's site file, data folder and hash prices.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="time">Its clock.</param>
    public DeskStatement(SiteDefinition site, DeskRequest request, IRecordJournal journal, TimeProvider time)
    {
        (_site, _request, _journal, _time) = (site, request, journal, time);
        _ledger = LedgerOfSite.Empty(site, request.DataFolder);
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
        var now = Instant.FromDateTimeOffset(_time.GetUtcNow());
        var request = new SettleRequest(_request.SiteFile, [], [], [.. _request.Awards], _request.Hashprice, period.From, period.To)
        {
            Until = now,
            RulesFolder = _request.RulesFolder,
        };
        var month = now.InZone(_site.TimeZone).Date.With(DateAdjusters.StartOfMonth);
        if (IsWallClock && period.From < LocalDate.Min(month, _begun ?? month))
        {
            progress.Report(WorkStage.ReadingJournal);
            using var earlier = await LedgerOfSite.ReadAsync(_site, _request.DataFolder, request, cancellation, Told).ConfigureAwait(false);
            return Load(request, earlier, progress, cancellation);
        }

        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await BeginAsync(month, cancellation).ConfigureAwait(false);
            await LedgerOfSite.TakeAsync(_ledger, CountedAsync(progress, cancellation)).ConfigureAwait(false);
            if (IsWallClock)
            {
                await _ledger.Peaks.ReadAsync(_site, _request.DataFolder, request, cancellation).ConfigureAwait(false);
                await _ledger.Demands.ReadAsync(_site, _request.DataFolder, request, _ledger, Told, cancellation).ConfigureAwait(false);
            }

            return Load(request, _ledger, progress, cancellation);
        }
        finally
        {
            _one.Release();
        }

        void Told(double share) => progress.Report(WorkStage.ReadingJournal, share);
    }

    private LoadedSettlement Load(SettleRequest request, JournalLedger ledger, WorkProgress progress, CancellationToken cancellation)
    {
        progress.Report(WorkStage.Settling);
        return KeptKnowledge.Of(SettleLoading.Load(_site, request, _request.DataFolder, ledger, cancellation));
    }

    private async Task BeginAsync(LocalDate month, CancellationToken cancellation)
    {
        if (_begun is null && IsWallClock)
        {
            var start = month.AtStartOfDayInZone(_site.TimeZone).ToInstant() - _before;
            _ledger.BeginAt(await JournalSearch.FirstSinceAsync(_journal, start, cancellation).ConfigureAwait(false));
        }

        _begun ??= month;
    }

    private async IAsyncEnumerable<JournalRecord> CountedAsync(WorkProgress progress, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (from, end, done) = (_ledger.Next, _journal.Head.Number, 0L);
        await foreach (var record in _journal.ReadAsync(from, cancellation).ConfigureAwait(false))
        {
            if (done++ % Counted == 0)
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
        _ledger.Dispose();
    }
}
