using System.Collections.Immutable;

namespace Spillway.Engine.Settlements.Reconciliations;

/// <summary>What a bill does the same way in many places of one scope: a factor on quantities, a step on prices.</summary>
/// <param name="Factor">Their quantity over ours where it is the same in several places, or a known loss factor; else null.</param>
/// <param name="PriceStep">Their price less ours where it is the same in several places; else null.</param>
internal sealed record ScopeHabits(decimal? Factor, decimal? PriceStep)
{
    // Three times the same is a habit; twice may be chance.
    private const int FewestPlaces = 3;
    private const decimal FactorStep = 0.0005m;

    /// <summary>Looks for habits among the places that differ.</summary>
    public static ScopeHabits Of(IReadOnlyList<BilledPlace> places, KnownCauses causes)
    {
        var differing = places.Where(place => !place.Agrees && !place.IsOneSided).ToList();
        return new(
            Habit(differing.Select(place => RatioOf(place)), FactorStep, except: 1m),
            Habit(differing.Select(place => StepOf(place)), BilledPlace.QuantityStep, except: 0m));
    }

    /// <summary>Whether a ratio of quantities is the habit or a known loss factor, applied or left out.</summary>
    public bool IsFactor(decimal ratio, ImmutableArray<decimal> known) =>
        (Factor is { } factor && Math.Abs(ratio - factor) <= FactorStep)
        || known.Any(loss => loss != 1m && (Math.Abs(ratio - loss) <= FactorStep || Math.Abs((ratio * loss) - 1m) <= FactorStep));

    /// <summary>Their quantity over ours; from the amounts where the bill shows no quantity and the price is the same.</summary>
    public static decimal? RatioOf(BilledPlace place) =>
        place.BilledQuantity is { } theirs
            ? place.Quantity is { } ours && ours != 0m ? Math.Abs(theirs / ours) : null
            : place.BilledPrice is null && place.Ours.Value != 0m ? (place.Ours.Value + place.Difference.Value) / place.Ours.Value : null;

    /// <summary>Their price less ours; from the amounts where the bill shows no price.</summary>
    public static decimal? StepOf(BilledPlace place) =>
        place.BilledPrice is { } theirs
            ? place.Price is { } ours ? theirs - ours : null
            : place.BilledQuantity is null && place.Quantity is { } quantity && quantity != 0m ? place.Difference.Value / quantity : null;

    private static decimal? Habit(IEnumerable<decimal?> values, decimal width, decimal except)
    {
        var largest = values.OfType<decimal>().Where(value => Math.Abs(value - except) > width)
            .GroupBy(value => Math.Round(value / width))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .FirstOrDefault();
        return largest is not null && largest.Count() >= FewestPlaces ? largest.Order().ElementAt(largest.Count() / 2) : null;
    }
}
