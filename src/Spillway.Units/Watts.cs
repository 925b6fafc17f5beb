using System.Globalization;

namespace Spillway.Units;

/// <summary>Electric power of one machine, measured at the wall. Unit: W.</summary>
/// <param name="Value">The number in the unit the type names.</param>
public readonly record struct Watts(decimal Value) : IComparable<Watts>
{
    /// <summary>Nothing: zero of this quantity.</summary>
    public static Watts Zero => default;

    /// <summary>The smaller of two.</summary>
    /// <param name="left">One of the two.</param>
    /// <param name="right">The other.</param>
    /// <returns>The smaller; <paramref name="left"/> where they are equal.</returns>
    public static Watts Min(Watts left, Watts right) => right < left ? right : left;

    /// <summary>Adds two amounts exactly.</summary>
    public static Watts operator +(Watts left, Watts right) => new(left.Value + right.Value);

    /// <summary>Subtracts exactly.</summary>
    public static Watts operator -(Watts left, Watts right) => new(left.Value - right.Value);

    /// <summary>Turns the sign.</summary>
    public static Watts operator -(Watts value) => new(-value.Value);

    /// <summary>Multiplies by a number without a unit.</summary>
    public static Watts operator *(Watts left, decimal right) => new(left.Value * right);

    /// <summary>Whether the left side is the smaller.</summary>
    public static bool operator <(Watts left, Watts right) => left.Value < right.Value;

    /// <summary>Whether the left side is the larger.</summary>
    public static bool operator >(Watts left, Watts right) => left.Value > right.Value;

    /// <summary>Whether the left side is not the larger.</summary>
    public static bool operator <=(Watts left, Watts right) => left.Value <= right.Value;

    /// <summary>Whether the left side is not the smaller.</summary>
    public static bool operator >=(Watts left, Watts right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Watts other) => Value.CompareTo(other.Value);

    /// <summary>The number without a unit, in the invariant culture.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
