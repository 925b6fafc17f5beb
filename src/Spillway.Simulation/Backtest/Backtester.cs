using Spillway.Engine;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Backtest;

/// <summary>Runs the desk's own loop over archived prices: virtual clock, ideal site, journal in memory.</summary>
/// <param name="time">Measures how long a run takes; no decision sees it.</param>
public sealed class Backtester(TimeProvider time)
{
    /// <summary>The prices a desk knows when the range begins: what policies may learn from.</summary>
    /// <param name="input">Prices and range.</param>
    /// <returns>A history of its own; corrections known by then are in it, later ones are not.</returns>
    public static PriceHistory KnownBefore(BacktestInput input) => new ArchiveSignals(input).Before();

    /// <summary>Runs one policy over the range.</summary>
    /// <param name="input">Site, prices and range.</param>
    /// <param name="policy">How the site is run.</param>
    /// <param name="progress">Told the number of steps done, every thousand steps; null for nobody.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>Decisions, sums and hash.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public PolicyRun Run(
        BacktestInput input, IPolicy policy, IProgress<int>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var begun = time.GetTimestamp();
        var desk = new Desk(input.Site, policy);
        var signals = new ArchiveSignals(input);
        var hashprice = input.Range.IsEmpty ? null : input.Hashprices?.On(input.Range[0].Start.InUtc().Date.PlusDays(-1));
        var before = DeskState.Before(desk, signals.Before(), hashprice);
        using var journal = new MemoryJournal(progress);
        var loop = new DeskLoop(
            new FrontierClock(input.Range, input.Prices.Interval), signals, new IdealSite(input.Site, before.Groups), journal);
        var turn = loop.RunAsync(desk, before, cancellation).AsTask();

        // Every edge here answers at once, so the loop that runs for years elsewhere is a plain call.
        Invariant.Holds(turn.IsCompleted);
        var after = turn.GetAwaiter().GetResult();
        return new(policy.Name, after.Totals, journal.Hash, journal.Steps(), time.GetElapsedTime(begun));
    }
}
