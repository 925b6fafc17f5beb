using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Statements;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Earnings;

/// <summary>What a journal's ledger knew of the intervals of a statement when it was read: the ledger itself goes on growing.</summary>
internal sealed class KeptKnowledge : IKnownProduction, IKnownPlans
{
    private readonly ImmutableDictionary<Instant, ImmutableArray<KnownGroupRun>> _runs;
    private readonly ImmutableDictionary<Instant, KnownPlan> _plans;

    private KeptKnowledge(ImmutableDictionary<Instant, ImmutableArray<KnownGroupRun>> runs, ImmutableDictionary<Instant, KnownPlan> plans) =>
        (_runs, _plans) = (runs, plans);

    /// <summary>The same with what is known kept as it is now; asked by whoever holds the ledger.</summary>
    /// <param name="loaded">What a statement is made from.</param>
    public static LoadedSettlement Of(LoadedSettlement loaded)
    {
        var starts = loaded.Input.Intervals.Select(static interval => interval.Slot.Start).ToList();
        var kept = new KeptKnowledge(
            starts.Where(start => loaded.Terms.Known?.At(start) is not null).ToImmutableDictionary(static start => start, start => loaded.Terms.Known!.At(start)!.Value),
            starts.Where(start => loaded.Terms.Plans?.PlanAt(start) is not null).ToImmutableDictionary(static start => start, start => loaded.Terms.Plans!.PlanAt(start)!));
        return loaded with
        {
            Terms = loaded.Terms with { Known = loaded.Terms.Known is null ? null : kept, Plans = loaded.Terms.Plans is null ? null : kept },
        };
    }

    /// <inheritdoc/>
    public ImmutableArray<KnownGroupRun>? At(Instant start) => _runs.TryGetValue(start, out var runs) ? runs : null;

    /// <inheritdoc/>
    public KnownPlan? PlanAt(Instant start) => _plans.GetValueOrDefault(start);
}
