using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Signals;

/// <summary>The prices known so far, oldest first: a view that never changes, over a log that only grows.</summary>
/// <remarks>Appending to the newest view is cheap and shares the log; appending to an older view copies it first, so no
/// view ever sees a price it did not know. One history belongs to one desk; it is not made for several threads.</remarks>
public sealed class PriceHistory
{
    private readonly Log _log;

    private PriceHistory(Log log, int count)
    {
        _log = log;
        Count = count;
    }

    /// <summary>How many intervals are known.</summary>
    public int Count { get; }

    /// <summary>The points whose prices <see cref="Peers"/> gives, in order.</summary>
    public ImmutableArray<SettlementPoint> Points => _log.Points;

    /// <summary>Where the site's own settlement point stands in <see cref="Points"/>.</summary>
    public int OwnIndex => _log.OwnIndex;

    /// <summary>The newest known interval's start; null where nothing is known.</summary>
    public Instant? NewestStart => Count == 0 ? null : _log.Starts[Count - 1];

    /// <summary>The prices of all points in a known interval, in the order of <see cref="Points"/>; NaN where there is
    /// none.</summary>
    /// <param name="index">0 is the oldest.</param>
    /// <returns>Currency per MWh.</returns>
    public ImmutableArray<double> Peers(int index) => _log.Peers[Checked(index)];

    /// <summary>The newest known price; null where nothing is known.</summary>
    public EnergyPrice? Newest => Count == 0 ? null : new EnergyPrice(_log.Prices[Count - 1]);

    /// <summary>A history that knows nothing yet.</summary>
    /// <param name="points">The points of which prices will be reported.</param>
    /// <param name="ownIndex">Which of them is the site's own.</param>
    /// <returns>The empty history.</returns>
    public static PriceHistory Empty(ImmutableArray<SettlementPoint> points, int ownIndex)
    {
        Invariant.Holds(ownIndex >= 0 && ownIndex < points.Length);
        return new(new(points, ownIndex), 0);
    }

    /// <summary>The start of a known interval.</summary>
    /// <param name="index">0 is the oldest, <see cref="Count"/> − 1 the newest.</param>
    /// <returns>Its start, UTC.</returns>
    public Instant Start(int index) => _log.Starts[Checked(index)];

    /// <summary>The site's own price in a known interval, for estimates.</summary>
    /// <param name="index">0 is the oldest.</param>
    /// <returns>Currency per MWh.</returns>
    public double Price(int index) => _log.Estimates[Checked(index)];

    /// <summary>The site's own price in a known interval, as it was published.</summary>
    /// <param name="index">0 is the oldest.</param>
    /// <returns>Currency per MWh.</returns>
    public EnergyPrice ExactPrice(int index) => new(_log.Prices[Checked(index)]);

    /// <summary>The site's own prices, oldest first, for estimates; valid until the next report is added.</summary>
    public ReadOnlySpan<double> Estimates => CollectionsMarshal.AsSpan(_log.Estimates)[..Count];

    /// <summary>The history with one more report: a new interval, or a correction of a known one.</summary>
    /// <param name="report">What became known.</param>
    /// <returns>The longer or corrected history; this one is unchanged.</returns>
    public PriceHistory With(PriceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Invariant.Holds(report.Peers.Length == Points.Length);
        if (NewestStart is { } newest && report.Start <= newest)
        {
            return Corrected(report);
        }

        var log = _log.Starts.Count == Count ? _log : _log.Copy(Count);
        log.Add(report);
        return new(log, Count + 1);
    }

    /// <summary>The history with several reports more; many corrections at once cost one copy.</summary>
    /// <param name="reports">What became known, in order; of two about one interval the later holds.</param>
    /// <returns>The longer or corrected history; this one is unchanged.</returns>
    public PriceHistory WithAll(ImmutableArray<PriceReport> reports)
    {
        if (reports.Length < 2 || NewestStart is not { } newest || reports.Count(report => report.Start <= newest) < 2)
        {
            return reports.Aggregate(this, static (history, report) => history.With(report));
        }

        var log = _log.Copy(Count);
        foreach (var report in reports)
        {
            Invariant.Holds(report.Peers.Length == Points.Length);
            var index = log.Starts.BinarySearch(report.Start);
            if (index < 0)
            {
                log.Insert(~index, report);
            }
            else
            {
                log.Replace(index, report);
            }
        }

        return new(log, log.Starts.Count);
    }

    private PriceHistory Corrected(PriceReport report)
    {
        var log = _log.Copy(Count);
        var index = log.Starts.BinarySearch(report.Start);
        if (index < 0)
        {
            // A late report of an interval that was a gap so far: it takes its place in the order.
            log.Insert(~index, report);
            return new(log, Count + 1);
        }

        log.Replace(index, report);
        return new(log, Count);
    }

    private int Checked(int index)
    {
        Invariant.Holds(index >= 0 && index < Count);
        return index;
    }

    private sealed class Log(ImmutableArray<SettlementPoint> points, int ownIndex)
    {
        public ImmutableArray<SettlementPoint> Points { get; } = points;

        public int OwnIndex { get; } = ownIndex;

        public List<Instant> Starts { get; } = [];

        public List<decimal> Prices { get; } = [];

        public List<double> Estimates { get; } = [];

        public List<ImmutableArray<double>> Peers { get; } = [];

        public void Add(PriceReport report) => Insert(Starts.Count, report);

        public void Insert(int index, PriceReport report)
        {
            Starts.Insert(index, report.Start);
            Prices.Insert(index, report.Price.Value);
            Estimates.Insert(index, (double)report.Price.Value);
            Peers.Insert(index, report.Peers);
        }

        public void Replace(int index, PriceReport report)
        {
            Prices[index] = report.Price.Value;
            Estimates[index] = (double)report.Price.Value;
            Peers[index] = report.Peers;
        }

        public Log Copy(int count)
        {
            var copy = new Log(Points, OwnIndex);
            copy.Starts.AddRange(Starts.Take(count));
            copy.Prices.AddRange(Prices.Take(count));
            copy.Estimates.AddRange(Estimates.Take(count));
            copy.Peers.AddRange(Peers.Take(count));
            return copy;
        }
    }
}
