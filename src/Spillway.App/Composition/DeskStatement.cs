using NodaTime;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Ledgers;
using Spillway.Engine.Settlements.Statements;
using Spillway.Journal;

namespace Spillway.App.Composition;

/// <summary>What a running desk owes and is owed so far, from its own journal; late prices and a restart change what is told next.
/// </summary>
/// <remarks>The first answer reads the journal from its beginning, later ones go on from there. Any thread; one at a time.</remarks>
internal sealed class DeskStatement : IDisposable
{
    private readonly SiteDefinition _site;
    private readonly DeskRequest _request;
    private readonly IRecordJournal _journal;
    private readonly TimeProvider _time;
    private readonly JournalLedger _ledger;
    private readonly SemaphoreSlim _one = new(1, 1);

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

    /// <summary>Makes the statement.</summary>
    /// <param name="period">Of which period, so far: up to the last interval that has ended.</param>
    /// <param name="cancellation">Ends the wait and the reading.</param>
    /// <returns>The statement.</returns>
    /// <exception cref="Engine.RefusedException">A record is not as it was written.</exception>
    public async Task<Statement> OfAsync(StatementPeriod period, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await LedgerOfSite.TakeAsync(_ledger, _journal.ReadAsync(_ledger.Next, cancellation)).ConfigureAwait(false);
            var now = Instant.FromDateTimeOffset(_time.GetUtcNow());
            var today = now.InZone(_site.TimeZone).Date;
            var from = period == StatementPeriod.Today ? today : today.With(DateAdjusters.StartOfMonth);
            var request = new SettleRequest(_request.SiteFile, [], [], [], _request.Hashprice, from, today.PlusDays(1)) { Until = now, RulesFolder = _request.RulesFolder };
            return SettleLoading.Load(_site, request, _request.DataFolder, _ledger, cancellation).Settle();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _one.Dispose();
        _ledger.Dispose();
    }
}
