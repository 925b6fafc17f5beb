using NodaTime;
using Spillway.Engine.Signals;

namespace Spillway.Markets.Feeds;

/// <summary>A history told again: each interval's price becomes known at the interval's end by the desk's own clock.</summary>
public sealed class ReplayedSeries : IPriceSource
{
    private readonly PriceSeries _series;
    private readonly TimeProvider _time;
    private int _told;
    private int _toldPaired;

    /// <summary>Tells a series again.</summary>
    /// <param name="series">The series; its instants are the clock's own.</param>
    /// <param name="time">The clock, which may run faster than the wall's.</param>
    public ReplayedSeries(PriceSeries series, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(time);
        _series = series;
        _time = time;
    }

    /// <inheritdoc/>
    public string Name => "replay of " + string.Join(", ", _series.Sources.Select(source => source.Name));

    /// <inheritdoc/>
    public ValueTask<FeedAnswer> ReadAsync(CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(_time.GetUtcNow());
        var first = _told;
        while (_told < _series.Intervals.Length && _series.Intervals[_told].Start + _series.Interval <= now)
        {
            _told++;
        }

        var firstPaired = _toldPaired;
        while (_toldPaired < _series.Paired.Length && _series.Paired[_toldPaired].Start + _series.Interval <= now)
        {
            _toldPaired++;
        }

        return new(_told == first && _toldPaired == firstPaired
            ? FeedAnswer.Unchanged
            : FeedAnswer.Of(_series with { Intervals = _series.Intervals[first.._told], Paired = _series.Paired[firstPaired.._toldPaired] }));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The series is the caller's.
    }
}
