using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Reconciliations;

/// <summary>A bill held against our statement, place by place.</summary>
/// <remarks>Bill less ours is exactly the sum of the variances and of <paramref name="Tolerated"/>: nothing is left over.</remarks>
/// <param name="Bill">What the bill asks in all.</param>
/// <param name="Ours">What our lines in the bill's range and scopes come to.</param>
/// <param name="MatchedPlaces">Places that agree, within their tolerance.</param>
/// <param name="Tolerated">Sum of the differences within tolerance.</param>
/// <param name="Variances">Places that do not, ascending by start.</param>
/// <param name="UncoveredLines">Our lines in the bill's range of charges that the bill does not claim to cover.</param>
/// <param name="Uncovered">What those come to.</param>
public sealed record Reconciliation(
    Money Bill,
    Money Ours,
    int MatchedPlaces,
    Money Tolerated,
    ImmutableArray<Variance> Variances,
    int UncoveredLines,
    Money Uncovered)
{
    /// <summary>Our lines of the bill's charges before its first and after its last interval: a bill that ends early says nothing of them.</summary>
    public int OutsideLines { get; init; }

    /// <summary>What those come to.</summary>
    public Money Outside { get; init; }

    /// <summary>Bill less ours.</summary>
    public Money Difference => Bill - Ours;

    /// <summary>Count and sum of the variances of each class that occurs, in the order of the classes.</summary>
    public ImmutableArray<(VarianceClass Class, int Places, Money Difference)> ByClass =>
    [
        .. Variances.GroupBy(variance => variance.Class).OrderBy(group => group.Key)
            .Select(group => (group.Key, group.Count(), new Money(group.Sum(variance => variance.Difference.Value)))),
    ];
}
