using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Settlements;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.Simulation.Backtest;

/// <summary>Plays archived prices and publications to the desk, each at the instant it could first be known.</summary>
internal sealed class ArchiveSignals : ISignals
{
    private readonly BacktestInput _input;
    private readonly ImmutableArray<Publication> _publications;
    private readonly ImmutableArray<(Instant KnownAt, PriceReport Report)> _corrections;
    private int _nextReport;
    private int _nextPublication;
    private int _nextCorrection;
    private int _nextSettled;

    public ArchiveSignals(BacktestInput input)
    {
        _input = input;
        _publications = [.. input.Publications.OrderBy(p => p.KnownAt).ThenBy(p => p.Kind).ThenBy(p => p.Start)];
        _corrections = [.. input.Prices.Intervals.Where(static interval => !interval.Revisions.IsEmpty).SelectMany(Corrections).OrderBy(c => c.KnownAt).ThenBy(c => c.Report.Start)];
    }

    /// <summary>The history a desk has at the start of the range.</summary>
    public PriceHistory Before()
    {
        var own = _input.Prices.Points.IndexOf(_input.Prices.Own);

        // Corrections known by then are laid over what they correct first: one by one each would copy all that is known so far.
        var known = new Dictionary<Instant, PriceReport>();
        foreach (var report in Known(_input.From))
        {
            known[report.Start] = report;
        }

        return PriceHistory.Empty(_input.Prices.Points, own).WithAll([.. known.Values.OrderBy(static report => report.Start)]);
    }

    public ValueTask<SignalFrame> ReadAsync(Slot? ended, Slot? next, CancellationToken cancellation)
    {
        var settled = ended is { } past ? Standing(past.Start) : (EnergyPrice?)null;
        var paid = ended is { } over ? _input.Hashprices?.At(over.Start) : null;
        if (next is not { } slot)
        {
            return ValueTask.FromResult(new SignalFrame([], [], settled, null, paid));
        }

        var frontier = _input.Knowledge == Knowledge.Current ? slot.End : slot.Start;
        return ValueTask.FromResult(new SignalFrame(
            Known(frontier),
            Published(slot.Start),
            settled,
            _input.Hashprices?.On(slot.Start.InUtc().Date.PlusDays(-1)),
            paid)
        {
            Held = _input.Held.Binding(slot.Start, slot.End),
            SellBack = SellBackTiers.Of(_input.Site, slot),
        });
    }

    private ImmutableArray<PriceReport> Known(Instant frontier)
    {
        var intervals = _input.Prices.Intervals;
        var first = _nextReport;
        while (_nextReport < intervals.Length && intervals[_nextReport].Start + _input.Prices.Interval <= frontier)
        {
            _nextReport++;
        }

        var corrected = _nextCorrection;
        while (_nextCorrection < _corrections.Length && _corrections[_nextCorrection].KnownAt <= frontier)
        {
            _nextCorrection++;
        }

        var reports = ImmutableArray.CreateBuilder<PriceReport>(_nextReport - first + _nextCorrection - corrected);
        for (var index = first; index < _nextReport; index++)
        {
            reports.Add(FirstReport(intervals[index]));
        }

        for (var index = corrected; index < _nextCorrection; index++)
        {
            reports.Add(_corrections[index].Report);
        }

        return reports.MoveToImmutable();
    }

    private ImmutableArray<Publication> Published(Instant now)
    {
        var start = _nextPublication;
        while (_nextPublication < _publications.Length && _publications[_nextPublication].KnownAt <= now)
        {
            _nextPublication++;
        }

        return _publications[start.._nextPublication];
    }

    private EnergyPrice Standing(Instant start)
    {
        var range = _input.Range;
        while (range[_nextSettled].Start < start)
        {
            _nextSettled++;
        }

        return range[_nextSettled].Price;
    }

    private PriceReport FirstReport(PricedInterval interval) =>
        interval.Revisions.IsEmpty
            ? new(interval.Start, interval.Price, interval.Peers)
            : Report(interval, interval.Revisions[0].Price);

    private IEnumerable<(Instant KnownAt, PriceReport Report)> Corrections(PricedInterval interval)
    {
        var end = interval.Start + _input.Prices.Interval;
        for (var index = 0; index < interval.Revisions.Length; index++)
        {
            var next = index + 1 < interval.Revisions.Length ? interval.Revisions[index + 1].Price : interval.Price;
            yield return (Instant.Max(end, interval.Revisions[index].ReplacedAt), Report(interval, next));
        }
    }

    private PriceReport Report(PricedInterval interval, EnergyPrice price)
    {
        var own = _input.Prices.Points.IndexOf(_input.Prices.Own);
        return new(interval.Start, price, interval.Peers.SetItem(own, (double)price.Value));
    }
}
