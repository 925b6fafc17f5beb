using NodaTime;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Ledgers;
using Spillway.Engine.Settlements.Statements;
using Spillway.Journal;

namespace Spillway.App.Composition;

/// <summary>What a running desk owes and is owed so far, from its own journal; late prices and a restart change what is told next.
/// </summary>
/// <remarks>The first answer reads the journal from the beginning of the month, later ones go on from there. Any thread; one at a
/// time.</remarks>
internal sealed class DeskStatement : IDisposable
{
    // An interval that began before the month ends in it, and the meter's last sample holds on.
    private static readonly Duration _before = Duration.FromHours(2);

    private readonly SiteDefinition _site;
    private readonly DeskRequest _request;
    private readonly IRecordJournal _journal;
    private readonly TimeProvider _time;
    private readonly JournalLedger _ledger;
    private readonly SemaphoreSlim _one = new(1, 1);
    private bool _isBegun;

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
            var now = Instant.FromDateTimeOffset(_time.GetUtcNow());
            var today = now.InZone(_site.TimeZone).Date;
            var month = today.With(DateAdjusters.StartOfMonth);
            await BeginAsync(month, cancellation).ConfigureAwait(false);
            await LedgerOfSite.TakeAsync(_ledger, _journal.ReadAsync(_ledger.Next, cancellation)).ConfigureAwait(false);
            var from = period == StatementPeriod.Today ? today : month;
            var request = new SettleRequest(_request.SiteFile, [], [], [], _request.Hashprice, from, today.PlusDays(1)) { Until = now, RulesFolder = _request.RulesFolder };
            return SettleLoading.Load(_site, request, _request.DataFolder, _ledger, cancellation).Settle();
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task BeginAsync(LocalDate month, CancellationToken cancellation)
    {
        if (!_isBegun && IsWallClock)
        {
            var start = month.AtStartOfDayInZone(_site.TimeZone).ToInstant() - _before;
            _ledger.BeginAt(await JournalSearch.FirstSinceAsync(_journal, start, cancellation).ConfigureAwait(false));
        }

        _isBegun = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _one.Dispose();
        _ledger.Dispose();
    }
}
