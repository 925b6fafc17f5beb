using NodaTime;
using Spillway.App.Journals;
using Spillway.App.Sites;
using Spillway.App.Statements.Ledgers;
using Spillway.Engine;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Journal;

namespace Spillway.App.Obligations;

/// <summary>What the site drew in the days that its programmes' baselines look at, read from the desk's own journal beside the desk and
/// followed from there on. Any thread.</summary>
public sealed class LoadBook : IAsyncDisposable
{
    // The days that a baseline may go back lie before the event's, which is some days ahead; the meter's last sample holds on.
    private const int DaysMore = 3;
    private static readonly Duration _usual = Duration.FromMinutes(15);
    private static readonly Duration _meterStale = Duration.FromSeconds(15);
    private static readonly TimeSpan _again = TimeSpan.FromMinutes(1);

    private readonly SiteDefinition _site;
    private readonly IRecordJournal _journal;
    private readonly TimeProvider _time;
    private readonly TimeProvider _wall;
    private readonly CancellationTokenSource _end = new();
    private readonly LoadHistory _none;
    private LoadFold? _fold;
    private JournalFollower? _follower;
    private Task _begun = Task.CompletedTask;

    /// <summary>Puts it before a journal; nothing is read yet.</summary>
    /// <param name="site">The site.</param>
    /// <param name="journal">The desk's journal.</param>
    /// <param name="time">The desk's clock.</param>
    /// <param name="wall">The wall clock, by which the journal is written.</param>
    public LoadBook(SiteDefinition site, IRecordJournal journal, TimeProvider time, TimeProvider wall)
    {
        ArgumentNullException.ThrowIfNull(site);
        (_site, _journal, _time, _wall) = (site, journal, time, wall);
        _none = LoadHistory.Of([], Interval, site.TimeZone);
    }

    /// <summary>What is known now.</summary>
    public KnownLoads Known => Volatile.Read(ref _fold) is { } fold
        ? new(fold.History, fold.Events(Now), _follower is { IsCaughtUp: true, Fault: null })
        : new(_none, [], IsRead: false);

    private Duration Interval => _site.Installation?.Prices?.Interval ?? _usual;

    private Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    /// <summary>Begins to read in the background, where a programme of the site looks at days; once.</summary>
    public void Begin()
    {
        var back = _site.Programmes.Max(static one => one.Rules?.MostDaysBack) ?? 0;
        if (back > 0)
        {
            _begun = Task.Run(() => BeginAsync(Duration.FromDays(back + DaysMore)));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _begun.ConfigureAwait(false);
        if (_follower is { } follower)
        {
            await follower.DisposeAsync().ConfigureAwait(false);
        }

        _end.Dispose();
    }

    // A journal that is out of reach for a moment is asked again; one that is damaged is the journal check's to judge, and what
    // curtailing costs stays not known meanwhile.
    private async Task BeginAsync(Duration back)
    {
        try
        {
            while (!await TryBeginAsync(back).ConfigureAwait(false))
            {
                await Task.Delay(_again, _wall, _end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Ended in order.
        }
    }

    private async Task<bool> TryBeginAsync(Duration back)
    {
        try
        {
            // A replay's own clock is not the one the journal is written by: it is read whole.
            var from = ReferenceEquals(_time, _wall) ? await JournalSearch.FirstSinceAsync(_journal, Now - back, _end.Token).ConfigureAwait(false) : 1;
            var fold = new LoadFold(from, _site.Installation?.Desk.Rules.Staleness.Meter ?? _meterStale, Interval, _site.TimeZone);
            _follower = new(_journal, _wall, [fold]);
            Volatile.Write(ref _fold, fold);
            _follower.Begin();
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }
}
