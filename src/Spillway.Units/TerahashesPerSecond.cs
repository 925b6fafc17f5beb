using System.Globalization;

namespace Spillway.Units;

/// <summary>Hash rate of one machine. Never negative. Unit: TH/s.</summary>
/// <param name="Value">The number in the unit the type names.</param>
public readonly record struct TerahashesPerSecond(decimal Value) : IComparable<TerahashesPerSecond>
{
    /// <summary>Nothing: zero of this quantity.</summary>
    public static TerahashesPerSecond Zero => default;

    /// <summary>The smaller of two.</summary>
    /// <param name="left">One of the two.</param>
    /// <param name="right">The other.</param>
    /// <returns>The smaller; <paramref name="left"/> where they are equal.</returns>
    public static TerahashesPerSecond Min(TerahashesPerSecond left, TerahashesPerSecond right) => right < left ? right : left;

    /// <summary>Whether the left side is the smaller.</summary>
    public static bool operator <(TerahashesPerSecond left, TerahashesPerSecond right) => left.Value < right.Value;

    /// <summary>Whether the left side is the larger.</summary>
    public static bool operator >(TerahashesPerSecond left, TerahashesPerSecond right) => left.Value > right.Value;

    /// <summary>Whether the left side is not the larger.</summary>
    public static bool operator <=(TerahashesPerSecond left, TerahashesPerSecond right) => left.Value <= right.Value;

    /// <summary>Whether the left side is not the smaller.</summary>
    public static bool operator >=(TerahashesPerSecond left, TerahashesPerSecond right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(TerahashesPerSecond other) => Value.CompareTo(other.Value);

    /// <summary>The number without a unit, in the invariant culture.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
