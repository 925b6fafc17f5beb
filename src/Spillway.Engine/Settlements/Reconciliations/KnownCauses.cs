using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Reconciliations;

/// <summary>What is known beside the two papers and may explain a difference.</summary>
/// <param name="OtherPrices">Prices that were published for an interval and do not stand: earlier versions, and the other
/// price of a zone; by interval start.</param>
/// <param name="LossFactors">Factors of the clauses between meter and settlement point, such as 1.02.</param>
/// <param name="ClockChanges">When local clocks change in the range, UTC.</param>
public sealed record KnownCauses(
    ImmutableSortedDictionary<Instant, ImmutableArray<EnergyPrice>> OtherPrices,
    ImmutableArray<decimal> LossFactors,
    ImmutableArray<Instant> ClockChanges)
{
    /// <summary>The intervals that are open on our side, by their start: a line of the bill there stands alone for that reason.</summary>
    public ImmutableHashSet<Instant> Open { get; init; } = [];

    /// <summary>Nothing is known.</summary>
    public static KnownCauses None { get; } = new(ImmutableSortedDictionary<Instant, ImmutableArray<EnergyPrice>>.Empty, [], []);
}
