using System.Collections.Immutable;
using NodaTime;

namespace Spillway.App.Events;

/// <summary>How far a site follows what it plans: what it drew as a share of what was decided. It brings a plan to the level of the
/// meter and says how sure that is.</summary>
/// <param name="Middle">The median share; 1 where nothing is known.</param>
/// <param name="Lowest">Nineteen of twenty were above.</param>
/// <param name="Highest">Nineteen of twenty were below.</param>
/// <param name="Source">What it was found from.</param>
/// <param name="Count">How many intervals or samples.</param>
public sealed record PlanFit(decimal Middle, decimal Lowest, decimal Highest, PlanFitSource Source, int Count)
{
    private const int FewestIntervals = 4;
    private const decimal WellCovered = 0.9m;
    private static readonly Duration _justBefore = Duration.FromMinutes(5);

    /// <summary>Finds the shares before an event.</summary>
    /// <param name="trace">What the journal holds.</param>
    /// <returns>Of the undisturbed intervals of the day before; where they are fewer than four, of the five minutes before.</returns>
    public static PlanFit Of(EventTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var at = trace.Event.At;
        var shares = trace.Steps.Where(step => step.Slot.End <= at && !step.IsDisturbed && step.Planned.Value > 0m)
            .Select(step => (step.Planned, Drawn: trace.Curve.Mean(step.Slot.Start, step.Slot.End)))
            .Where(static one => one.Drawn.Mean is not null && one.Drawn.Covered >= WellCovered)
            .Select(static one => one.Drawn.Mean!.Value.Value / one.Planned.Value).Order().ToImmutableArray();
        if (shares.Length >= FewestIntervals)
        {
            return new(Quantile(shares, 0.5m), Quantile(shares, 0.05m), Quantile(shares, 0.95m), PlanFitSource.Intervals, shares.Length);
        }

        var planned = trace.Steps.LastOrDefault(step => step.Slot.Start <= at)?.Planned.Value ?? 0m;
        var samples = trace.Curve.Between(at - _justBefore, at).Where(point => point.At >= at - _justBefore && planned > 0m)
            .Select(point => point.Power.Value / planned).Order().ToImmutableArray();
        return samples.IsEmpty
            ? new(1m, 1m, 1m, PlanFitSource.Nothing, 0)
            : new(Quantile(samples, 0.5m), samples[0], samples[^1], PlanFitSource.FiveMinutesBefore, samples.Length);
    }

    // The nearest rank, so that every figure is one that was seen.
    private static decimal Quantile(ImmutableArray<decimal> sorted, decimal share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
