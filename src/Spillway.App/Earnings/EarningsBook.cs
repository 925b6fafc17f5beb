using NodaTime;
using Spillway.App.Api;
using Spillway.App.Statements.Papers;

namespace Spillway.App.Earnings;

/// <summary>What a desk owes and is owed over any days of its journal, settled once for all who look. Any thread.</summary>
public sealed class EarningsBook : IDisposable
{
    private const int Kept = 12;
    private static readonly Duration _usual = Duration.FromMinutes(15);

    private readonly DeskView _desk;
    private readonly SharedWork<SettledKey, SettledPeriod> _work = new(Kept);
    private long _steps;

    /// <summary>Begins before the desk runs.</summary>
    /// <param name="desk">The desk.</param>
    public EarningsBook(DeskView desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        _desk = desk;
        desk.Watch.TellSteps(_ => Interlocked.Increment(ref _steps));
    }

    /// <summary>The local day it is by the desk's clock.</summary>
    public LocalDate Today => Now.InZone(_desk.Site.TimeZone).Date;

    /// <summary>How many steps the desk has kept since its start: when it grows, what is told of today has grown.</summary>
    public long Steps => Interlocked.Read(ref _steps);

    private Instant Now => Instant.FromDateTimeOffset(_desk.Time.GetUtcNow());

    /// <summary>A period, settled; kept until something of it changes.</summary>
    /// <param name="period">Which days.</param>
    /// <param name="cancellation">Ends the wait; the work ends with the last who waits.</param>
    /// <returns>It.</returns>
    /// <exception cref="Engine.RefusedException">A record or a file is not as it was written.</exception>
    public Task<SettledPeriod> OfAsync(MoneyPeriod period, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(period);
        return _work.GetAsync(
            Key(period),
            async (progress, ending) =>
            {
                var loaded = await _desk.Load(period, progress, ending).ConfigureAwait(false);
                progress.Report(WorkStage.Settling);
                return new(period, loaded, SettledRange.Of(_desk.Site, loaded));
            },
            cancellation);
    }

    /// <summary>A period that is settled already.</summary>
    /// <param name="period">Which days.</param>
    /// <returns>It; null where it would have to be made.</returns>
    public SettledPeriod? Find(MoneyPeriod period) => _work.Find(Key(period));

    /// <summary>How far the settling of a period is.</summary>
    /// <param name="period">Which days.</param>
    /// <returns>How far; null where nobody waits for it.</returns>
    public WorkStep? ProgressOf(MoneyPeriod period) => _work.ProgressOf(Key(period));

    /// <inheritdoc/>
    public void Dispose() => _work.Dispose();

    private SettledKey Key(MoneyPeriod period)
    {
        var ticks = (_desk.Site.Installation?.Prices?.Interval ?? _usual).BclCompatibleTicks;
        var end = period.To.AtStartOfDayInZone(_desk.Site.TimeZone).ToInstant();
        var now = Now.ToUnixTimeTicks();
        var until = Instant.FromUnixTimeTicks(now - (now % ticks));
        return new(period, Instant.Min(until, end), Steps, _desk.PaperFiles.Sum(static path => File.GetLastWriteTimeUtc(path).Ticks % int.MaxValue));
    }
}
