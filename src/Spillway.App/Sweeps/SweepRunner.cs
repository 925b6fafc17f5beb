using System.Collections.Immutable;
using Spillway.App.Backtests;

namespace Spillway.App.Sweeps;

/// <summary>Runs the cells of a sweep, several at once, and keeps their sums.</summary>
/// <param name="time">Measures; no decision sees it.</param>
/// <param name="learning">Prepares look-ahead, and keeps what it learned for the next cell of the same costs.</param>
public sealed class SweepRunner(TimeProvider time, LookAheadLearning learning)
{
    // Strike prices that share a site and a hash price are run beside the same yardsticks, a few at a time: the decisions
    // of each stay in memory until the few are compared.
    private const int StrikesTogether = 4;

    /// <summary>How many policies of one cell are run at once, 1 or more; every core without it. The result does not depend on it.</summary>
    public int PoliciesAtOnce { get; init; } = Environment.ProcessorCount;

    /// <summary>Runs every cell.</summary>
    /// <param name="request">What was asked for, already checked.</param>
    /// <param name="parallel">How many inputs are run at once; at least 1. The result does not depend on it.</param>
    /// <param name="progress">Told the number of cells done; null for nobody.</param>
    /// <param name="cancellation">Stops between two steps of a backtest.</param>
    /// <returns>The cells in the grid's order.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public Sweep Run(SweepRequest request, int parallel, IProgress<int>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var values = SweepGrid.Cells(request.Axes);
        var cells = new SweepCell[values.Length];
        var done = 0;
        var jobs = Enumerable.Range(0, values.Length).GroupBy(cell => Alike(request, values[cell])).Select(job => job.ToArray()).ToList();

        // The first alone: what it learns for loads that no axis changes, the others find kept.
        RunJob(jobs[0]);
        try
        {
            Parallel.ForEach(
                jobs.Skip(1), new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellation }, RunJob);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is OperationCanceledException))
        {
            throw new OperationCanceledException(several.Message, several, cancellation);
        }

        return new(request, [.. cells]);

        void RunJob(int[] job)
        {
            foreach (var few in job.Chunk(StrikesTogether))
            {
                RunFew(request, values, few, cells, cancellation);
                progress?.Report(Interlocked.Add(ref done, few.Length));
            }
        }
    }

    private static string Alike(SweepRequest request, ImmutableArray<string> cell) =>
        string.Join('|', cell.Where((_, axis) => request.Axes[axis].Name != "strike-price"));

    private void RunFew(
        SweepRequest request, ImmutableArray<ImmutableArray<string>> values, int[] few, SweepCell[] cells, CancellationToken cancellation)
    {
        var input = SweepGrid.Input(request.Input, request.Axes, values[few[0]]);
        var asked = few.SelectMany(cell => SweepGrid.Policies(request.Policies, request.Axes, values[cell])).Distinct().ToImmutableArray();
        var site = request.Site with { Site = input.Site };
        var comparison = new BacktestRunner(time, learning) { AtOnce = PoliciesAtOnce }.Run(site, input, asked, static _ => null, cancellation);
        foreach (var cell in few)
        {
            var listed = PolicyList.WithYardsticks(SweepGrid.Policies(request.Policies, request.Axes, values[cell]));
            cells[cell] = new(values[cell], [.. listed.Select(policy => WithoutSteps(comparison[policy]))]);
        }
    }

    private static ComparedPolicy WithoutSteps(ComparedPolicy policy) => policy with { Run = policy.Run with { Steps = [] } };
}
