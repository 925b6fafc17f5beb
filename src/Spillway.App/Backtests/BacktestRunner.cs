using System.Collections.Concurrent;
using System.Collections.Immutable;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Plans;
using Spillway.Engine.Plans.Foresight;
using Spillway.Simulation.Backtest;

namespace Spillway.App.Backtests;

/// <summary>Runs policies over the same input, two at a time where the machine allows, and compares them.</summary>
/// <param name="time">Measures; no decision sees it.</param>
/// <param name="learning">Prepares look-ahead.</param>
public sealed class BacktestRunner(TimeProvider time, LookAheadLearning learning)
{
    private readonly Backtester _backtester = new(time);

    /// <summary>How many policies are run at once, 1 or more; every core without it. The result does not depend on it.</summary>
    public int AtOnce { get; init; } = Environment.ProcessorCount;

    /// <summary>Runs and compares.</summary>
    /// <param name="site">The site.</param>
    /// <param name="input">Prices and range.</param>
    /// <param name="asked">Full texts of the policies asked for; empty means all four.</param>
    /// <param name="progress">Told how far each policy is; null for nobody.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The yardsticks and what was asked for, compared.</returns>
    /// <exception cref="RefusedException">A policy text cannot be read.</exception>
    public Comparison Run(
        SiteDefinition site,
        BacktestInput input,
        ImmutableArray<string> asked,
        Func<string, IProgress<int>?> progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(progress);
        var texts = PolicyList.WithYardsticks(asked).Select(PolicyText.Parse).ToImmutableArray();
        LearningNote? note = null;
        var policies = texts.Where(text => text.Name != "foresight").Select(Policy).ToList();
        var runs = new PolicyRun?[policies.Count];
        var foresight = (ForesightRun?)null;
        var isCoupled = ForesightPlanner.IsCoupled(input.Site, new((decimal)input.Prices.Interval.TotalMinutes));
        var jobs = policies.Select((policy, index) => (Action)(() =>
            runs[index] = _backtester.Run(input, policy, progress(policy.Name), cancellation))).ToList();
        jobs.Reverse();
        if (!isCoupled)
        {
            jobs.Add(() => foresight = Foresee([]));
        }

        Do(jobs, AtOnce, cancellation);
        foresight ??= Foresee([.. runs.Select(run => run!)]);
        return Comparison.Of(site, input, [.. runs.Select(run => run!), foresight.Run]) with
        {
            Foresight = foresight,
            Learning = note,
        };

        IPolicy Policy(PolicyText text)
        {
            switch (text.Name)
            {
                case "always-on":
                    return new AlwaysOnPolicy();
                case "strike":
                    // Plain strike is a yardstick and stays as it is.
                    return text.Parameters.IsEmpty ? text.Strike(site.TimeZone) : PeakPrice.Added(site, SpreadPrice.Added(site, text.Strike(site.TimeZone)), PublicationBook.Empty);
                default:
                    Invariant.Holds(text.Name == "look-ahead");
                    var (setup, known, learned) = learning.Prepare(input, site.TimeZone, cancellation);
                    note = learned;
                    return PeakPrice.Added(site, SpreadPrice.Added(site, new LookAheadPolicy(text.Text, setup, known)), PublicationBook.Empty);
            }
        }

        ForesightRun Foresee(ImmutableArray<PolicyRun> others) =>
            new ForesightSearch(_backtester).Best(input, others, progress("foresight"), cancellation);
    }

    private static void Do(List<Action> jobs, int atOnce, CancellationToken cancellation)
    {
        try
        {
            // The longest first, and one at a time to whoever is free.
            Parallel.ForEach(
                Partitioner.Create(jobs, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation },
                job => job());
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is OperationCanceledException))
        {
            throw new OperationCanceledException(several.Message, several, cancellation);
        }
    }
}
