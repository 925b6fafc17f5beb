using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Sites;

namespace Spillway.Simulation.Backtest;

/// <summary>What a backtest is made of; the same for every policy that is compared.</summary>
/// <param name="Site">The site.</param>
/// <param name="Prices">The price history; it may reach further back than <paramref name="From"/>, and that part is
/// what policies learn from.</param>
/// <param name="Hashprices">The hash price of each UTC day; null where every load has a value of its own.</param>
/// <param name="Publications">Other figures, with the time each was known.</param>
/// <param name="From">Start of the range, inclusive.</param>
/// <param name="To">End of the range, exclusive.</param>
/// <param name="Knowledge">Which price is the newest known one at an interval's start.</param>
public sealed record BacktestInput(
    Site Site,
    PriceSeries Prices,
    HashpriceSeries? Hashprices,
    ImmutableArray<Publication> Publications,
    Instant From,
    Instant To,
    Knowledge Knowledge)
{
    /// <summary>The priced intervals of the range, ascending.</summary>
    public ImmutableArray<PricedInterval> Range { get; } =
        [.. Prices.Intervals.Where(interval => interval.Start >= From && interval.Start < To)];

    /// <summary>Which MW of the site somebody holds, by time; nobody where it is not said.</summary>
    public HeldBook Held { get; init; } = HeldBook.Empty;

    /// <summary>Instants of the range's grid that have no price.</summary>
    public int Gaps => (int)((To - From) / Prices.Interval) - Range.Length;
}
